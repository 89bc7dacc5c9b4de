// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "journal/check.h"
#include "journal/journal-private.h"
#include "journal/upload.h"

void
kapka_sync_run_clear (KapkaSyncRun *run) {
  g_clear_pointer (&run->reason, g_free);
  g_clear_pointer (&run->detail, g_free);
}

static gboolean
insert_run (KapkaDb *db, const KapkaSyncRun *run, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "INSERT INTO sync_run(started_ms, ended_ms, attempts, sent, acked, "
                            "exit_code, reason, curl_code, http_status,"
                            " detail) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  kapka_stmt_add_int (stmt, run->started_ms);
  kapka_stmt_add_int (stmt, run->ended_ms);
  kapka_stmt_add_int (stmt, run->attempts);
  kapka_stmt_add_int (stmt, run->sent);
  kapka_stmt_add_int (stmt, run->acked);
  kapka_stmt_add_int (stmt, run->exit_code);
  kapka_stmt_add_text (stmt, run->reason);
  kapka_stmt_add_int (stmt, run->curl_code);
  kapka_stmt_add_int (stmt, run->http_status);
  kapka_stmt_add_text (stmt, run->detail);
  return kapka_stmt_run (stmt, error);
}

static gboolean
delete_old_runs (KapkaDb *db, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "DELETE FROM sync_run WHERE run_no <= (SELECT max(run_no) FROM sync_run) - 500");

  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_upload_record_run (KapkaJournal *journal, const KapkaSyncRun *run, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);

  return transaction != NULL && insert_run (journal->db, run, error) &&
         delete_old_runs (journal->db, error) && kapka_transaction_commit (transaction, error);
}

/** The runs from the last to the first. */
static KapkaStmt *
prepare_runs (KapkaJournal *journal, gboolean success_only) {
  KapkaStmt *stmt = kapka_db_prepare (
      journal->db, "SELECT started_ms, ended_ms, attempts, sent, acked, exit_code, reason, "
                   "curl_code, http_status, detail"
                   " FROM sync_run WHERE exit_code = 0 OR ? = 0 ORDER BY run_no DESC");

  kapka_stmt_add_int (stmt, success_only);
  return stmt;
}

static void
read_run (KapkaStmt *stmt, KapkaSyncRun *run) {
  run->started_ms = kapka_stmt_get_int (stmt, 0);
  run->ended_ms = kapka_stmt_get_int (stmt, 1);
  run->attempts = (int)kapka_stmt_get_int (stmt, 2);
  run->sent = (int)kapka_stmt_get_int (stmt, 3);
  run->acked = (int)kapka_stmt_get_int (stmt, 4);
  run->exit_code = (int)kapka_stmt_get_int (stmt, 5);
  run->reason = g_strdup (kapka_stmt_get_text (stmt, 6));
  run->curl_code = (int)kapka_stmt_get_int (stmt, 7);
  run->http_status = (int)kapka_stmt_get_int (stmt, 8);
  run->detail = g_strdup (kapka_stmt_get_text (stmt, 9));
}

gboolean
kapka_upload_get_last_run (KapkaJournal *journal,
                           gboolean success_only,
                           KapkaSyncRun *run,
                           GError **error) {
  g_autoptr (KapkaStmt) stmt = prepare_runs (journal, success_only);

  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return FALSE;
  read_run (stmt, run);
  return TRUE;
}

static void
run_free (gpointer run) {
  kapka_sync_run_clear (run);
  g_free (run);
}

GPtrArray *
kapka_upload_list_runs (KapkaJournal *journal, guint max, GError **error) {
  g_autoptr (KapkaStmt) stmt = prepare_runs (journal, FALSE);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (run_free);
  KapkaStep step = KAPKA_STEP_DONE;

  while (runs->len < max && (step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    KapkaSyncRun *run = g_new0 (KapkaSyncRun, 1);

    read_run (stmt, run);
    g_ptr_array_add (runs, run);
  }
  return step == KAPKA_STEP_ERROR ? NULL : g_steal_pointer (&runs);
}

/** Asks the roll-up, which keeps the days whose events were folded. */
static gint64
count_presence_days_after (KapkaDb *db, const char *day, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "SELECT count(*) FROM day_count WHERE key = '_on' AND value > 0 AND day > ?");

  kapka_stmt_add_text (stmt, day);
  return kapka_stmt_step (stmt, error) == KAPKA_STEP_ROW ? kapka_stmt_get_int (stmt, 0) : -1;
}

gint64
kapka_upload_count_presence_days (KapkaJournal *journal, GError **error) {
  g_auto (KapkaSyncRun) run = { 0 };
  g_autoptr (GError) local_error = NULL;
  KapkaInstant ended = { .day = "" };

  if (kapka_upload_get_last_run (journal, TRUE, &run, &local_error))
    kapka_clock_at (journal->clock, run.ended_ms, &ended);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return -1;
  }
  return count_presence_days_after (journal->db, ended.day, error);
}

const char *
kapka_upload_quick_check (KapkaJournal *journal) {
  return kapka_check_quick (journal->db, NULL) ? "ok" : "damaged";
}

gboolean
kapka_upload_is_clock_trusted (KapkaJournal *journal, gboolean *out_trusted, GError **error) {
  gint64 trusted;

  if (!kapka_db_read_int (journal->db,
                          "SELECT coalesce((SELECT clock_ok FROM event"
                          " ORDER BY stream_no DESC, seq DESC LIMIT 1), 1)",
                          &trusted, error))
    return FALSE;
  *out_trusted = trusted != 0;
  return TRUE;
}
