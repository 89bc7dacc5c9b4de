// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/portal-states.h"
#include "ui/shell/session.h"

/**
 * kapka_tile_state_of:
 * @tile: a portal
 *
 * As it was last met, or without a network when this machine certainly has none: no way out of it,
 * no proxy that could be one, and a portal that goes by a name, not by an address within the house.
 *
 * Returns: how @tile is now.
 */
KapkaPortalState kapka_tile_state_of (KapkaSession *session, const KapkaTile *tile);

/** Returns: (nullable): @state in a few words; %NULL when there is nothing to say. */
const char *kapka_tile_state_get_words (KapkaPortalState state);

/** Returns: (nullable): the name of a pictogram for @state. */
const char *kapka_tile_state_get_icon (KapkaPortalState state);
