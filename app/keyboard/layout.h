// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"
#include "catalog/local-text.h"

/** The widest row and the most rows that fit a screen of 1024x768 with keys of 64 pixels. */
#define KAPKA_LAYOUT_MAX_WIDTH 14
#define KAPKA_LAYOUT_MAX_ROWS 5

/** What a touch on a key does. */
typedef enum {
  KAPKA_KEY_TEXT, // Types its text.
  KAPKA_KEY_SPACE,
  KAPKA_KEY_SHIFT,
  KAPKA_KEY_BACKSPACE,
  KAPKA_KEY_ENTER,
  KAPKA_KEY_LAYOUT,  // To the other letters, or back to the letters.
  KAPKA_KEY_SYMBOLS, // To the signs.
  KAPKA_KEY_HIDE,
  KAPKA_KEY_LEFT,
  KAPKA_KEY_RIGHT,
  KAPKA_KEY_TAB, // To the next field.
  KAPKA_N_KEY_ACTIONS,
} KapkaKeyAction;

/** KapkaKeySpec: one key of a layout. */
typedef struct {
  KapkaKeyAction action;
  char *text;              // What %KAPKA_KEY_TEXT and %KAPKA_KEY_SPACE type; %NULL for the others.
  char *shifted;           // The same with capital letters.
  double width;            // In keys of a letter.
  GPtrArray *alternatives; // Of KapkaKeySpec: what a key that is held offers; %NULL for nothing.
} KapkaKeySpec;

/**
 * KapkaKeyboardLayout:
 * One face of the on-screen keyboard, as its key file tells it. To be read, never changed.
 */
typedef struct {
  char *id;            // Name of the file without its suffix.
  KapkaLocalText name; // For the screen reader.
  char *label;         // For the key that leads to it.
  char *letters;       // Sample of the letters; %NULL when the layout is no alphabet.
  GStrv languages;     // Of ru, udm, en: visits for which it comes before other alphabets.
  GStrv purposes;      // The fields that open it, named as GtkInputPurpose names them.
  GPtrArray *rows;     // Of GPtrArray of KapkaKeySpec, from the top, each from the left.
} KapkaKeyboardLayout;

/**
 * kapka_keyboard_layout_load:
 * @path: a key file; `resources/keyboard/russian.keys` explains its form
 * @problems: what is wrong in it, by line
 *
 * Returns: (transfer full): the layout, or %NULL when anything is wrong: half a keyboard is worse
 * than none.
 */
KapkaKeyboardLayout *kapka_keyboard_layout_load (const char *path, KapkaProblems *problems);

/** Like kapka_keyboard_layout_load() for a text of @length bytes that is in memory already. */
KapkaKeyboardLayout *kapka_keyboard_layout_parse (const char *path,
                                                  const char *text,
                                                  gsize length,
                                                  KapkaProblems *problems);

void kapka_keyboard_layout_free (KapkaKeyboardLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaKeyboardLayout, kapka_keyboard_layout_free)

/** Returns: TRUE when a field of kind @purpose opens @layout. */
gboolean kapka_keyboard_layout_serves (const KapkaKeyboardLayout *layout, const char *purpose);

/** Returns: TRUE when @layout comes first in a visit in @language. */
gboolean kapka_keyboard_layout_speaks (const KapkaKeyboardLayout *layout, const char *language);

/** Returns: width of the row with index @row, in keys of a letter. */
double kapka_keyboard_layout_get_row_width (const KapkaKeyboardLayout *layout, guint row);
