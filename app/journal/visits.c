// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/visits.h"

#include "journal/journal-private.h"

gint64
kapka_visits_count (KapkaJournal *journal, const char *day, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (journal->db, "SELECT count(*) FROM event WHERE kind = 'begin' AND day = ?");

  kapka_stmt_add_text (stmt, day);
  return kapka_stmt_step (stmt, error) == KAPKA_STEP_ROW ? kapka_stmt_get_int (stmt, 0) : -1;
}
