// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** kapka_scrolling_hide_bar: keeps the bar of @scroller, which is for the hand alone, from screen
 * readers: they go from row to row, and would read out the names of its classes. */
void kapka_scrolling_hide_bar (GtkScrolledWindow *scroller);
