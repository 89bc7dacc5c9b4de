// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/error.h"
#include "journal/event-rows.h"
#include "journal/journal-private.h"
#include "journal/stream.h"

/** Writes @event behind the last of @stream. */
static gboolean
insert_event (KapkaDb *db,
              KapkaStream *stream,
              const KapkaEvent *event,
              gboolean clock_ok,
              GError **error) {
  if (!kapka_event_rows_insert (db, stream->stream_no, stream->stream_id, stream->last_seq + 1,
                                event, clock_ok, error))
    return FALSE;
  stream->last_seq++;
  return TRUE;
}

static gboolean
judge_and_insert (KapkaDb *db, KapkaStream *stream, const KapkaEvent *event, GError **error) {
  gboolean clock_ok;

  return kapka_stream_judge_clock (db, event, &clock_ok, error) &&
         insert_event (db, stream, event, clock_ok, error);
}

static gboolean
has_on (KapkaDb *db,
        const KapkaStream *stream,
        const char *day,
        gboolean *out_there,
        GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT 1 FROM event WHERE kind = 'on' AND stream_no = ? AND day = ?");
  KapkaStep step;

  kapka_stmt_add_int (stmt, stream->stream_no);
  kapka_stmt_add_text (stmt, day);
  step = kapka_stmt_step (stmt, error);
  *out_there = step == KAPKA_STEP_ROW;
  return step != KAPKA_STEP_ERROR;
}

/** Makes sure that @stream has an `on` for the day of @at. */
static gboolean
ensure_on (KapkaJournal *journal, KapkaStream *stream, const KapkaInstant *at, GError **error) {
  g_autoptr (KapkaEvent) on = NULL;
  gboolean there;

  if (journal->on_stream_no == stream->stream_no && strcmp (journal->on_day, at->day) == 0)
    return TRUE;
  if (!has_on (journal->db, stream, at->day, &there, error))
    return FALSE;
  if (there)
    return TRUE;
  on = kapka_event_new (KAPKA_EVENT_ON, journal->clock);
  on->at = *at;
  kapka_event_add_count (on, "_on", 1);
  return judge_and_insert (journal->db, stream, on, error);
}

static gboolean
commit (KapkaJournal *journal,
        KapkaTransaction *transaction,
        const KapkaStream *stream,
        GError **error) {
  kapka_mark_write (journal->mark, stream->stream_id, stream->last_seq);
  return kapka_transaction_commit (transaction, error);
}

static void
remember_on (KapkaJournal *journal, const KapkaStream *stream, const KapkaInstant *at) {
  journal->on_stream_no = stream->stream_no;
  g_strlcpy (journal->on_day, at->day, sizeof journal->on_day);
}

/** What staff enters about another day says nothing about whether the shell was up on it. */
static gboolean
shows_presence (KapkaEventKind kind) {
  return kind == KAPKA_EVENT_BEGIN || kind == KAPKA_EVENT_REQUEST || kind == KAPKA_EVENT_PRINT ||
         kind == KAPKA_EVENT_END;
}

static gboolean
write_event (KapkaJournal *journal, const KapkaEvent *event, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  gboolean with_on = journal->writes_on && shows_presence (event->kind);
  KapkaStream stream;

  if (transaction == NULL ||
      !kapka_stream_ensure (journal->db, journal->clock, journal->mark, &stream, error) ||
      (with_on && !ensure_on (journal, &stream, &event->at, error)) ||
      !judge_and_insert (journal->db, &stream, event, error) ||
      !commit (journal, transaction, &stream, error))
    return FALSE;
  if (with_on)
    remember_on (journal, &stream, &event->at);
  return TRUE;
}

gboolean
kapka_journal_commit_events (KapkaJournal *journal,
                             KapkaTransaction *transaction,
                             KapkaStream *stream,
                             GPtrArray *events,
                             GError **error) {
  for (guint i = 0; i < events->len; i++)
    if (!judge_and_insert (journal->db, stream, g_ptr_array_index (events, i), error))
      return FALSE;
  return commit (journal, transaction, stream, error);
}

gboolean
kapka_journal_append_all (KapkaJournal *journal, GPtrArray *events, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  KapkaStream stream;

  return transaction != NULL &&
         kapka_stream_ensure (journal->db, journal->clock, journal->mark, &stream, error) &&
         kapka_journal_commit_events (journal, transaction, &stream, events, error);
}

static gboolean
is_written (KapkaDb *db, const KapkaEvent *event) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, "SELECT 1 FROM event WHERE event_id = ?");

  kapka_stmt_add_text (stmt, event->event_id);
  return kapka_stmt_step (stmt, NULL) == KAPKA_STEP_ROW;
}

gboolean
kapka_journal_append (KapkaJournal *journal, const KapkaEvent *event, GError **error) {
  g_autoptr (GError) local_error = NULL;

  if (write_event (journal, event, &local_error))
    return TRUE;
  // A COMMIT that reported an error may have reached the disk all the same: then this is its
  // repetition, and it met the index of event_id.
  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_DATA) &&
      is_written (journal->db, event))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
kapka_journal_append_on (KapkaJournal *journal, GError **error) {
  g_autoptr (KapkaTransaction) transaction = NULL;
  KapkaStream stream;
  KapkaInstant now;
  gint64 last_seq;

  journal->writes_on = TRUE;
  transaction = kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  if (transaction == NULL ||
      !kapka_stream_ensure (journal->db, journal->clock, journal->mark, &stream, error))
    return FALSE;
  kapka_clock_now (journal->clock, &now);
  last_seq = stream.last_seq;
  if (!ensure_on (journal, &stream, &now, error))
    return FALSE;
  if (stream.last_seq > last_seq && !commit (journal, transaction, &stream, error))
    return FALSE;
  remember_on (journal, &stream, &now);
  return TRUE;
}

static KapkaEvent *
read_open_visit (KapkaJournal *journal, KapkaStmt *stmt) {
  KapkaEvent *end = kapka_event_new (KAPKA_EVENT_END, journal->clock);

  end->visit = g_strdup (kapka_stmt_get_text (stmt, 0));
  end->reason = g_strdup (kapka_stmt_get_int (stmt, 1) != 0 ? "crash" : "power");
  end->at.utc_ms = kapka_stmt_get_int (stmt, 2);
  end->at.boottime_ms = kapka_stmt_get_int (stmt, 3);
  end->at.utc_off_min = (int)kapka_stmt_get_int (stmt, 4);
  end->at.synced = kapka_stmt_get_int (stmt, 5) != 0;
  g_strlcpy (end->at.day, kapka_stmt_get_text (stmt, 6), sizeof end->at.day);
  return end;
}

/** Lists an `end` for each visit without one, with the moment of the visit's last event. */
static GPtrArray *
list_open_visits (KapkaJournal *journal, GError **error) {
  g_autoptr (GPtrArray) ends = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db,
      "SELECT b.visit, s.boot_id = ?, l.utc_ms, l.boottime_ms, l.utc_off_min, l.clock_ok, l.day"
      " FROM event b JOIN stream s USING(stream_no)"
      " JOIN event l ON (l.stream_no, l.seq) = (SELECT stream_no, seq FROM event"
      "  WHERE visit = b.visit AND kind IN ('begin', 'request', 'print') ORDER BY stream_no DESC, "
      "seq DESC LIMIT 1)"
      " WHERE b.kind = 'begin' AND NOT EXISTS(SELECT 1 FROM event WHERE visit = b.visit AND kind = "
      "'end')"
      " ORDER BY b.stream_no, b.seq");
  KapkaStep step;

  kapka_stmt_add_text (stmt, kapka_clock_get_boot_id (journal->clock));
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (ends, read_open_visit (journal, stmt));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&ends) : NULL;
}

int
kapka_journal_end_open_visits (KapkaJournal *journal, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  g_autoptr (GPtrArray) ends = NULL;
  KapkaStream stream;

  if (transaction == NULL)
    return -1;
  ends = list_open_visits (journal, error);
  if (ends == NULL)
    return -1;
  if (ends->len == 0)
    return 0;
  if (!kapka_stream_ensure (journal->db, journal->clock, journal->mark, &stream, error))
    return -1;
  for (guint i = 0; i < ends->len; i++) {
    const KapkaEvent *end = g_ptr_array_index (ends, i);

    // The moment is that of an event already judged, and so is its clock.
    if (!insert_event (journal->db, &stream, end, end->at.synced, error))
      return -1;
  }
  return commit (journal, transaction, &stream, error) ? (int)ends->len : -1;
}
