// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/figures.h"

#include "journal/journal-private.h"

// Hour of an event, local at its time. What was typed in from paper says when it was typed in, not
// when people came.
#define HOUR(event)                                                                                \
  "iif(" event ".kind = 'manual' AND " event ".reason <> 'tally', NULL,"                           \
  " strftime('%H', (" event ".utc_ms + " event ".utc_off_min * 60000) / 1000, 'unixepoch'))"

// The counts of the days: corrections of a day lie in any stream after it.
#define COUNTS_OF_DAYS                                                                             \
  " FROM stream s NOT INDEXED CROSS JOIN event e INDEXED BY event_by_day ON e.stream_no = "        \
  "s.stream_no"                                                                                    \
  " AND e.day BETWEEN ? AND ? CROSS JOIN event_count c ON c.stream_no = e.stream_no"               \
  " AND c.seq = e.seq AND c.key IN ('s1', 's2', 's3', 's4', 's5', 's6', 'users')"

// A correction, also one of a correction, belongs to the hour of the event at the root of it.
static const char by_hour[] =
    "SELECT iif(e.kind = 'correction', (WITH RECURSIVE root(corrects, hour) AS ("
    "  SELECT e.corrects, NULL UNION ALL SELECT o.corrects, " HOUR (
        "o") "  FROM root JOIN event o ON o.event_id = root.corrects)"
             "  SELECT hour FROM root WHERE corrects IS NULL), " HOUR (
                 "e") ") AS hour,"
                      " sum(iif(c.key = 'users', c.delta, 0)), sum(iif(c.key = 'users', 0, "
                      "c.delta))" COUNTS_OF_DAYS " GROUP BY hour";

static const char by_weekday[] =
    "SELECT replace(strftime('%w', day), '0', '7') AS weekday,"
    " sum(iif(key = 'users', value, 0)), sum(iif(key = 'users', 0, value)) FROM day_count"
    " WHERE key IN ('s1', 's2', 's3', 's4', 's5', 's6', 'users') AND day BETWEEN ? AND ?"
    " GROUP BY weekday";

static const char by_tile[] =
    "SELECT e.item, 0, sum(iif(c.key = 'users', 0, c.delta))" COUNTS_OF_DAYS
    " WHERE e.kind <> 'outreach' GROUP BY e.item";

static const char by_end_reason[] =
    "SELECT end_reason, count(*), sum(s1 + s2 + s3 + s4 + s5 + s6) FROM visit"
    " WHERE day BETWEEN ? AND ? AND users > 0 GROUP BY end_reason";

static const char mean_seconds[] =
    "SELECT avg(end_ms - begin_ms) / 1000 FROM visit"
    " WHERE day BETWEEN ? AND ? AND users > 0 AND end_ms IS NOT NULL";

void
kapka_group_figures_free (KapkaGroupFigures *figures) {
  g_free (figures->key);
  g_free (figures);
}

static void
add_group (GPtrArray *groups, const char *key, gint64 visits, gint64 requests) {
  KapkaGroupFigures *figures;

  if (key == NULL || (visits == 0 && requests == 0))
    return;
  figures = g_new0 (KapkaGroupFigures, 1);
  figures->key = g_strdup (key);
  figures->visits = visits;
  figures->requests = requests;
  g_ptr_array_add (groups, figures);
}

/** Finds from which day on there are events. */
static char *
find_first_day (KapkaJournal *journal, const char *first_day, GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autofree char *first_whole = kapka_figures_first_day_with_events (journal, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return g_strcmp0 (first_whole, first_day) > 0 ? g_steal_pointer (&first_whole)
                                                : g_strdup (first_day);
}

static GPtrArray *
list_groups (KapkaJournal *journal,
             const char *sql,
             const char *first_day,
             const char *last_day,
             GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (journal->db, sql);
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_group_figures_free);
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    add_group (groups, kapka_stmt_get_text (stmt, 0), kapka_stmt_get_int (stmt, 1),
               kapka_stmt_get_int (stmt, 2));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&groups) : NULL;
}

static const char *
statement_of (KapkaGroup group) {
  switch (group) {
  case KAPKA_GROUP_HOUR:
    return by_hour;
  case KAPKA_GROUP_WEEKDAY:
    return by_weekday;
  case KAPKA_GROUP_TILE:
    return by_tile;
  case KAPKA_GROUP_END_REASON:
    return by_end_reason;
  }
  g_assert_not_reached ();
}

GPtrArray *
kapka_figures_group (KapkaJournal *journal,
                     const char *first_day,
                     const char *last_day,
                     KapkaGroup group,
                     GError **error) {
  g_autofree char *first = group == KAPKA_GROUP_WEEKDAY
                               ? g_strdup (first_day)
                               : find_first_day (journal, first_day, error);

  return first == NULL ? NULL : list_groups (journal, statement_of (group), first, last_day, error);
}

gint64
kapka_figures_mean_seconds (KapkaJournal *journal,
                            const char *first_day,
                            const char *last_day,
                            GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (journal->db, mean_seconds);
  g_autofree char *first = find_first_day (journal, first_day, error);

  if (first == NULL)
    return -1;
  kapka_stmt_add_text (stmt, first);
  kapka_stmt_add_text (stmt, last_day);
  return kapka_stmt_step (stmt, error) == KAPKA_STEP_ROW ? kapka_stmt_get_int (stmt, 0) : -1;
}
