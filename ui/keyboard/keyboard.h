// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "keyboard/layouts.h"
#include "ui/keyboard/key.h"

/**
 * KapkaKeyboard:
 * The on-screen keyboard. It knows layouts and capital letters, not where the text goes: that is
 * #KapkaKeyboardBridge. A field opens the layout that fits it, with capital letters off: the
 * alphabet that the visitor has gone to, if that serves the field, else the one of the language
 * that is on.
 *
 * Signals:
 *  - `text` (const char *text): type this.
 *  - `backspace`: erase the selection or the letter before the cursor.
 *  - `enter`, `tab`: confirm; go to the next field.
 *  - `move` (int steps): move the cursor by letters, to the left when negative.
 *  - `dismiss`: the visitor wants the keyboard away.
 */
#define KAPKA_TYPE_KEYBOARD (kapka_keyboard_get_type ())
G_DECLARE_FINAL_TYPE (KapkaKeyboard, kapka_keyboard, KAPKA, KEYBOARD, GtkWidget)

/** Returns: (transfer floating): a keyboard that has no keys until it has layouts. */
GtkWidget *kapka_keyboard_new (void);

/** Has the keys of @layouts (transfer none) from now on. */
void kapka_keyboard_set_layouts (KapkaKeyboard *self, KapkaLayouts *layouts);

/** Sets whether a key that is touched can be heard, from the next time on that the keyboard shows.
 */
void kapka_keyboard_set_clicks (KapkaKeyboard *self, gboolean clicks);

/** Says all names in @language, which gettext answers in already; its letters come first in the
 * next field. */
void kapka_keyboard_set_language (KapkaKeyboard *self, const char *language);

/** Forgets the alphabet that the visitor has gone to. */
void kapka_keyboard_forget (KapkaKeyboard *self);

/**
 * kapka_keyboard_set_purpose:
 * @purpose: what the field is for; secret kinds (password, PIN) show no trace of the keys that were
 * touched
 */
void kapka_keyboard_set_purpose (KapkaKeyboard *self, GtkInputPurpose purpose);

/** Says on the key what confirming the field does; a new purpose makes it %KAPKA_ENTER_DONE again.
 */
void kapka_keyboard_set_enter (KapkaKeyboard *self, KapkaEnter enter);

/** Something else was touched: what shows above the keys goes. */
void kapka_keyboard_close_bubbles (KapkaKeyboard *self);

/** Returns: name of the layout that is shown, as `russian`. */
const char *kapka_keyboard_get_layout (KapkaKeyboard *self);
