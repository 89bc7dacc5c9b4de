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
 * filled in.
 *
 * Signals:
 *  - `struck`: the key was touched; backspace and the arrows repeat it while they are held.
 *  - `held`: a key with alternatives is held; the touch strikes nothing any more.
 *  - `touched` (KapkaTouch touch, double x, double y): what the finger does, in coordinates of the
 *    key.
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
 * @text: what is written on the key
 * @name: how the screen reader names the key
 */
void kapka_key_set_face (KapkaKey *self, const char *text, const char *name);
