// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_alive_watch:
 * @window: of a program that systemd or the guard looks after
 *
 * Tells them that the program is up as soon as the first picture of @window has been drawn, and
 * from then on, for as long as @window is there, that it lives: its main loop turns and the display
 * answers. Without anybody to tell, nothing happens.
 */
void kapka_alive_watch (GtkWindow *window);
