// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** What a touch on a key does. */
typedef enum {
  KAPKA_KEY_TEXT, // Types its text.
  KAPKA_KEY_SPACE,
  KAPKA_KEY_SHIFT,
  KAPKA_KEY_BACKSPACE,
  KAPKA_KEY_ENTER,
  KAPKA_KEY_LAYOUT,  // To the next language, or back to the letters.
  KAPKA_KEY_SYMBOLS, // To the signs.
  KAPKA_KEY_HIDE,
  KAPKA_KEY_LEFT,
  KAPKA_KEY_RIGHT,
  KAPKA_KEY_TAB, // To the next field.
} KapkaKeyAction;

/** KapkaKeySpec: one key of a layout. */
typedef struct {
  KapkaKeyAction action;
  char *text;    // What %KAPKA_KEY_TEXT and %KAPKA_KEY_SPACE type; %NULL for the others.
  char *shifted; // The same with capital letters.
  double width;  // In keys of a letter.
} KapkaKeySpec;

/**
 * KapkaKeyboardLayout:
 * One face of the on-screen keyboard, as its key file tells it. To be read, never changed.
 */
typedef struct {
  char *id;         // Name of the file without its suffix.
  char *name;       // For the screen reader, in the language of the interface.
  char *label;      // For the language key.
  char *letters;    // Sample of the letters; %NULL when the layout is no alphabet.
  GArray *purposes; // Of GtkInputPurpose: the fields that open this layout.
  GPtrArray *rows;  // Of GPtrArray of KapkaKeySpec, from the top, each from the left.
} KapkaKeyboardLayout;

/**
 * kapka_keyboard_layout_load:
 * @id: name of a layout in the resource folder `/org/kapka/keyboard`
 *
 * Returns: (transfer full): the layout, or %NULL with a %KAPKA_ERROR that names file and line.
 */
KapkaKeyboardLayout *kapka_keyboard_layout_load (const char *id, GError **error);

/**
 * kapka_keyboard_layout_parse:
 * @file: how errors name the text; its base name without suffix becomes the id
 * @text: a key file in UTF-8; `resources/keyboard/russian.keys` explains its form
 *
 * Returns: (transfer full): the layout, or %NULL with %KAPKA_ERROR_DATA and `file:line: what is
 * wrong` of the first mistake.
 */
KapkaKeyboardLayout *kapka_keyboard_layout_parse (const char *file, GBytes *text, GError **error);

void kapka_keyboard_layout_free (KapkaKeyboardLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaKeyboardLayout, kapka_keyboard_layout_free)

/** Returns: TRUE when a field of kind @purpose opens @layout. */
gboolean kapka_keyboard_layout_serves (const KapkaKeyboardLayout *layout, GtkInputPurpose purpose);

/** Returns: width of the row with index @row, in keys of a letter. */
double kapka_keyboard_layout_get_row_width (const KapkaKeyboardLayout *layout, guint row);
