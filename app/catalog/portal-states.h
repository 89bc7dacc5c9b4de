// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

/** KapkaPortalState: how a portal was when it was last met. */
typedef enum {
  KAPKA_PORTAL_UNKNOWN, // Not met, or too long ago.
  KAPKA_PORTAL_READY,
  KAPKA_PORTAL_NO_NETWORK,     // No way to it.
  KAPKA_PORTAL_NOT_FOUND,      // Its name is not known.
  KAPKA_PORTAL_UNSAFE,         // Its certificate is no good.
  KAPKA_PORTAL_OUT_OF_SERVICE, // It answers with an error.
  KAPKA_PORTAL_SILENT,         // It does not answer.
  KAPKA_N_PORTAL_STATES,
} KapkaPortalState;

/** How long a state is worth telling. A network comes back sooner than a portal is repaired. */
#define KAPKA_PORTAL_STATE_SECONDS 600
#define KAPKA_PORTAL_NO_NETWORK_SECONDS 120

/**
 * KapkaPortalStates:
 * How the portals of the list are, as far as this machine has met them lately. Whatever meets a
 * portal notes it here: a visit that opens one, and the check of all portals. Who has met it last
 * is right, for a network that was away comes back; and a trouble that was found before a portal
 * opened is over.
 *
 * It holds nothing of a visitor: what has failed is a matter of the portal, and that a portal has
 * opened, which would tell the next visitor where the last one was, is not told after the visit.
 *
 * Signal `changed` (string id): another state of that portal than before.
 */
#define KAPKA_TYPE_PORTAL_STATES (kapka_portal_states_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPortalStates, kapka_portal_states, KAPKA, PORTAL_STATES, GObject)

/** Returns: (transfer full): states, all of them unknown. */
KapkaPortalStates *kapka_portal_states_new (void);

/**
 * kapka_portal_states_note:
 * @id: of a portal's tile
 * @state: as it was met; #KAPKA_PORTAL_UNKNOWN forgets it
 * @now_usec: monotonic
 */
void kapka_portal_states_note (KapkaPortalStates *states,
                               const char *id,
                               KapkaPortalState state,
                               gint64 now_usec);

/**
 * kapka_portal_states_report:
 * @id: of a portal's tile
 * @state: as the check of all portals has found it; #KAPKA_PORTAL_UNKNOWN forgets it
 * @found_usec: when that was, monotonic
 * @until_usec: how long it is worth telling, monotonic
 * @now_usec: monotonic
 */
void kapka_portal_states_report (KapkaPortalStates *states,
                                 const char *id,
                                 KapkaPortalState state,
                                 gint64 found_usec,
                                 gint64 until_usec,
                                 gint64 now_usec);

/** Returns: the state of the portal @id, unless all that is known of it is too old at @now_usec. */
KapkaPortalState
kapka_portal_states_get (KapkaPortalStates *states, const char *id, gint64 now_usec);

/** Forgets which portals have opened; called at the end of a visit. */
void kapka_portal_states_end_visit (KapkaPortalStates *states);
