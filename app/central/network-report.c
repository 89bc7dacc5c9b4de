// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-report.h"

#include <string.h>

#include "catalog/local-text.h"
#include "catalog/service.h"
#include "central/network-figures.h"

/* A report on its way. */
typedef struct {
  KapkaNetworkReport *report;
  GHashTable *rows; // Place in one text → borrowed KapkaNetworkRow.
  guint n_columns;
  char month[11]; // Whose names of libraries are used.
} Collector;

static const struct {
  const char *name;
  const char *columns[4];
} places[] = {
  [KAPKA_NETWORK_BY_NETWORK] = { "network", { NULL } },
  [KAPKA_NETWORK_BY_DISTRICT] = { "district", { "district", NULL } },
  [KAPKA_NETWORK_BY_LIBRARY] = { "library", { "library", "name", NULL } },
  [KAPKA_NETWORK_BY_TERMINAL] = { "terminal", { "library", "name", "terminal", NULL } },
};

gboolean
kapka_network_by_parse (const char *text, KapkaNetworkBy *out_by) {
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].name, text)) {
      *out_by = (KapkaNetworkBy)i;
      return TRUE;
    }
  return FALSE;
}

const char *
kapka_network_by_to_string (KapkaNetworkBy by) {
  return places[by].name;
}

const char *const *
kapka_network_by_get_columns (KapkaNetworkBy by) {
  return places[by].columns;
}

static KapkaNetworkRow *
row_new (int year, GStrv place) {
  KapkaNetworkRow *row = g_new0 (KapkaNetworkRow, 1);

  row->place = place;
  for (int i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    row->users[i].year = year - KAPKA_YEARLY_N_YEARS + 1 + i;
  return row;
}

static void
row_free (KapkaNetworkRow *row) {
  g_strfreev (row->place);
  g_free (row);
}

/* A column that the store does not know is an empty text, as for adjustments of a whole library,
 * which have no terminal. */
static GStrv
read_place (const Collector *collector, const KapkaSqlRows *answer, guint index) {
  g_autoptr (GStrvBuilder) place = g_strv_builder_new ();

  for (guint i = 0; i < collector->n_columns; i++) {
    const char *text = answer == NULL ? NULL : kapka_sql_rows_get_text (answer, index, i);

    g_strv_builder_add (place, text == NULL ? "" : text);
  }
  return g_strv_builder_end (place);
}

/* Returns the row of the place in a row of @answer; without an answer, that of figures which nobody
 * can divide. */
static KapkaNetworkRow *
find_row (Collector *collector, const KapkaSqlRows *answer, guint index) {
  g_auto (GStrv) place = read_place (collector, answer, index);
  g_autofree char *key = g_strjoinv ("\n", place);
  KapkaNetworkRow *row = g_hash_table_lookup (collector->rows, key);

  if (row == NULL) {
    row = row_new (collector->report->year, g_steal_pointer (&place));
    g_ptr_array_add (collector->report->rows, row);
    g_hash_table_insert (collector->rows, g_steal_pointer (&key), row);
  }
  return row;
}

/* A kiosk that was on and was asked for nothing has the figure 0, and that of no year else. */
static gboolean
collect_presence (Collector *collector, KapkaStore *store, guint index, GError **error) {
  int year = collector->report->year - KAPKA_YEARLY_N_YEARS + 1 + (int)index;
  g_autoptr (KapkaSqlRows) answer =
      kapka_network_figures_presence (store, collector->report->by, year, collector->month, error);

  for (guint i = 0; answer != NULL && i < kapka_sql_rows_get_length (answer); i++) {
    KapkaNetworkRow *row = find_row (collector, answer, i);

    row->users[index].known = TRUE;
    row->requests_known = row->requests_known || index == KAPKA_YEARLY_N_YEARS - 1;
  }
  return answer != NULL;
}

static gboolean
collect_users (Collector *collector, KapkaStore *store, guint index, GError **error) {
  guint n = collector->n_columns;
  int year = collector->report->year - KAPKA_YEARLY_N_YEARS + 1 + (int)index;
  g_autoptr (KapkaSqlRows) answer =
      kapka_network_figures_users (store, collector->report->by, year, collector->month, error);

  for (guint i = 0; answer != NULL && i < kapka_sql_rows_get_length (answer); i++) {
    KapkaNetworkRow *row = find_row (collector, answer, i);
    KapkaYearlyUsers *users = &row->users[index];

    users->known = TRUE;
    users->users += kapka_sql_rows_get_int (answer, i, n);
    users->rural_users += kapka_sql_rows_get_int (answer, i, n + 1);
    row->negative = row->negative || kapka_sql_rows_get_int (answer, i, n + 2) < 0;
  }
  return answer != NULL;
}

static void
add_requests (KapkaNetworkRow *row, guint service, gint64 requests) {
  row->requests_known = TRUE;
  row->services[service] += requests;
  row->requests += requests;
}

static gboolean
collect_requests (Collector *collector, KapkaStore *store, GError **error) {
  guint n = collector->n_columns;
  g_autoptr (KapkaSqlRows) answer = kapka_network_figures_requests (
      store, collector->report->by, collector->report->year, collector->month, error);

  for (guint i = 0; answer != NULL && i < kapka_sql_rows_get_length (answer); i++) {
    KapkaNetworkRow *row = find_row (collector, answer, i);

    for (guint service = 0; service < KAPKA_N_SERVICES; service++)
      add_requests (row, service, kapka_sql_rows_get_int (answer, i, n + service));
    row->negative = row->negative || kapka_sql_rows_get_int (answer, i, n + KAPKA_N_SERVICES) < 0;
  }
  return answer != NULL;
}

/* Returns whether the figure is one of the report. */
static gboolean
add_past (Collector *collector, const KapkaSqlRows *past, guint index) {
  int year = (int)kapka_sql_rows_get_int (past, index, 0);
  const char *key = kapka_sql_rows_get_text (past, index, 2);
  gint64 value = kapka_sql_rows_get_int (past, index, 3);
  int offset = year - (collector->report->year - KAPKA_YEARLY_N_YEARS + 1);
  KapkaNetworkRow *row;

  if (!g_str_equal (key, "users") && year != collector->report->year)
    return FALSE;
  row = find_row (collector, NULL, 0);
  if (!g_str_equal (key, "users")) {
    add_requests (row, (guint)(key[1] - '1'), value);
    return TRUE;
  }
  row->users[offset].known = TRUE;
  row->users[offset].users += value;
  if (kapka_sql_rows_get_int (past, index, 1) != 0)
    row->users[offset].rural_users += value;
  return TRUE;
}

static gboolean
collect_past (Collector *collector, KapkaStore *store, GError **error) {
  KapkaNetworkReport *report = collector->report;
  g_autoptr (KapkaSqlRows) past = kapka_network_figures_past (
      store, report->year - KAPKA_YEARLY_N_YEARS + 1, report->year, error);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (guint i = 0; past != NULL && i < kapka_sql_rows_get_length (past); i++) {
    const char *source = kapka_sql_rows_get_text (past, i, 4);

    if (add_past (collector, past, i) &&
        !g_ptr_array_find_with_equal_func (sources, source, g_str_equal, NULL))
      g_ptr_array_add (sources, (gpointer)source);
  }
  g_ptr_array_add (sources, NULL);
  g_clear_pointer (&report->sources, g_strfreev);
  report->sources = g_strdupv ((GStrv)sources->pdata);
  return past != NULL;
}

static gboolean
collect_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Collector *collector = user_data;

  g_hash_table_remove_all (collector->rows);
  g_ptr_array_set_size (collector->report->rows, 0);
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    if (!collect_presence (collector, store, i, error) ||
        !collect_users (collector, store, i, error))
      return FALSE;
  return collect_requests (collector, store, error) && collect_past (collector, store, error);
}

/* Databases sort texts each in its own way. */
static int
compare_rows (gconstpointer a, gconstpointer b) {
  const KapkaNetworkRow *first = *(KapkaNetworkRow *const *)a;
  const KapkaNetworkRow *second = *(KapkaNetworkRow *const *)b;
  int order = 0;

  for (guint i = 0; order == 0 && first->place[i] != NULL; i++)
    order = strcmp (first->place[i], second->place[i]);
  return order;
}

static gboolean
is_negative (const KapkaNetworkRow *row) {
  gboolean negative = row->negative;

  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    negative = negative || row->users[i].users < 0 || row->users[i].rural_users < 0;
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    negative = negative || row->services[i] < 0;
  return negative;
}

static void
add_row (KapkaNetworkRow *total, const KapkaNetworkRow *row) {
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    total->users[i].known = total->users[i].known || row->users[i].known;
    total->users[i].users += row->users[i].users;
    total->users[i].rural_users += row->users[i].rural_users;
  }
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    total->services[i] += row->services[i];
  total->requests += row->requests;
  total->requests_known = total->requests_known || row->requests_known;
  total->negative = total->negative || row->negative;
}

static void
finish (KapkaNetworkReport *report) {
  g_ptr_array_sort (report->rows, compare_rows);
  report->total = row_new (report->year, NULL);
  for (guint i = 0; i < report->rows->len; i++) {
    KapkaNetworkRow *row = g_ptr_array_index (report->rows, i);

    row->negative = is_negative (row);
    add_row (report->total, row);
  }
}

static KapkaNetworkReport *
report_new (const KapkaCatalog *catalog, KapkaNetworkBy by, int year, const char *today) {
  KapkaNetworkReport *report = g_new0 (KapkaNetworkReport, 1);

  report->by = by;
  report->year = year;
  report->today = g_strdup (today);
  report->over = (int)g_ascii_strtoll (today, NULL, 10) > year;
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    report->labels[i] =
        g_strdup (kapka_local_text_get (&kapka_catalog_get_service (catalog, i)->name, "ru"));
  report->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  return report;
}

KapkaNetworkReport *
kapka_network_report_new (KapkaStore *store,
                          const KapkaCatalog *catalog,
                          KapkaNetworkBy by,
                          int year,
                          const char *today,
                          GError **error) {
  g_autoptr (KapkaNetworkReport) report = report_new (catalog, by, year, today);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collector collector = { report, rows, g_strv_length ((GStrv)kapka_network_by_get_columns (by)) };

  g_snprintf (collector.month, sizeof collector.month, "%04d-12-01", year);
  if (!kapka_store_transact (store, KAPKA_STORE_READ, collect_cb, &collector, error))
    return NULL;
  finish (report);
  return g_steal_pointer (&report);
}

void
kapka_network_report_free (KapkaNetworkReport *report) {
  if (report == NULL)
    return;
  g_free (report->today);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    g_free (report->labels[i]);
  g_ptr_array_unref (report->rows);
  g_clear_pointer (&report->total, row_free);
  g_strfreev (report->sources);
  g_free (report);
}

void
kapka_network_report_fill (const KapkaNetworkReport *report,
                           const KapkaNetworkRow *row,
                           KapkaYearlyFigures *yearly) {
  static const char *const ids[] = { "s1", "s2", "s3", "s4", "s5", "s6" };

  *yearly = (KapkaYearlyFigures){ .year = report->year,
                                  .requests_known = row->requests_known,
                                  .requests = row->requests };
  memcpy (yearly->users, row->users, sizeof yearly->users);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    yearly->services[i] =
        (KapkaYearlyService){ ids[i], report->labels[i], row->requests_known, row->services[i] };
}
