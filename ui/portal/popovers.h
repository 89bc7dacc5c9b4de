// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_popovers_watch:
 * @view: a view of a page
 *
 * What the engine opens over a page by itself, as the calendar of a field for a day or the list of
 * a field with choices, would hold the pointer of the whole screen until it is closed. When its
 * page goes meanwhile, GTK 4.8 keeps that hold, and the kiosk feels no touch any more. Here it
 * holds nothing: a touch beside it closes it and is felt where it falls.
 *
 * It comes when the page's process gets round to it, and a page may ask for it late. Where the page
 * is out of sight by then, or something lies over it, it is closed at once.
 */
void kapka_popovers_watch (GtkWidget *view);

/** Closes what the engine has opened over the page of @view. Call it before @view goes out of
 * sight, or the engine believes that it is open still and opens no other. */
void kapka_popovers_close (GtkWidget *view);
