// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keyboard/key.h"

/**
 * KapkaKeyBubbles:
 * What shows above the keys: the letter under the finger, which hides the key itself, and the row
 * of letters that a held key offers. The row stays until one of them or something else is touched;
 * a finger may also slide to a letter and let go there. While it shows, the arrow keys of a real
 * keyboard go along it, Enter and Space take a letter and Escape sends the row away.
 *
 * Signals:
 *  - `struck` (const KapkaKeySpec *): a letter of the row was chosen, and the row is gone.
 */
#define KAPKA_TYPE_KEY_BUBBLES (kapka_key_bubbles_get_type ())
G_DECLARE_FINAL_TYPE (KapkaKeyBubbles, kapka_key_bubbles, KAPKA, KEY_BUBBLES, GObject)

/**
 * kapka_key_bubbles_new:
 * @overlay: (transfer none): around the keys; outlives the bubbles
 *
 * Returns: (transfer full): the bubbles.
 */
KapkaKeyBubbles *kapka_key_bubbles_new (GtkOverlay *overlay);

/** Shows the face of @key above it; it goes shortly after kapka_key_bubbles_let_go(). */
void kapka_key_bubbles_preview (KapkaKeyBubbles *self, KapkaKey *key);
void kapka_key_bubbles_let_go (KapkaKeyBubbles *self);

/** Offers the alternatives of @key, as @shift writes them. */
void kapka_key_bubbles_offer (KapkaKeyBubbles *self, KapkaKey *key, KapkaShift shift);

/** The finger that holds @key is at (@x, @y) of it, and when @end it was there last. */
void
kapka_key_bubbles_slide (KapkaKeyBubbles *self, KapkaKey *key, double x, double y, gboolean end);

/** Takes the row away; the letter that was touched last stays for its moment. */
void kapka_key_bubbles_withdraw (KapkaKeyBubbles *self);

/** Takes away whatever shows. */
void kapka_key_bubbles_close (KapkaKeyBubbles *self);
