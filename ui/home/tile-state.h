// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/session.h"

/** KapkaTileState: how a tile is now, as a visitor reads it. */
typedef struct {
  const char *icon; // (nullable)
  char *words;      // (nullable): a few; %NULL when there is nothing to say.
  gboolean good;    // All is well.
} KapkaTileState;

/**
 * kapka_tile_state_read:
 * @state: (out caller-allocates): cleared by kapka_tile_state_clear()
 * @tile: (nullable): %NULL for what has no state
 *
 * A portal is as it was last met, or without a network when this machine certainly has none: no way
 * out of it, no proxy that could be one, and a portal that goes by a name, not by an address within
 * the house. A form has its days, and a blank that is here and whole.
 */
void kapka_tile_state_read (KapkaTileState *state, KapkaSession *session, const KapkaTile *tile);
void kapka_tile_state_clear (KapkaTileState *state);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaTileState, kapka_tile_state_clear)
