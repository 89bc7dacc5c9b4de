// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_menus_forbid:
 * @window: of the kiosk
 *
 * GTK has a menu and a chooser of emoji for each field of @window. Neither has anything for a
 * visitor; both hold the pointer while they are open, and GTK 4.8 keeps that hold when their screen
 * goes: after a visit that has ended so, the kiosk would feel no touch any more. The keys and the
 * button that open them do nothing, in a page as well.
 */
void kapka_menus_forbid (GtkWidget *window);
