// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/visits.h"

#include <string.h>

#include "journal/figures.h"
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

static GArray *
list_days (KapkaJournal *journal,
           const char *first_day,
           const char *first_whole,
           const char *last_day,
           GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db, "SELECT day, sum(n) FROM (SELECT day, count(*) AS n FROM event"
                   "  WHERE kind = 'begin' AND day BETWEEN ?1 AND ?3 GROUP BY day"
                   " UNION ALL SELECT day, 0 FROM day_count"
                   "  WHERE key IN ('users', 's1', 's2', 's3', 's4', 's5', 's6', 'pages')"
                   "  AND day BETWEEN max(?1, ?2) AND ?3) GROUP BY day ORDER BY day DESC");
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (KapkaVisitDay));
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, first_whole != NULL ? first_whole : first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    KapkaVisitDay day = { .n_visits = (guint)kapka_stmt_get_int (stmt, 1) };

    g_strlcpy (day.day, kapka_stmt_get_text (stmt, 0), sizeof day.day);
    g_array_append_val (days, day);
  }
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&days) : NULL;
}

GArray *
kapka_visits_list_days (KapkaJournal *journal,
                        const char *first_day,
                        const char *last_day,
                        GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autofree char *first_whole = kapka_figures_first_day_with_events (journal, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return list_days (journal, first_day, first_whole, last_day, error);
}
