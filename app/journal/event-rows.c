// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/event-rows.h"

#include "base/error.h"

// The columns of KAPKA_EVENT_ROWS.
enum {
  COLUMN_STREAM_ID,
  COLUMN_SEQ,
  COLUMN_EVENT_ID,
  COLUMN_KIND,
  COLUMN_VISIT,
  COLUMN_ITEM,
  COLUMN_SERVICE,
  COLUMN_DAY,
  COLUMN_CORRECTS,
  COLUMN_AUTHOR,
  COLUMN_REASON,
  COLUMN_UTC_MS,
  COLUMN_BOOTTIME_MS,
  COLUMN_UTC_OFF_MIN,
  COLUMN_CLOCK_OK,
  COLUMN_ROW_SUM,
  COLUMN_KEY,
  COLUMN_DELTA,
};

static gboolean
advance (KapkaEventRows *rows, GError **error) {
  rows->step = kapka_stmt_step (rows->stmt, error);
  return rows->step != KAPKA_STEP_ERROR;
}

gboolean
kapka_event_rows_begin (KapkaEventRows *rows, KapkaStmt *stmt, GError **error) {
  rows->stmt = stmt;
  return advance (rows, error);
}

static void
read_instant (KapkaStmt *stmt, KapkaInstant *at) {
  at->utc_ms = kapka_stmt_get_int (stmt, COLUMN_UTC_MS);
  at->boottime_ms = kapka_stmt_get_int (stmt, COLUMN_BOOTTIME_MS);
  at->utc_off_min = (int)kapka_stmt_get_int (stmt, COLUMN_UTC_OFF_MIN);
  at->synced = kapka_stmt_get_int (stmt, COLUMN_CLOCK_OK) != 0;
  g_strlcpy (at->day, kapka_stmt_get_text (stmt, COLUMN_DAY), sizeof at->day);
}

static KapkaEvent *
read_event (KapkaStmt *stmt) {
  g_autoptr (KapkaEvent) event = g_new0 (KapkaEvent, 1);

  event->counts = kapka_counts_new ();
  if (!kapka_event_kind_from_string (kapka_stmt_get_text (stmt, COLUMN_KIND), &event->kind))
    return NULL;
  event->event_id = g_strdup (kapka_stmt_get_text (stmt, COLUMN_EVENT_ID));
  event->visit = g_strdup (kapka_stmt_get_text (stmt, COLUMN_VISIT));
  event->item = g_strdup (kapka_stmt_get_text (stmt, COLUMN_ITEM));
  event->service = g_strdup (kapka_stmt_get_text (stmt, COLUMN_SERVICE));
  event->corrects = g_strdup (kapka_stmt_get_text (stmt, COLUMN_CORRECTS));
  event->author = g_strdup (kapka_stmt_get_text (stmt, COLUMN_AUTHOR));
  event->reason = g_strdup (kapka_stmt_get_text (stmt, COLUMN_REASON));
  read_instant (stmt, &event->at);
  return g_steal_pointer (&event);
}

static gboolean
read_counts (KapkaEventRows *rows, KapkaEvent *event, GError **error) {
  do {
    if (!kapka_stmt_is_null (rows->stmt, COLUMN_KEY))
      kapka_event_add_count (event, kapka_stmt_get_text (rows->stmt, COLUMN_KEY),
                             kapka_stmt_get_int (rows->stmt, COLUMN_DELTA));
    if (!advance (rows, error))
      return FALSE;
  } while (rows->step == KAPKA_STEP_ROW &&
           g_strcmp0 (kapka_stmt_get_text (rows->stmt, COLUMN_EVENT_ID), event->event_id) == 0);
  return TRUE;
}

gboolean
kapka_event_rows_next (KapkaEventRows *rows,
                       KapkaEvent **out_event,
                       gint64 *out_seq,
                       GError **error) {
  g_autoptr (KapkaEvent) event = NULL;
  g_autofree char *stream_id = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *sum = NULL;
  gint64 seq;

  *out_event = NULL;
  if (rows->step == KAPKA_STEP_DONE)
    return TRUE;
  stream_id = g_strdup (kapka_stmt_get_text (rows->stmt, COLUMN_STREAM_ID));
  seq = kapka_stmt_get_int (rows->stmt, COLUMN_SEQ);
  wanted = g_strdup (kapka_stmt_get_text (rows->stmt, COLUMN_ROW_SUM));
  event = read_event (rows->stmt);
  if (event != NULL) {
    if (!read_counts (rows, event, error))
      return FALSE;
    sum = kapka_event_row_sum (event, stream_id, seq, event->at.synced);
  }
  if (g_strcmp0 (sum, wanted) != 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
                 "row %" G_GINT64_FORMAT " of stream %s does not match its sum", seq, stream_id);
    return FALSE;
  }
  *out_event = g_steal_pointer (&event);
  if (out_seq != NULL)
    *out_seq = seq;
  return TRUE;
}

static gboolean
insert_counts (KapkaDb *db, gint64 stream_no, gint64 seq, const KapkaEvent *event, GError **error) {
  for (guint i = 0; i < event->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (event->counts, i);
    g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
        db, "INSERT INTO event_count(stream_no, seq, key, delta) VALUES(?, ?, ?, ?)");

    kapka_stmt_add_int (stmt, stream_no);
    kapka_stmt_add_int (stmt, seq);
    kapka_stmt_add_text (stmt, count->key);
    kapka_stmt_add_int (stmt, count->delta);
    if (!kapka_stmt_run (stmt, error))
      return FALSE;
  }
  return TRUE;
}

static void
add_event (KapkaStmt *stmt, const KapkaEvent *event) {
  kapka_stmt_add_text (stmt, event->event_id);
  kapka_stmt_add_text (stmt, kapka_event_kind_to_string (event->kind));
  kapka_stmt_add_text (stmt, event->visit);
  kapka_stmt_add_text (stmt, event->item);
  kapka_stmt_add_text (stmt, event->service);
  kapka_stmt_add_text (stmt, event->at.day);
  kapka_stmt_add_text (stmt, event->corrects);
  kapka_stmt_add_text (stmt, event->author);
  kapka_stmt_add_text (stmt, event->reason);
  kapka_stmt_add_int (stmt, event->at.utc_ms);
  kapka_stmt_add_int (stmt, event->at.boottime_ms);
  kapka_stmt_add_int (stmt, event->at.utc_off_min);
}

gboolean
kapka_event_rows_insert (KapkaDb *db,
                         gint64 stream_no,
                         const char *stream_id,
                         gint64 seq,
                         const KapkaEvent *event,
                         gboolean clock_ok,
                         GError **error) {
  g_autofree char *row_sum = kapka_event_row_sum (event, stream_id, seq, clock_ok);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (!insert_counts (db, stream_no, seq, event, error))
    return FALSE;
  stmt =
      kapka_db_prepare (db, "INSERT INTO event(stream_no, seq, event_id, kind, visit, item, "
                            "service, day, corrects, author, reason,"
                            " utc_ms, boottime_ms, utc_off_min, clock_ok, row_sum) VALUES(?, ?, ?, "
                            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  kapka_stmt_add_int (stmt, stream_no);
  kapka_stmt_add_int (stmt, seq);
  add_event (stmt, event);
  kapka_stmt_add_int (stmt, clock_ok);
  kapka_stmt_add_text (stmt, row_sum);
  return kapka_stmt_run (stmt, error);
}
