// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/event.h"

/**
 * KAPKA_EVENT_ROWS:
 * @where: a condition on `event e` and `stream s`, a string literal
 *
 * The statement whose rows kapka_event_rows_next() understands: one for each count of an event,
 * events in the order of their stream.
 */
#define KAPKA_EVENT_ROWS(where)                                                                    \
  "SELECT s.stream_id, e.seq, e.event_id, e.kind, e.visit, e.item, e.service, e.day, e.corrects, " \
  "e.author, e.reason,"                                                                            \
  " e.utc_ms, e.boottime_ms, e.utc_off_min, e.clock_ok, e.row_sum, c.key, c.delta"                 \
  " FROM event e JOIN stream s USING(stream_no)"                                                   \
  " LEFT JOIN event_count c ON c.stream_no = e.stream_no AND c.seq = e.seq"                        \
  " WHERE " where " ORDER BY e.stream_no, e.seq, c.key"

/** KapkaEventRows: reads events back and checks the sum of each. */
typedef struct {
  KapkaStmt *stmt; // Borrowed.
  KapkaStep step;  // The row that comes next.
} KapkaEventRows;

/** Begins to read @stmt, which is of KAPKA_EVENT_ROWS and has its parameters. */
gboolean kapka_event_rows_begin (KapkaEventRows *rows, KapkaStmt *stmt, GError **error);

/**
 * kapka_event_rows_next:
 * @out_event: (out) (transfer full): the next event, or %NULL after the last
 * @out_seq: (out) (optional): its number in its stream
 *
 * Errors: CORRUPT when the sum of the row does not hold.
 */
gboolean kapka_event_rows_next (KapkaEventRows *rows,
                                KapkaEvent **out_event,
                                gint64 *out_seq,
                                GError **error);

/**
 * kapka_event_rows_insert:
 * @db: inside a transaction for writing
 * @stream_no: the stream, which is there
 * @stream_id: its identity
 * @seq: the number of the event, which is free
 * @event: what to write
 * @clock_ok: whether its moment can be trusted
 * @error: return location
 *
 * Writes the counts of @event and then its row, which seals them.
 *
 * Errors: DATA when the schema refuses it; FULL, IO.
 */
gboolean kapka_event_rows_insert (KapkaDb *db,
                                  gint64 stream_no,
                                  const char *stream_id,
                                  gint64 seq,
                                  const KapkaEvent *event,
                                  gboolean clock_ok,
                                  GError **error);
