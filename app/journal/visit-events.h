// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/event.h"

/**
 * What belongs together for a librarian: the events of one visit with all corrections, or a tally
 * or a batch with its corrections; in the order in which they were written. Each row sum is checked
 * (CORRUPT).
 */

/** Returns: (transfer full) (element-type GPtrArray): one array of KapkaEvent for each visit that
 * began on @day and for each thing that was added by hand for it; or %NULL. */
GPtrArray *kapka_visit_events_list_day (KapkaDb *db, const char *day, GError **error);

/** @id: a visit, or the event_id of what belongs to none. Returns: (transfer full) (element-type
 * KapkaEvent): empty when there is nothing; or %NULL. */
GPtrArray *kapka_visit_events_read (KapkaDb *db, const char *id, GError **error);

/** Returns: (transfer none) (nullable): which service the event @index of @events counts under now,
 * all its corrections taken together; %NULL: none (any more). */
const char *kapka_visit_events_find_service (GPtrArray *events, guint index);
