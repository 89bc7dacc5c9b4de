// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** kapka_screen_size_watch: from its first appearance on @window has the style class `medium` or
 * `large` when the screen has room for larger letters, or is read from farther away. */
void kapka_screen_size_watch (GtkWindow *window);
