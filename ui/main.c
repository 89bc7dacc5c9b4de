// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <locale.h>
#include <malloc.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/own-program.h"
#include "guard/notify.h"
#include "ui/shell/application.h"
#include "ui/shell/graphics.h"

/* Pages are drawn in threads, and each of them would keep what it has freed in a heap of its own.
 */
static void
share_heaps (void) {
  mallopt (M_ARENA_MAX, 2);
}

/* An upgrade may have put another program in the place of the one that runs. */
static void
start_anew (GStrv arguments) {
  g_autofree char *program = kapka_own_program_find ("kapka");

  kapka_notify_reloading ();
  if (program != NULL)
    execv (program, arguments);
  execv ("/proc/self/exe", arguments);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaApplication) application = NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);
  gboolean kept = kapka_log_init ("kapka");
  int saved = kept ? kapka_log_shut_streams () : -1;
  int status;

  share_heaps ();
  kapka_graphics_choose_renderer ();
  kapka_i18n_init ("ru");
  application = kapka_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (!kapka_application_wants_restart (application))
    return status;
  kapka_log_open_streams (saved);
  start_anew (arguments);
  g_error ("The program could not be started again: %s", g_strerror (errno));
}
