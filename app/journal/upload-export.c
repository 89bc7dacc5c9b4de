// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "journal/journal-private.h"
#include "journal/upload.h"

// The keys sort by age, whatever the clock does.
#define KEY_OF_REQUEST "key GLOB 'export:*:' || ?"

static gboolean
forget_old (KapkaDb *db, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "DELETE FROM meta WHERE key GLOB 'export:*' AND key NOT IN"
                            " (SELECT key FROM meta WHERE key GLOB 'export:*'"
                            " ORDER BY key DESC LIMIT 64)");

  return kapka_stmt_run (stmt, error);
}

static gboolean
insert_note (KapkaDb *db, const char *request_id, const char *note, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "INSERT INTO meta(key, value) SELECT"
          " printf('export:%08d:%s', 1 + coalesce((SELECT max(CAST(substr(key, 8, 8) AS INTEGER))"
          " FROM meta WHERE key GLOB 'export:*'), 0), ?), ?");

  kapka_stmt_add_text (stmt, request_id);
  kapka_stmt_add_text (stmt, note);
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_upload_note_export (KapkaJournal *journal,
                          const char *request_id,
                          const char *note,
                          GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);

  return transaction != NULL && insert_note (journal->db, request_id, note, error) &&
         forget_old (journal->db, error) && kapka_transaction_commit (transaction, error);
}

char *
kapka_upload_find_export (KapkaJournal *journal, const char *request_id, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (journal->db, "SELECT value FROM meta WHERE " KEY_OF_REQUEST);

  kapka_stmt_add_text (stmt, request_id);
  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return NULL;
  return g_strdup (kapka_stmt_get_text (stmt, 0));
}

gboolean
kapka_upload_drop_export (KapkaJournal *journal, const char *request_id, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL)
    return FALSE;
  stmt = kapka_db_prepare (journal->db, "DELETE FROM meta WHERE " KEY_OF_REQUEST);
  kapka_stmt_add_text (stmt, request_id);
  return kapka_stmt_run (stmt, error) && kapka_transaction_commit (transaction, error);
}

gboolean
kapka_upload_find_stream (KapkaJournal *journal,
                          const char *stream_id,
                          gint64 *out_stream_no,
                          GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (journal->db, "SELECT stream_no FROM stream WHERE stream_id = ?");
  KapkaStep step;

  kapka_stmt_add_text (stmt, stream_id);
  step = kapka_stmt_step (stmt, error);
  *out_stream_no = step == KAPKA_STEP_ROW ? kapka_stmt_get_int (stmt, 0) : 0;
  return step != KAPKA_STEP_ERROR;
}
