// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_key_focus_watch:
 * @window: gets the class `keys` at the first key, and loses it at the next touch
 *
 * Who works a screen by keys has to see where the focus is for as long as it takes to read, whoever
 * touches it does not want to see it. GTK's own `:focus-visible` ends three seconds after the last
 * key, and does not come when a page gives the focus on; so the style shows the focus by this
 * class.
 */
void kapka_key_focus_watch (GtkWidget *window);
