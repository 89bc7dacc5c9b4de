// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/key.h"

/**
 * KapkaKeyPad:
 * The keys of one layout in their rows. Keys share the width evenly up to a width that a hand can
 * span, and the height wholly.
 *
 * Signals:
 *  - `struck` (const KapkaKeySpec *): a key was touched. That of a key to another alphabet has the
 *    name of its layout for text.
 *  - `held` (KapkaKey *), `touched` (KapkaKey *, KapkaTouch touch, double x, double y): as the key
 *    tells.
 */
#define KAPKA_TYPE_KEY_PAD (kapka_key_pad_get_type ())
G_DECLARE_FINAL_TYPE (KapkaKeyPad, kapka_key_pad, KAPKA, KEY_PAD, GtkWidget)

/**
 * kapka_key_pad_new:
 * @layout: (transfer none): outlives the pad
 * @others: (element-type KapkaKeyboardLayout): alphabets that @layout leads to, in their order;
 * they outlive the pad
 */
GtkWidget *kapka_key_pad_new (const KapkaKeyboardLayout *layout, const GPtrArray *others);

/** Returns: (transfer none) (element-type KapkaKey): all keys, row by row. */
const GPtrArray *kapka_key_pad_get_keys (KapkaKeyPad *self);

/** Sets the height in pixels that keys like to have where there is room for it; %KAPKA_KEY_MIN_SIZE
 * at first. */
void kapka_key_pad_set_key_height (KapkaKeyPad *self, int height);

void kapka_key_pad_set_shift (KapkaKeyPad *self, KapkaShift shift);

/**
 * kapka_key_pad_find:
 *
 * @text: (nullable): what the key types, with or without capital letters, or the layout it leads
 * to; %NULL for any
 *
 * Returns: (transfer none) (nullable): the first such key with @action.
 */
KapkaKey *kapka_key_pad_find (KapkaKeyPad *self, KapkaKeyAction action, const char *text);
