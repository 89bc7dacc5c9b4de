// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaKeyboard:
 * The on-screen keyboard. It knows layouts and capital letters, not where the text goes: that is
 * #KapkaKeyboardBridge. A field of a new kind opens the layout that fits it, with capital letters
 * off.
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

GtkWidget *kapka_keyboard_new (void);

/**
 * kapka_keyboard_set_purpose:
 * @purpose: what the field is for; secret kinds (password, PIN) show no trace of the keys that were
 * touched
 */
void kapka_keyboard_set_purpose (KapkaKeyboard *self, GtkInputPurpose purpose);

/** Returns: name of the layout that is shown, as `russian`. */
const char *kapka_keyboard_get_layout (KapkaKeyboard *self);
