// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "portals/look.h"

/** The file of the results in state_dir. */
#define KAPKA_PORTAL_RESULTS_FILE "portals.json"

/** How long a result is worth telling: two rounds of the timer and the delays between them. A
 * network comes back sooner than a portal is repaired. */
#define KAPKA_PORTAL_RESULT_SECONDS (8 * 3600)
#define KAPKA_PORTAL_NO_NETWORK_RESULT_SECONDS (15 * 60)

/** KapkaPortalResult: what the last look at a portal has shown, and when it was. */
typedef struct {
  char *id; // Of its tile.
  KapkaPortalLook look;
  gint64 at_ms; // UTC, since 1970.
} KapkaPortalResult;

/** Returns: (transfer full): @look (transfer full) at the portal @id, at @at_ms. */
KapkaPortalResult *
kapka_portal_result_new (const char *id, const KapkaPortalLook *look, gint64 at_ms);
void kapka_portal_result_free (KapkaPortalResult *result);

/** Returns: how long @result is worth telling after @now_ms, in milliseconds; 0 for no more. */
gint64 kapka_portal_result_remaining_ms (const KapkaPortalResult *result, gint64 now_ms);

/** Returns: (transfer full): @result as a JSON object; of its look @suspect stays out. */
KapkaJson *kapka_portal_result_to_json (const KapkaPortalResult *result);

/**
 * kapka_portal_results_load:
 * @state_dir: where the file is
 * @error: return location: NOT_FOUND without a file, DATA when it is none of ours
 *
 * Returns: (transfer full) (element-type KapkaPortalResult): the results of the last checks.
 */
GPtrArray *kapka_portal_results_load (const char *state_dir, GError **error);

/**
 * kapka_portal_results_save:
 * @results: (element-type KapkaPortalResult): new ones; those of other portals that are still worth
 * telling at @now_ms are kept
 * @state_dir: where the file is put, whole or not at all
 * @now_ms: UTC, since 1970
 * @error: return location: IO
 */
gboolean kapka_portal_results_save (const GPtrArray *results,
                                    const char *state_dir,
                                    gint64 now_ms,
                                    GError **error);
