// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_announce:
 * @widget: nothing is said while it is in no window
 * @text: what a person who cannot see has to know now
 *
 * Has a screen reader say @text. GTK 4.8 has no announcements; but a screen reader says the new
 * name of a window as soon as it changes, so @text becomes the name of the window for it, until the
 * next text; the same text twice is said once. The title of the window stays.
 */
void kapka_announce (GtkWidget *widget, const char *text);

/** Has a screen reader say the heading of @screen, which shows from now on; one without says
 * nothing. */
void kapka_announce_heading (GtkWidget *screen);
