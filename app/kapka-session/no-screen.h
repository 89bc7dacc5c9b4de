// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_no_screen_tell:
 * @terminal: a descriptor; nothing is written unless it is a terminal
 * @rest_min: in how many minutes the next try comes
 *
 * Where the compositor cannot open the screen there is nothing to draw on, and a visitor would
 * stand before a black glass. What is left is the text of the terminal: says there in Russian that
 * the kiosk does not work, the code of end-code.h and when it tries again.
 */
void kapka_no_screen_tell (int terminal, guint rest_min);
