// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal-private.h"
#include "journal/upload.h"

static gboolean
write_ack (KapkaDb *db,
           const char *receiver_id,
           const KapkaDayDocument *document,
           gint64 acked_ms,
           GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db,
      "INSERT INTO ack(receiver_id, stream_no, day, revision, digest, acked_ms) VALUES(?, ?, ?, ?, "
      "?, ?)"
      " ON CONFLICT(receiver_id, stream_no, day) DO UPDATE SET"
      " revision = excluded.revision, digest = excluded.digest, acked_ms = excluded.acked_ms"
      " WHERE excluded.revision >= ack.revision");

  kapka_stmt_add_text (stmt, receiver_id);
  kapka_stmt_add_int (stmt, document->stream_no);
  kapka_stmt_add_text (stmt, document->day);
  kapka_stmt_add_int (stmt, document->revision);
  kapka_stmt_add_text (stmt, document->digest);
  kapka_stmt_add_int (stmt, acked_ms);
  return kapka_stmt_run (stmt, error);
}

static gboolean
write_fragment_ack (KapkaDb *db,
                    const char *receiver_id,
                    const KapkaFragment *fragment,
                    GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "INSERT INTO fragment_ack(receiver_id, stream_no, seq) VALUES(?, ?, ?)"
                            " ON CONFLICT DO NOTHING");

  kapka_stmt_add_text (stmt, receiver_id);
  kapka_stmt_add_int (stmt, fragment->stream_no);
  kapka_stmt_add_int (stmt, fragment->seq);
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_upload_write_acks (KapkaJournal *journal,
                         const char *receiver_id,
                         GPtrArray *documents,
                         GPtrArray *fragments,
                         gint64 acked_ms,
                         GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!write_ack (journal->db, receiver_id, g_ptr_array_index (documents, i), acked_ms, error))
      return FALSE;
  for (guint i = 0; fragments != NULL && i < fragments->len; i++)
    if (!write_fragment_ack (journal->db, receiver_id, g_ptr_array_index (fragments, i), error))
      return FALSE;
  return kapka_transaction_commit (transaction, error);
}

static gboolean
drop_ack (KapkaDb *db, const char *receiver_id, const KapkaDayDocument *document, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "DELETE FROM ack WHERE receiver_id = ? AND stream_no = ? AND day = ?");

  kapka_stmt_add_text (stmt, receiver_id);
  kapka_stmt_add_int (stmt, document->stream_no);
  kapka_stmt_add_text (stmt, document->day);
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_upload_drop_acks (KapkaJournal *journal,
                        const char *receiver_id,
                        GPtrArray *documents,
                        GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!drop_ack (journal->db, receiver_id, g_ptr_array_index (documents, i), error))
      return FALSE;
  return kapka_transaction_commit (transaction, error);
}

gboolean
kapka_upload_drop_fragment_acks (KapkaJournal *journal, const char *receiver_id, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL)
    return FALSE;
  stmt = kapka_db_prepare (journal->db, "DELETE FROM fragment_ack WHERE receiver_id = ?");
  kapka_stmt_add_text (stmt, receiver_id);
  return kapka_stmt_run (stmt, error) && kapka_transaction_commit (transaction, error);
}

static gboolean
put_meta (KapkaDb *db, const char *key, const char *value, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "INSERT INTO meta(key, value) VALUES(?, ?)"
                            " ON CONFLICT(key) DO UPDATE SET value = excluded.value");

  kapka_stmt_add_text (stmt, key);
  kapka_stmt_add_text (stmt, value);
  return kapka_stmt_run (stmt, error);
}

/* Whether meta has both values already, so that most runs need not write. */
static gboolean
has_identity (KapkaDb *db,
              const char *install_id,
              const char *receiver_id,
              gboolean *out_has,
              GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "SELECT count(*) FROM meta WHERE (key, value) IN (VALUES('install_id', ?),"
          " ('receiver_id', ?))");

  kapka_stmt_add_text (stmt, install_id);
  kapka_stmt_add_text (stmt, receiver_id);
  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return FALSE;
  *out_has = kapka_stmt_get_int (stmt, 0) == 2;
  return TRUE;
}

gboolean
kapka_upload_take_identity (KapkaJournal *journal,
                            const char *install_id,
                            const char *receiver_id,
                            GError **error) {
  g_autoptr (KapkaTransaction) transaction = NULL;
  g_autoptr (KapkaStmt) forget = NULL;
  gboolean known;

  if (!has_identity (journal->db, install_id, receiver_id, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  transaction = kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  if (transaction == NULL)
    return FALSE;
  forget = kapka_db_prepare (journal->db, "DELETE FROM meta WHERE key = 'accepted'");
  return put_meta (journal->db, "install_id", install_id, error) &&
         put_meta (journal->db, "receiver_id", receiver_id, error) &&
         kapka_stmt_run (forget, error) && kapka_transaction_commit (transaction, error);
}

GPtrArray *
kapka_upload_list_installs (KapkaJournal *journal, GError **error) {
  g_autoptr (GPtrArray) installs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (journal->db, "SELECT install_id FROM stream GROUP BY install_id"
                                     " ORDER BY max(stream_no) DESC");
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (installs, g_strdup (kapka_stmt_get_text (stmt, 0)));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&installs) : NULL;
}

/* Only the name of the newest stream is kept: an older one that is closed again must not open the
 * newest. */
gboolean
kapka_upload_close_stream (KapkaJournal *journal, const char *stream_id, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL)
    return FALSE;
  stmt = kapka_db_prepare (
      journal->db, "INSERT INTO meta(key, value) SELECT 'closed_stream', stream_id FROM stream"
                   " WHERE stream_id = ? AND stream_no = (SELECT max(stream_no) FROM stream)"
                   " ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  kapka_stmt_add_text (stmt, stream_id);
  return kapka_stmt_run (stmt, error) && kapka_transaction_commit (transaction, error);
}
