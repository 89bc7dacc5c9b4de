// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/figures.h"

#include <string.h>

#include "journal/journal-private.h"

// The counters of a period, in the order of the roll-up's index. A day on which the kiosk was
// switched on three times is one day.
#define COUNTERS                                                                                   \
  "('_on', 'assisted', 'events', 'lang_en', 'lang_udm', 'pages', 'participants', 's1', 's2', "     \
  "'s3', 's4', 's5', 's6', 'users')"

static const struct {
  const char *key;
  gsize offset;
} fields[] = {
  { "_on", G_STRUCT_OFFSET (KapkaFigures, days_on) },
  { "assisted", G_STRUCT_OFFSET (KapkaFigures, assisted) },
  { "events", G_STRUCT_OFFSET (KapkaFigures, events) },
  { "lang_en", G_STRUCT_OFFSET (KapkaFigures, lang_en) },
  { "lang_udm", G_STRUCT_OFFSET (KapkaFigures, lang_udm) },
  { "pages", G_STRUCT_OFFSET (KapkaFigures, pages) },
  { "participants", G_STRUCT_OFFSET (KapkaFigures, participants) },
  { "s1", G_STRUCT_OFFSET (KapkaFigures, services[0]) },
  { "s2", G_STRUCT_OFFSET (KapkaFigures, services[1]) },
  { "s3", G_STRUCT_OFFSET (KapkaFigures, services[2]) },
  { "s4", G_STRUCT_OFFSET (KapkaFigures, services[3]) },
  { "s5", G_STRUCT_OFFSET (KapkaFigures, services[4]) },
  { "s6", G_STRUCT_OFFSET (KapkaFigures, services[5]) },
  { "users", G_STRUCT_OFFSET (KapkaFigures, users) },
};

gint64
kapka_figures_get_requests (const KapkaFigures *figures) {
  gint64 requests = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (figures->services); i++)
    requests += figures->services[i];
  return requests;
}

static void
add_value (KapkaFigures *figures, const char *key, gint64 value) {
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].key, key) == 0)
      G_STRUCT_MEMBER (gint64, figures, fields[i].offset) += value;
}

static gsize
length_of (KapkaPeriod period) {
  switch (period) {
  case KAPKA_PERIOD_DAY:
    return strlen ("YYYY-MM-DD");
  case KAPKA_PERIOD_MONTH:
    return strlen ("YYYY-MM");
  case KAPKA_PERIOD_YEAR:
    return strlen ("YYYY");
  }
  g_assert_not_reached ();
}

/** Returns: (transfer none): the figures of the period that @day lies in, made when missing. */
static KapkaPeriodFigures *
ensure_period (GHashTable *periods, const char *day, gsize length) {
  KapkaPeriodFigures *found;
  char period[11] = "";

  memcpy (period, day, MIN (length, strlen (day)));
  found = g_hash_table_lookup (periods, period);
  if (found == NULL) {
    found = g_new0 (KapkaPeriodFigures, 1);
    g_strlcpy (found->period, period, sizeof found->period);
    g_hash_table_insert (periods, found->period, found);
  }
  return found;
}

static int
compare_periods (gconstpointer a, gconstpointer b) {
  const KapkaPeriodFigures *left = *(KapkaPeriodFigures *const *)a;
  const KapkaPeriodFigures *right = *(KapkaPeriodFigures *const *)b;

  return strcmp (left->period, right->period);
}

static GPtrArray *
list_sorted (GHashTable *periods) {
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer figures;

  g_hash_table_iter_init (&iter, periods);
  while (g_hash_table_iter_next (&iter, NULL, &figures))
    g_ptr_array_add (list, figures);
  g_ptr_array_sort (list, compare_periods);
  return list;
}

GPtrArray *
kapka_figures_list (KapkaJournal *journal,
                    const char *first_day,
                    const char *last_day,
                    KapkaPeriod period,
                    GError **error) {
  // The days of a counter lie side by side in the index, so most rows belong to the period of the
  // row before.
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db, "SELECT day, key, CASE key WHEN '_on' THEN value > 0 ELSE value END"
                   " FROM day_count WHERE key IN " COUNTERS " AND day BETWEEN ? AND ?");
  g_autoptr (GHashTable) periods = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) list = NULL;
  KapkaPeriodFigures *current = NULL;
  gsize length = length_of (period);
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    const char *day = kapka_stmt_get_text (stmt, 0);

    if (current == NULL || strncmp (current->period, day, length) != 0)
      current = ensure_period (periods, day, length);
    add_value (&current->figures, kapka_stmt_get_text (stmt, 1), kapka_stmt_get_int (stmt, 2));
  }
  list = list_sorted (periods);
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

gboolean
kapka_figures_sum (KapkaJournal *journal,
                   const char *first_day,
                   const char *last_day,
                   KapkaFigures *out_figures,
                   GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db,
      "SELECT key, sum(CASE key WHEN '_on' THEN value > 0 ELSE value END)"
      " FROM day_count WHERE key IN " COUNTERS " AND day BETWEEN ? AND ? GROUP BY key");
  KapkaFigures figures = { 0 };
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    add_value (&figures, kapka_stmt_get_text (stmt, 0), kapka_stmt_get_int (stmt, 1));
  if (step != KAPKA_STEP_DONE)
    return FALSE;
  *out_figures = figures;
  return TRUE;
}

char *
kapka_figures_first_day_with_events (KapkaJournal *journal, GError **error) {
  // A clock that was wrong may have left folded days in the future, and days to which nothing is
  // left since the repair.
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db,
      "SELECT date(max(day), '+1 day') FROM day_fold WHERE day <= ? AND counts <> '{}'");
  KapkaInstant now;

  kapka_clock_now (journal->clock, &now);
  kapka_stmt_add_text (stmt, now.day);
  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return NULL;
  return g_strdup (kapka_stmt_get_text (stmt, 0));
}
