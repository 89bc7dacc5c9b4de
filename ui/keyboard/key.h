// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "keyboard/layout.h"

/** The least height and width of a key, in pixels. */
#define KAPKA_KEY_MIN_SIZE 64

/** Capital letters: off, for the next letter alone, or until they are switched off. */
typedef enum {
  KAPKA_SHIFT_OFF,
  KAPKA_SHIFT_ONCE,
  KAPKA_SHIFT_LOCKED,
} KapkaShift;

/** What the field makes of its confirmation. */
typedef enum {
  KAPKA_ENTER_DONE, // Whatever it is.
  KAPKA_ENTER_NEW_LINE,
  KAPKA_ENTER_SEARCH,
  KAPKA_ENTER_GO,
  KAPKA_ENTER_NEXT,
  KAPKA_ENTER_SEND,
  KAPKA_N_ENTERS,
} KapkaEnter;

/** What a finger does on a key; a finger that has slid off it still belongs to it. */
typedef enum {
  KAPKA_TOUCH_BEGIN,
  KAPKA_TOUCH_MOVE,
  KAPKA_TOUCH_END,
} KapkaTouch;

/**
 * KapkaKey:
 * One key of the on-screen keyboard. It never takes the focus away from the field that is being
 * filled in. For a screen reader it is a button with the action `click` and, where it has
 * alternatives, a second one, `menu`, which stands for holding it; a GtkButton could have none
 * but the first.
 *
 * Signals:
 *  - `struck`: the key was touched; backspace and the arrows repeat it while they are held.
 *  - `held`: a key with alternatives is held, or asked for them; the touch strikes nothing any
 * more.
 *  - `touched` (KapkaTouch touch, double x, double y): what the finger does, in coordinates of the
 *    key.
 */
#define KAPKA_TYPE_KEY (kapka_key_get_type ())
G_DECLARE_FINAL_TYPE (KapkaKey, kapka_key, KAPKA, KEY, GtkWidget)

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

/** Strikes the key before the finger that is on it leaves, unless it has done its work already. */
void kapka_key_finish (KapkaKey *self);

/** What the key offers can be asked for without holding it; off where it is kept to itself. */
void kapka_key_set_asked (KapkaKey *self, gboolean asked);

/** Whether what the key offers is being shown. */
void kapka_key_set_expanded (KapkaKey *self, gboolean expanded);

/**
 * kapka_key_set_face:
 * @text: what is written on the key
 * @name: how the screen reader names the key
 */
void kapka_key_set_face (KapkaKey *self, const char *text, const char *name);

/**
 * kapka_key_set_icon:
 * @icon: what stands on the key instead of a text
 * @name: how the screen reader names the key
 */
void kapka_key_set_icon (KapkaKey *self, const char *icon, const char *name);

/** Returns: (nullable): what is written on the key; NULL for one with a pictogram. */
const char *kapka_key_get_face (KapkaKey *self);
