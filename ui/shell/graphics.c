// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/graphics.h"

#include <unistd.h>

gboolean
kapka_graphics_has_card (void) {
  return access ("/dev/dri/renderD128", R_OK | W_OK) == 0;
}
