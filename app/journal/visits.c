// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/visits.h"

#include <string.h>

#include "journal/journal-private.h"
#include "journal/visit-events.h"
#include "journal/visit-line.h"

gint64
kapka_visits_count (KapkaJournal *journal, const char *day, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (journal->db, "SELECT count(*) FROM event WHERE kind = 'begin' AND day = ?");

  kapka_stmt_add_text (stmt, day);
  return kapka_stmt_step (stmt, error) == KAPKA_STEP_ROW ? kapka_stmt_get_int (stmt, 0) : -1;
}

static int
compare_lines (gconstpointer a, gconstpointer b) {
  const KapkaVisitLine *left = *(KapkaVisitLine *const *)a;
  const KapkaVisitLine *right = *(KapkaVisitLine *const *)b;

  if (left->begin_ms != right->begin_ms)
    return left->begin_ms < right->begin_ms ? -1 : 1;
  return strcmp (left->id, right->id);
}

GPtrArray *
kapka_visits_list (KapkaJournal *journal,
                   const char *day,
                   const KapkaVisitFilter *filter,
                   GError **error) {
  g_autoptr (GPtrArray) groups = kapka_visit_events_list_day (journal->db, day, error);
  GPtrArray *lines;

  if (groups == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_visit_line_free);
  for (guint i = 0; i < groups->len; i++) {
    g_autoptr (KapkaVisitLine) line = kapka_visit_line_new (g_ptr_array_index (groups, i));

    if (line != NULL && (filter == NULL || kapka_visit_line_matches (line, filter)))
      g_ptr_array_add (lines, g_steal_pointer (&line));
  }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

KapkaVisitLine *
kapka_visits_get (KapkaJournal *journal, const char *id, GError **error) {
  g_autoptr (GPtrArray) events = kapka_visit_events_read (journal->db, id, error);

  return events == NULL ? NULL : kapka_visit_line_new (events);
}
