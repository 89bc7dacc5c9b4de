// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/review-rows.h"

#include <string.h>

// A correction of an old day lies in any stream after it, so each is asked for its events of these
// days; that is answered by the index alone.
static const char streams_of_days[] =
    "SELECT e.stream_no, min(e.seq), max(e.seq) FROM stream s NOT INDEXED CROSS JOIN event e"
    " INDEXED BY event_by_day ON e.stream_no = s.stream_no AND e.day BETWEEN ? AND ?"
    " WHERE s.state <> 'folded' GROUP BY s.stream_no";

static const char events_of_stream[] =
    "SELECT seq, kind, visit, item, reason, corrects, utc_ms, utc_off_min FROM event"
    " WHERE stream_no = ? AND seq BETWEEN ? AND ? AND day BETWEEN ? AND ?";

static const char counts_of_stream[] =
    "SELECT seq, key, delta FROM event_count WHERE stream_no = ? AND seq BETWEEN ? AND ?";

struct _KapkaReviewRows {
  KapkaDb *db; // Borrowed.
  char first_day[11];
  char last_day[11];
  KapkaStmt *streams;
  KapkaStmt *events; // (nullable) Of the present stream.
  KapkaStmt *counts; // (nullable)
  gint64 count_seq;  // Of the count that comes next; G_MAXINT64: no more.
};

KapkaReviewRows *
kapka_review_rows_new (KapkaDb *db, const char *first_day, const char *last_day) {
  KapkaReviewRows *rows = g_new0 (KapkaReviewRows, 1);

  rows->db = db;
  g_strlcpy (rows->first_day, first_day, sizeof rows->first_day);
  g_strlcpy (rows->last_day, last_day, sizeof rows->last_day);
  rows->streams = kapka_db_prepare (db, streams_of_days);
  kapka_stmt_add_text (rows->streams, first_day);
  kapka_stmt_add_text (rows->streams, last_day);
  return rows;
}

void
kapka_review_rows_free (KapkaReviewRows *rows) {
  kapka_stmt_release (rows->counts);
  kapka_stmt_release (rows->events);
  kapka_stmt_release (rows->streams);
  g_free (rows);
}

static gboolean
advance_counts (KapkaReviewRows *rows, GError **error) {
  KapkaStep step = kapka_stmt_step (rows->counts, error);

  rows->count_seq = step == KAPKA_STEP_ROW ? kapka_stmt_get_int (rows->counts, 0) : G_MAXINT64;
  return step != KAPKA_STEP_ERROR;
}

static KapkaStmt *
prepare_range (KapkaReviewRows *rows, const char *sql) {
  KapkaStmt *stmt = kapka_db_prepare (rows->db, sql);

  for (int i = 0; i < 3; i++)
    kapka_stmt_add_int (stmt, kapka_stmt_get_int (rows->streams, i));
  return stmt;
}

static KapkaStep
begin_next_stream (KapkaReviewRows *rows, GError **error) {
  KapkaStep step;

  g_clear_pointer (&rows->events, kapka_stmt_release);
  g_clear_pointer (&rows->counts, kapka_stmt_release);
  step = kapka_stmt_step (rows->streams, error);
  if (step != KAPKA_STEP_ROW)
    return step;
  rows->events = prepare_range (rows, events_of_stream);
  kapka_stmt_add_text (rows->events, rows->first_day);
  kapka_stmt_add_text (rows->events, rows->last_day);
  rows->counts = prepare_range (rows, counts_of_stream);
  return advance_counts (rows, error) ? KAPKA_STEP_ROW : KAPKA_STEP_ERROR;
}

static gboolean
is_service (const char *key) {
  return key[0] == 's' && key[1] >= '1' && key[1] <= '6' && key[2] == '\0';
}

/** Adds the counts of event @seq to @row; passes over those of events of other days. */
static gboolean
read_counts (KapkaReviewRows *rows, gint64 seq, KapkaReviewRow *row, GError **error) {
  row->users = 0;
  row->requests = 0;
  while (rows->count_seq <= seq) {
    const char *key = kapka_stmt_get_text (rows->counts, 1);

    if (rows->count_seq == seq && is_service (key))
      row->requests += kapka_stmt_get_int (rows->counts, 2);
    else if (rows->count_seq == seq && strcmp (key, "users") == 0)
      row->users += kapka_stmt_get_int (rows->counts, 2);
    if (!advance_counts (rows, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_row (KapkaReviewRows *rows, KapkaReviewRow *row, GError **error) {
  if (!kapka_event_kind_from_string (kapka_stmt_get_text (rows->events, 1), &row->kind))
    g_assert_not_reached ();
  row->visit = kapka_stmt_get_text (rows->events, 2);
  row->item = kapka_stmt_get_text (rows->events, 3);
  row->reason = kapka_stmt_get_text (rows->events, 4);
  row->corrects = kapka_stmt_get_text (rows->events, 5);
  row->utc_ms = kapka_stmt_get_int (rows->events, 6);
  row->utc_off_min = kapka_stmt_get_int (rows->events, 7);
  return read_counts (rows, kapka_stmt_get_int (rows->events, 0), row, error);
}

KapkaStep
kapka_review_rows_next (KapkaReviewRows *rows, KapkaReviewRow *out_row, GError **error) {
  KapkaStep step = rows->events == NULL ? KAPKA_STEP_DONE : kapka_stmt_step (rows->events, error);

  while (step == KAPKA_STEP_DONE) {
    step = begin_next_stream (rows, error);
    if (step != KAPKA_STEP_ROW)
      return step;
    step = kapka_stmt_step (rows->events, error);
  }
  if (step == KAPKA_STEP_ROW && !read_row (rows, out_row, error))
    return KAPKA_STEP_ERROR;
  return step;
}
