// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/event.h"

/** KapkaRest: what an event and its corrections, and theirs, count on one day. */
typedef struct {
  const KapkaEvent *event; // The original; of kind CORRECTION when the original is not there any
                           // more. Borrowed.
  char day[11];            // Not that of the event once the clock was put right.
  GPtrArray *counts;       // Of owned KapkaCount.
} KapkaRest;

/**
 * KapkaRecord:
 * Everything the journal has of one visit, or of one event without a visit (a tally, a batch): the
 * events, their corrections, and what is left of them.
 */
typedef struct {
  char *visit;       // (nullable) %NULL: the events are of no visit.
  GPtrArray *events; // Of owned KapkaEvent, in the order in which they were written.
  GPtrArray *rests;  // Of owned KapkaRest.
  GHashTable *by_id; // event_id to an element of events.
} KapkaRecord;

/**
 * kapka_record_load:
 * @db: inside a transaction
 * @id: UUID of a visit, or event_id of any of its events, or of a tally…
 * @error: return location
 *
 * Errors: CORRUPT when the sum of a row does not hold; IO.
 *
 * Returns: (transfer full): the record, without events when the journal has none; or %NULL.
 */
KapkaRecord *kapka_record_load (KapkaDb *db, const char *id, GError **error);
void kapka_record_free (KapkaRecord *record);

/** Adds @event: (transfer full), whose counts change what is left. */
void kapka_record_add (KapkaRecord *record, KapkaEvent *event);

/** Returns: (transfer none) (nullable): the event with @event_id. */
const KapkaEvent *kapka_record_find (const KapkaRecord *record, const char *event_id);

/** Returns: (transfer none) (nullable): the first event of @kind. */
const KapkaEvent *kapka_record_find_kind (const KapkaRecord *record, KapkaEventKind kind);

/** Returns: (transfer none): the original that @event is, or that it corrects at the end of the
 * chain; the last correction that is there when the original is not. */
const KapkaEvent *kapka_record_get_root (const KapkaRecord *record, const KapkaEvent *event);

/** Returns: whether the correction @event still stands: no correction of it does. */
gboolean kapka_record_stands (const KapkaRecord *record, const KapkaEvent *event);

/** Returns: (transfer none) (nullable): the last of the rests of the original @event. */
const KapkaRest *kapka_record_find_rest (const KapkaRecord *record, const KapkaEvent *event);

/** Returns: (transfer none) (nullable): what the original @event counts on @day. */
const KapkaRest *
kapka_record_find_rest_on (const KapkaRecord *record, const KapkaEvent *event, const char *day);

/** Returns: the day on which @end counts what it says of the visitor: its own, unless the clock was
 * put right and the user left that day. */
const char *kapka_record_find_day_of_end (const KapkaRecord *record, const KapkaEvent *end);

/** Returns: what the whole record counts under @key. */
gint64 kapka_record_sum (const KapkaRecord *record, const char *key);

/** Returns: what the whole record counts under the six services. */
gint64 kapka_record_sum_services (const KapkaRecord *record);

/** Returns: what all that the visitor did with @item counts under @key. */
gint64 kapka_record_sum_item (const KapkaRecord *record, const char *item, const char *key);

/** Returns: whether @key is one of the six services. */
gboolean kapka_record_is_service (const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaRecord, kapka_record_free)
