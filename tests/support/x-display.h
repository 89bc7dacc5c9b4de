// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestXDisplay: the hand and the eye of a test at an X display: real pointer and key events
 * (XTEST), the place of windows, a picture of the screen. Coordinates are pixels of the root
 * window.
 */
typedef struct _KapkaTestXDisplay KapkaTestXDisplay;

typedef struct {
  int x;
  int y;
  int width;
  int height;
} KapkaTestRect;

/**
 * kapka_test_x_display_open:
 * @name: such as ":5"
 *
 * Returns: (transfer full) (nullable): the connection, or NULL while the server does not answer
 */
KapkaTestXDisplay *kapka_test_x_display_open (const char *name);

/** kapka_test_x_display_close: @display: (nullable) (transfer full): the connection to close */
void kapka_test_x_display_close (KapkaTestXDisplay *display);

/** kapka_test_x_display_has_window_manager: Returns: TRUE once a window manager has taken over */
gboolean kapka_test_x_display_has_window_manager (KapkaTestXDisplay *display);

/**
 * kapka_test_x_display_find_window:
 * @pid: the process the window belongs to
 * @out_rect: (out): its visible rectangle, without the shadow GTK draws around its own frames
 *
 * Finds the topmost window of a process.
 *
 * Returns: FALSE while there is none
 */
gboolean
kapka_test_x_display_find_window (KapkaTestXDisplay *display, GPid pid, KapkaTestRect *out_rect);

/** kapka_test_x_display_click: presses and releases the left button at (@x, @y) */
void kapka_test_x_display_click (KapkaTestXDisplay *display, int x, int y);

/** kapka_test_x_display_move_pointer: moves the pointer to (@x, @y) */
void kapka_test_x_display_move_pointer (KapkaTestXDisplay *display, int x, int y);

/**
 * kapka_test_x_display_count_surfaces:
 *
 * Windows of the process, and whatever else lies on the screen without a window manager's frame, as
 * menus and popovers do.
 *
 * Returns: how many they are
 */
guint kapka_test_x_display_count_surfaces (KapkaTestXDisplay *display, GPid pid);

/** kapka_test_x_display_ask_to_close: asks the windows of the process to close, as a window manager
 * does at Alt+F4 */
void kapka_test_x_display_ask_to_close (KapkaTestXDisplay *display, GPid pid);

/**
 * kapka_test_x_display_set_button:
 * @button: 1 left, 2 middle, 3 right, 4 and 5 the wheel
 * @pressed: whether it goes down
 *
 * Moves the pointer to (@x, @y) and presses or releases one button there.
 */
void kapka_test_x_display_set_button (KapkaTestXDisplay *display,
                                      int x,
                                      int y,
                                      guint button,
                                      gboolean pressed);

/**
 * kapka_test_x_display_type_key:
 * @keys: keysym names joined by "+", the last one struck while the others are held: "Return",
 *   "Alt_L+F4", "Control_L+Shift_L+i"
 *
 * Fails the test when the keyboard has no such key.
 */
void kapka_test_x_display_type_key (KapkaTestXDisplay *display, const char *keys);

/**
 * kapka_test_x_display_take_pixels:
 * @out_width: (out): of the screen
 * @out_height: (out): of the screen
 *
 * Returns: (transfer full): the pixels of the screen, row by row, each 0x??RRGGBB
 */
guint32 *
kapka_test_x_display_take_pixels (KapkaTestXDisplay *display, int *out_width, int *out_height);

/** kapka_test_x_display_screenshot: writes the whole screen to the PNG file @path */
void kapka_test_x_display_screenshot (KapkaTestXDisplay *display, const char *path);
