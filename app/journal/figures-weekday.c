// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/figures.h"
#include "journal/journal-private.h"

void
kapka_group_figures_free (KapkaGroupFigures *figures) {
  g_free (figures->key);
  g_free (figures);
}

GPtrArray *
kapka_figures_list_weekdays (KapkaJournal *journal,
                             const char *first_day,
                             const char *last_day,
                             GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db,
      "SELECT replace(strftime('%w', day), '0', '7') AS weekday,"
      " sum(iif(key = 'users', value, 0)) AS users, sum(iif(key = 'users', 0, value)) AS requests"
      " FROM day_count WHERE key IN ('s1', 's2', 's3', 's4', 's5', 's6', 'users')"
      " AND day BETWEEN ? AND ? GROUP BY weekday HAVING users <> 0 OR requests <> 0"
      " ORDER BY weekday");
  g_autoptr (GPtrArray) weekdays =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_group_figures_free);
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    KapkaGroupFigures *figures = g_new0 (KapkaGroupFigures, 1);

    figures->key = g_strdup (kapka_stmt_get_text (stmt, 0));
    figures->visits = kapka_stmt_get_int (stmt, 1);
    figures->requests = kapka_stmt_get_int (stmt, 2);
    g_ptr_array_add (weekdays, figures);
  }
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&weekdays) : NULL;
}
