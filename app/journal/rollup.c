// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/rollup.h"

#include "base/digest.h"
#include "journal/journal-private.h"

static const char rebuild[] =
    "DELETE FROM day_count;"
    "INSERT INTO day_count(day, key, value) SELECT day, key, sum(n) FROM"
    " (SELECT e.day, c.key, c.delta AS n FROM event e JOIN event_count c USING(stream_no, seq)"
    "  UNION ALL SELECT f.day, j.key, j.value FROM day_fold f, json_each(f.counts) j)"
    " GROUP BY day, key";

// Goes from key to key, so that the index by key and day leads to the days of each.
static const char figures[] =
    "WITH RECURSIVE keys(key) AS (SELECT min(key) FROM day_count UNION ALL"
    " SELECT (SELECT min(key) FROM day_count WHERE key > k.key) FROM keys k WHERE k.key NOT NULL)"
    "SELECT d.day, d.key, d.value FROM keys k JOIN day_count d ON d.key = k.key"
    " WHERE d.day BETWEEN ? AND ? AND d.value <> 0 AND substr(d.key, 1, 1) <> '_'"
    " ORDER BY d.day, d.key";

gboolean
kapka_journal_repair_rollup (KapkaJournal *journal, gboolean *out_repaired, GError **error) {
  g_autoptr (KapkaTransaction) transaction = NULL;
  gint64 wrong;

  if (!kapka_db_read_int (journal->db, "SELECT EXISTS(SELECT 1 FROM day_count_diff)", &wrong,
                          error))
    return FALSE;
  *out_repaired = wrong != 0;
  if (!*out_repaired)
    return TRUE;
  transaction = kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  return transaction != NULL && kapka_db_run_script (journal->db, rebuild, error) &&
         kapka_transaction_commit (transaction, error);
}

char *
kapka_journal_digest_figures (KapkaJournal *journal,
                              const char *first_day,
                              const char *last_day,
                              GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (journal->db, figures);
  g_autoptr (GString) text = g_string_new (NULL);
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_string_append_printf (text, "%s %s=%" G_GINT64_FORMAT "\n", kapka_stmt_get_text (stmt, 0),
                            kapka_stmt_get_text (stmt, 1), kapka_stmt_get_int (stmt, 2));
  return step == KAPKA_STEP_DONE ? kapka_digest_sha256_hex (text->str, text->len) : NULL;
}
