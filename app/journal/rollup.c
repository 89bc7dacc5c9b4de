// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/rollup.h"

#include "journal/journal-private.h"

static const char rebuild[] =
    "DELETE FROM day_count;"
    "INSERT INTO day_count(day, key, value) SELECT day, key, sum(n) FROM"
    " (SELECT e.day, c.key, c.delta AS n FROM event e JOIN event_count c USING(stream_no, seq)"
    "  UNION ALL SELECT f.day, j.key, j.value FROM day_fold f, json_each(f.counts) j)"
    " GROUP BY day, key";

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
