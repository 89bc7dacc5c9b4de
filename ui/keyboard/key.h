// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/layout.h"

/** Capital letters: off, for the next letter alone, or until they are switched off. */
typedef enum {
  KAPKA_SHIFT_OFF,
  KAPKA_SHIFT_ONCE,
  KAPKA_SHIFT_LOCKED,
} KapkaShift;

/**
 * KapkaKey:
 * One key of the on-screen keyboard. It never takes the focus away from the field that is being
 * filled in.
 *
 * Signals:
 *  - `struck`: the key was touched; backspace and the arrows repeat it while they are held.
 */
#define KAPKA_TYPE_KEY (kapka_key_get_type ())
G_DECLARE_FINAL_TYPE (KapkaKey, kapka_key, KAPKA, KEY, GtkButton)

/**
 * kapka_key_new:
 * @spec: (transfer none): outlives the key
 *
 * Returns: (transfer floating): the key with its face and its name for the screen reader.
 */
GtkWidget *kapka_key_new (const KapkaKeySpec *spec);

const KapkaKeySpec *kapka_key_get_spec (KapkaKey *self);

/** Letters show what they will type; the shift key shows the state. */
void kapka_key_set_shift (KapkaKey *self, KapkaShift shift);

/**
 * kapka_key_set_face:
 * @markup: what is written on the key, as Pango markup
 * @name: how the screen reader names the key
 */
void kapka_key_set_face (KapkaKey *self, const char *markup, const char *name);
