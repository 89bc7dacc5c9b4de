// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/clock.h"

/** KapkaEventKind: what happened (the table of sync.md, "Events and what they count"). */
typedef enum {
  KAPKA_EVENT_ON,
  KAPKA_EVENT_BEGIN,
  KAPKA_EVENT_REQUEST,
  KAPKA_EVENT_PRINT,
  KAPKA_EVENT_END,
  KAPKA_EVENT_CORRECTION,
  KAPKA_EVENT_MANUAL,
  KAPKA_EVENT_OUTREACH,
} KapkaEventKind;

/** KapkaCount: one counter that an event changes. */
typedef struct {
  char *key;    // [a-z0-9_]{1,64}: users, s1…s6, pages, assisted, lang_udm, lang_en, events,
                // participants, _on.
  gint64 delta; // Not 0; negative only in a correction.
} KapkaCount;

void kapka_count_free (KapkaCount *count);

/** Returns: (transfer full) (element-type KapkaCount): an empty list of counts that owns its
 * elements. */
GPtrArray *kapka_counts_new (void);

/** Adds @delta to the counter @key of @counts; a counter that comes to 0 leaves the list. */
void kapka_counts_add (GPtrArray *counts, const char *key, gint64 delta);

/** Adds @sign times each of @others (element-type KapkaCount) to @counts. */
void kapka_counts_add_all (GPtrArray *counts, const GPtrArray *others, int sign);

/** Returns: what @counts has for @key, 0 when nothing. */
gint64 kapka_counts_get (GPtrArray *counts, const char *key);

/** Sorts @counts by key in byte order. */
void kapka_counts_sort (GPtrArray *counts);

/** Appends a line `key=delta` for each of @counts that is not 0, sorted by key in byte order: the
 * form that digests are taken of. */
void kapka_counts_print (GPtrArray *counts, GString *text);

/**
 * KapkaEvent:
 * One line of the journal before and after it is written. Its identity and its moment are made
 * once, before the first try to write it, so that a repeated try is recognised.
 */
typedef struct {
  char *event_id; // UUID.
  KapkaEventKind kind;
  char *visit;    // (nullable) UUID of the visit.
  char *item;     // (nullable) id of a tile, a form or a kind of outreach; at most 64 characters.
  char *service;  // (nullable) s1…s6.
  char *corrects; // (nullable) event_id of the corrected event.
  char *author;   // (nullable) staff login, at most 32 characters.
  char *reason;   // (nullable) code of the fixed list, at most 32 characters.
  KapkaInstant at;
  GPtrArray *counts; // Of owned KapkaCount, in any order.
} KapkaEvent;

/**
 * kapka_event_new:
 * @kind: what happened
 * @clock: gives the moment
 *
 * Returns: (transfer full): an event of now with a new identity and no counts.
 */
KapkaEvent *kapka_event_new (KapkaEventKind kind, KapkaClock *clock);
KapkaEvent *kapka_event_copy (const KapkaEvent *event);
void kapka_event_free (KapkaEvent *event);

/** Adds @delta to the counter @key of @event; a delta of 0 adds nothing. */
void kapka_event_add_count (KapkaEvent *event, const char *key, gint64 delta);

/** Returns: what @event adds to @key, 0 when nothing. */
gint64 kapka_event_get_count (const KapkaEvent *event, const char *key);

/** Returns: the word of the schema for @kind, as in `request`. */
const char *kapka_event_kind_to_string (KapkaEventKind kind);

/** Returns: whether @word, which may be %NULL, is a kind; if so @out_kind is it. */
gboolean kapka_event_kind_from_string (const char *word, KapkaEventKind *out_kind);

/**
 * kapka_event_row_sum:
 * @event: an event
 * @stream_id: the stream it lies in
 * @seq: its number there
 * @clock_ok: whether the moment can be trusted
 *
 * Returns: (transfer full): the 16 hex digits that seal the row (sync.md §2.2, `row_sum`).
 */
char *
kapka_event_row_sum (const KapkaEvent *event, const char *stream_id, gint64 seq, gboolean clock_ok);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaEvent, kapka_event_free)
