// SPDX-License-Identifier: GPL-3.0-or-later
#include <locale.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/shell/application.h"

/* GTK draws faster by cairo than by a GL that runs in software, and takes half the memory; a render node tells a real graphics card. */
static void
choose_renderer (void) {
  if (access ("/dev/dri/renderD128", R_OK | W_OK) != 0)
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaApplication) application = NULL;

  choose_renderer ();
  kapka_i18n_init ("ru");
  application = kapka_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
