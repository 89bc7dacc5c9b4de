// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/key.h"
#include "ui/keyboard/layout.h"

/** The least height and width of a key, in pixels. */
#define KAPKA_KEY_MIN_SIZE 64

/**
 * KapkaKeyPad:
 * The keys of one layout in their rows. Keys share the width evenly up to a width that a hand can
 * span, and the height wholly.
 *
 * Signals:
 *  - `struck` (const KapkaKeySpec *): a key was touched.
 */
#define KAPKA_TYPE_KEY_PAD (kapka_key_pad_get_type ())
G_DECLARE_FINAL_TYPE (KapkaKeyPad, kapka_key_pad, KAPKA, KEY_PAD, GtkWidget)

/**
 * kapka_key_pad_new:
 * @layout: (transfer none): outlives the pad
 */
GtkWidget *kapka_key_pad_new (const KapkaKeyboardLayout *layout);

/** Sets the height in pixels that keys like to have where there is room for it; %KAPKA_KEY_MIN_SIZE
 * at first. */
void kapka_key_pad_set_key_height (KapkaKeyPad *self, int height);

void kapka_key_pad_set_shift (KapkaKeyPad *self, KapkaShift shift);

/**
 * kapka_key_pad_find:
 *
 * Returns: (transfer none) (nullable): the first key with @action; for %KAPKA_KEY_TEXT, the one
 * that types @text with or without capital letters.
 */
KapkaKey *kapka_key_pad_find (KapkaKeyPad *self, KapkaKeyAction action, const char *text);
