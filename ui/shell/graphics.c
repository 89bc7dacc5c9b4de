// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/graphics.h"

#include <unistd.h>

gboolean
kapka_graphics_has_card (void) {
  return access ("/dev/dri/renderD128", R_OK | W_OK) == 0;
}

/* GTK draws faster by cairo than by a GL that runs in software, and takes half the memory. */
void
kapka_graphics_choose_renderer (void) {
  if (!kapka_graphics_has_card ())
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
}
