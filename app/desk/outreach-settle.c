// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/outreach-settle.h"

#include "desk/desk-private.h"
#include "journal/correction-record.h"
#include "journal/correction.h"
#include "journal/journal-private.h"

/* A line with all that the journal has to know of it. */
typedef struct {
  gint64 line;
  char *event_id;    // The event that counts it now.
  char *former_id;   // (nullable) The event that counted it before, if another.
  KapkaEvent *event; // As it is, or would be, in the journal.
  gboolean known;    // An earlier line had that event already.
  gboolean gone;
  char *reason; // (nullable) Of its going.
} Line;

static void
line_clear (Line *line) {
  g_free (line->event_id);
  g_free (line->former_id);
  g_clear_pointer (&line->event, kapka_event_free);
  g_free (line->reason);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

static KapkaEvent *
read_event (KapkaDesk *desk, KapkaStmt *stmt) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_OUTREACH, desk->clock);

  g_free (event->event_id);
  event->event_id = g_strdup (kapka_stmt_get_text (stmt, 1));
  event->item = g_strdup (kapka_stmt_get_text (stmt, 5));
  g_strlcpy (event->at.day, kapka_stmt_get_text (stmt, 6), sizeof event->at.day);
  event->reason = g_strdup (kapka_stmt_get_text (stmt, 7));
  event->author = g_strdup (kapka_stmt_get_text (stmt, 8));
  kapka_event_add_count (event, "events", 1);
  kapka_event_add_count (event, "participants", kapka_stmt_get_int (stmt, 9));
  return event;
}

/** Reads the oldest pending line; without one @line stays empty. An event that the desk has lost
 * sight of has its own id and no former line. */
static gboolean
read_pending (KapkaDesk *desk, Line *line, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db,
      "SELECT l.line, l.event_id, nullif(coalesce((SELECT f.event_id FROM outreach_line f"
      " WHERE f.id = l.id AND f.line < l.line ORDER BY f.line DESC LIMIT 1), l.id), l.event_id),"
      " l.gone, l.reason, l.kind, l.day, l.exactness, l.author, l.participants,"
      " EXISTS(SELECT 1 FROM outreach_line f WHERE f.id = l.id AND f.line < l.line"
      "  AND f.event_id = l.event_id)"
      " FROM outreach_line l JOIN pending USING(line) ORDER BY l.line LIMIT 1");
  KapkaStep step = kapka_stmt_step (stmt, error);

  if (step != KAPKA_STEP_ROW)
    return step == KAPKA_STEP_DONE;
  line->line = kapka_stmt_get_int (stmt, 0);
  line->event_id = g_strdup (kapka_stmt_get_text (stmt, 1));
  line->former_id = g_strdup (kapka_stmt_get_text (stmt, 2));
  line->gone = kapka_stmt_get_int (stmt, 3) != 0;
  line->reason = g_strdup (kapka_stmt_get_text (stmt, 4));
  line->event = read_event (desk, stmt);
  line->known = kapka_stmt_get_int (stmt, 10) != 0;
  return TRUE;
}

/** Finds out whether the journal has the event @event_id. */
static gboolean
is_written (KapkaDesk *desk, const char *event_id, gboolean *out_written, GError **error) {
  g_autoptr (KapkaRecord) record = kapka_record_load (desk->journal->db, event_id, error);

  *out_written = record != NULL && record->events->len > 0;
  return record != NULL;
}

/** Has @event_id count @counts, or nothing. */
static gboolean
recount (KapkaDesk *desk,
         const Line *line,
         const char *event_id,
         GPtrArray *counts,
         GError **error) {
  const KapkaCorrector by = { .author = line->event->author };
  g_autoptr (GPtrArray) nothing = kapka_counts_new ();

  return kapka_journal_recount_outreach (desk->journal, &by, event_id,
                                         counts != NULL ? counts : nothing,
                                         line->reason != NULL ? line->reason : "other", error);
}

/** What the journal has lost, or has folded since, cannot be taken back. */
static gboolean
take_former (KapkaDesk *desk, const Line *line, GError **error) {
  gboolean written;

  return is_written (desk, line->former_id, &written, error) &&
         (!written || recount (desk, line, line->former_id, NULL, error));
}

static gboolean
settle_line (KapkaDesk *desk, const Line *line, GError **error) {
  gboolean written;

  if (line->former_id != NULL && !take_former (desk, line, error))
    return FALSE;
  if (!is_written (desk, line->event_id, &written, error))
    return FALSE;
  if (written)
    return recount (desk, line, line->event_id, line->gone ? NULL : line->event->counts, error);
  return line->gone || kapka_journal_append (desk->journal, line->event, error);
}

static gboolean
run_on_line (KapkaDesk *desk, const char *sql, gint64 line, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (desk->db, sql);

  kapka_stmt_add_int (stmt, line);
  return kapka_stmt_run (stmt, error);
}

static gboolean
clear_pending (KapkaDesk *desk, gint64 line, GError **error) {
  return run_on_line (desk, "DELETE FROM pending WHERE line = ?", line, error);
}

/** Settles the oldest pending line; *@out_more is whether there was one. */
static gboolean
settle_next (KapkaDesk *desk, gboolean *out_more, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  g_auto (Line) line = { 0 };

  if (transaction == NULL || !read_pending (desk, &line, error))
    return FALSE;
  *out_more = line.event != NULL;
  return !*out_more ||
         (settle_line (desk, &line, error) && clear_pending (desk, line.line, error) &&
          kapka_transaction_commit (transaction, error));
}

gboolean
kapka_outreach_settle (KapkaDesk *desk, GError **error) {
  gint64 n_pending;
  gboolean more = TRUE;

  // Nobody has to wait for the lock when there is nothing to do.
  if (!kapka_db_read_int (desk->db, "SELECT count(*) FROM pending", &n_pending, error))
    return FALSE;
  while (n_pending > 0 && more)
    if (!settle_next (desk, &more, error))
      return FALSE;
  return TRUE;
}

/** The line before it holds again, and the journal is made to agree with that one. */
static gboolean
take_away (KapkaDesk *desk, gint64 line, GError **error) {
  return run_on_line (desk,
                      "INSERT OR IGNORE INTO pending SELECT max(f.line) FROM outreach_line f"
                      " JOIN outreach_line l USING(id) WHERE l.line = ? AND f.line < l.line"
                      " HAVING max(f.line) NOT NULL",
                      line, error) &&
         run_on_line (desk, "DELETE FROM outreach_line WHERE line = ?", line, error) &&
         clear_pending (desk, line, error);
}

/** Returns: whether the journal has the new event of @line, or nobody can tell. */
static gboolean
has_arrived (KapkaDesk *desk, const Line *line) {
  gboolean written;

  return !line->known && (!is_written (desk, line->event_id, &written, NULL) || written);
}

gboolean
kapka_outreach_withdraw (KapkaDesk *desk, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  g_auto (Line) line = { 0 };

  if (transaction == NULL || !read_pending (desk, &line, error))
    return FALSE;
  if (line.event == NULL || has_arrived (desk, &line))
    return TRUE;
  return take_away (desk, line.line, error) && kapka_transaction_commit (transaction, error);
}
