// SPDX-License-Identifier: GPL-3.0-or-later
// The yearly report of a country: 40,000 libraries of one terminal each, on SQLite and on
// PostgreSQL, beside one plain statement that sums the same rows of the same table; and how its
// cost grows with libraries and with the years that are stored. A smaller country:
// --libraries=4000
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "central/months.h"
#include "central/network-writer.h"
#include "postgres.h"
#include "table.h"
#include "tmpdir.h"

#define N_LIBRARIES 40000
#define LAST_YEAR 2026
#define N_REPEATS 3
#define N_MARKS 500
#define N_SEED_ROWS 500
#define DAYS_OF_MONTH 28

/* A centre with figures in it. */
typedef struct {
  const char *kind;
  KapkaTestDir *dir;
  KapkaTestPostgres *postgres; // (nullable)
  char *address;
  KapkaStore *store;
  KapkaCatalog *catalog;
} Centre;

static gboolean
run_cb (KapkaStore *store, gpointer user_data, GError **error) {
  return kapka_store_run (store, user_data, NULL, error);
}

static void
run (Centre *centre, const char *sql) {
  g_autoptr (GError) error = NULL;

  kapka_store_transact (centre->store, KAPKA_STORE_WRITE, run_cb, (gpointer)sql, &error);
  g_assert_no_error (error);
}

/* 500 libraries or fewer, in districts of 500, every third rural; one in ten has changed its name.
 */
static void
add_libraries (Centre *centre, guint first, guint end) {
  g_autoptr (GString) libraries =
      g_string_new ("INSERT INTO library(library_id, code, tz) VALUES ");
  g_autoptr (GString) terminals =
      g_string_new ("INSERT INTO terminal(library_id, terminal_id, code) VALUES ");
  g_autoptr (GString) periods =
      g_string_new ("INSERT INTO library_period(library_id, valid_from, name, district, rural) "
                    "VALUES ");

  for (guint i = first; i < end; i++) {
    const char *comma = i == first ? "" : ", ";

    g_string_append_printf (libraries, "%s(%u, '%06u', 'Europe/Samara')", comma, i, i);
    g_string_append_printf (terminals, "%s(%u, 1, 'PC-1')", comma, i);
    g_string_append_printf (periods, "%s(%u, '2018-01-01', 'Библиотека %u', 'Район %u', %d)", comma,
                            i, i, i / 500, i % 3 == 0);
    if (i % 10 == 0)
      g_string_append_printf (periods, ", (%u, '2025-07-01', 'Библиотека %u', 'Район %u', 0)", i, i,
                              i / 500);
  }
  run (centre, libraries->str);
  run (centre, terminals->str);
  run (centre, periods->str);
}

/* One year of every library that has none yet: eight counters a month. */
static void
add_year (Centre *centre, int year, guint first_library) {
  for (int month = 1; month <= 12; month++) {
    g_autofree char *sql = g_strdup_printf (
        "INSERT INTO month_count(library_id, terminal_id, month, key, value) "
        "SELECT l.library_id, 1, CAST('%d-%02d-01' AS date), k.key, (l.library_id + %d) %% 50 "
        "FROM library l CROSS JOIN (SELECT '_on' AS key UNION ALL SELECT 'users' UNION ALL "
        "SELECT 's1' UNION ALL SELECT 's2' UNION ALL SELECT 's3' UNION ALL SELECT 's4' UNION ALL "
        "SELECT 's5' UNION ALL SELECT 's6') k WHERE l.library_id >= %u ORDER BY l.library_id",
        year, month, month, first_library);

    run (centre, sql);
  }
}

/* What a server does by itself once it has rested. */
static void
settle (Centre *centre) {
  if (centre->postgres != NULL)
    g_free (kapka_test_postgres_run (centre->postgres, centre->address, "VACUUM ANALYZE"));
}

static void
grow (Centre *centre, guint from, guint to, int n_years) {
  for (guint i = from; i < to; i += N_SEED_ROWS)
    add_libraries (centre, i, MIN (to, i + N_SEED_ROWS));
  for (int year = LAST_YEAR - n_years + 1; year <= LAST_YEAR; year++)
    add_year (centre, year, from);
  settle (centre);
}

static double
seconds_since (gint64 start_usec) {
  return (double)(g_get_monotonic_time () - start_usec) / G_USEC_PER_SEC;
}

static double
time_report (Centre *centre, KapkaNetworkBy by) {
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaNetworkReport) report = kapka_network_report_new (
      centre->store, centre->catalog, by, LAST_YEAR, "2027-01-10", &error);
  g_autofree char *csv = NULL;

  g_assert_no_error (error);
  csv = kapka_network_write_csv (report, KAPKA_CSV_PLAIN);
  return seconds_since (start_usec);
}

static gboolean
plain_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlRows) users = kapka_store_query (
      store,
      "SELECT month, key, sum(value) FROM month_count WHERE key IN ('_on', 'users') AND "
      "month >= '2023-01-01' AND month < '2027-01-01' GROUP BY month, key",
      NULL, error);
  g_autoptr (KapkaSqlRows) requests =
      users == NULL ? NULL
                    : kapka_store_query (store,
                                         "SELECT key, sum(value) FROM month_count WHERE key IN "
                                         "('s1', 's2', 's3', 's4', 's5', 's6') AND "
                                         "month >= '2026-01-01' AND month < '2027-01-01' "
                                         "GROUP BY key",
                                         NULL, error);

  return requests != NULL;
}

static double
time_plain (Centre *centre) {
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  kapka_store_transact (centre->store, KAPKA_STORE_READ, plain_cb, NULL, &error);
  g_assert_no_error (error);
  return seconds_since (start_usec);
}

/* Both sides in turn; returns the median of ours. */
static double
measure (Centre *centre, KapkaNetworkBy by, double *out_plain) {
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_REPEATS; i++) {
    double time = time_report (centre, by);

    g_array_append_val (ours, time);
    time = time_plain (centre);
    g_array_append_val (plain, time);
  }
  *out_plain = kapka_bench_median (plain);
  return kapka_bench_median (ours);
}

static double
print_report (Centre *centre, KapkaNetworkBy by, guint n_libraries, int n_years) {
  double plain;
  double ours = measure (centre, by, &plain);
  g_autofree char *name =
      g_strdup_printf ("report by %s, %u libraries, %d years, %s (s)",
                       kapka_network_by_to_string (by), n_libraries, n_years, centre->kind);

  kapka_bench_print_row (name, ours, plain, NAN);
  return ours;
}

static void
print_growth (Centre *centre, const char *what, double ratio, double linear) {
  g_autofree char *name =
      g_strdup_printf ("growth of the report with %s, %s (times)", what, centre->kind);

  kapka_bench_print_row (name, ratio, linear, NAN);
}

/* Days of some libraries in one month, each marked for a new count. */
static void
add_marks (Centre *centre) {
  for (int day = 1; day <= DAYS_OF_MONTH; day++) {
    g_autofree char *sql = g_strdup_printf (
        "INSERT INTO day_report(library_id, stream_id, day, terminal_id, install_id, revision, "
        "digest, counts, software, received_ms) SELECT library_id, "
        "CAST('6f1c0000-0000-4000-8000-0000000000%02d' AS uuid), CAST('2026-12-%02d' AS date), 1, "
        "CAST('7f1c0000-0000-4000-8000-000000000001' AS uuid), 9, 'd', "
        "CAST('{\"_on\":1,\"pages\":3,\"s1\":2,\"s3\":7,\"s4\":1,\"users\":6}' AS jsonb), '1', 1 "
        "FROM library WHERE library_id <= %d",
        day, day, N_MARKS);

    run (centre, sql);
  }
  run (centre, "INSERT INTO dirty_month(library_id, month, touched_ms) SELECT library_id, "
               "CAST('2026-12-01' AS date), 1 FROM library WHERE library_id <= 500");
}

static void
print_recount (Centre *centre) {
  g_autofree char *name =
      g_strdup_printf ("one month of one library counted anew, %s (ms)", centre->kind);
  g_autoptr (GError) error = NULL;
  guint n_months = 0;
  gint64 start_usec;
  double each;

  add_marks (centre);
  settle (centre);
  start_usec = g_get_monotonic_time ();
  kapka_months_recount (centre->store, &n_months, &error);
  g_assert_no_error (error);
  each = seconds_since (start_usec) * 1000 / n_months;
  kapka_bench_print_row (name, each, NAN, NAN);
  printf ("%s: a month of 40,000 libraries counted anew takes %.0f s\n", centre->kind,
          each * 40000 / 1000);
}

/* First an eighth of the country with more and more years, then the country with four: a report
 * asks for four. */
static void
measure_centre (Centre *centre, guint n_libraries) {
  guint eighth = MAX (n_libraries / 8, N_MARKS);
  double four_years;
  double all_libraries;

  grow (centre, 1, eighth + 1, 4);
  four_years = print_report (centre, KAPKA_NETWORK_BY_LIBRARY, eighth, 4);
  for (int year = LAST_YEAR - 7; year <= LAST_YEAR - 4; year++)
    add_year (centre, year, 1);
  settle (centre);
  print_growth (centre, "years, 4 to 8",
                print_report (centre, KAPKA_NETWORK_BY_LIBRARY, eighth, 8) / four_years, 1);
  grow (centre, eighth + 1, n_libraries + 1, 4);
  print_report (centre, KAPKA_NETWORK_BY_NETWORK, n_libraries, 4);
  print_report (centre, KAPKA_NETWORK_BY_DISTRICT, n_libraries, 4);
  all_libraries = print_report (centre, KAPKA_NETWORK_BY_LIBRARY, n_libraries, 4);
  print_growth (centre, "libraries, 1 to 8", all_libraries / four_years,
                (double)n_libraries / eighth);
  print_recount (centre);
  fflush (stdout);
}

static void
open_centre (Centre *centre) {
  g_autoptr (GError) error = NULL;

  centre->catalog = kapka_catalog_load (g_getenv ("KAPKA_DATA_DIR"), NULL, NULL);
  centre->store = kapka_store_open (centre->address, &error);
  g_assert_no_error (error);
}

static void
measure_sqlite (guint n_libraries) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "central.db");
  Centre centre = { "SQLite", dir, NULL, g_strconcat ("sqlite:", path, NULL) };

  open_centre (&centre);
  measure_centre (&centre, n_libraries);
  g_object_unref (centre.store);
  kapka_catalog_free (centre.catalog);
  g_free (centre.address);
}

static void
measure_postgres (guint n_libraries) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autoptr (KapkaTestPostgres) postgres =
      kapka_test_postgres_new (dir, &(KapkaTestPostgresOptions){ .durable = TRUE });
  Centre centre = { "PostgreSQL", dir, postgres,
                    kapka_test_postgres_add_database (postgres, NULL) };

  open_centre (&centre);
  measure_centre (&centre, n_libraries);
  g_object_unref (centre.store);
  kapka_catalog_free (centre.catalog);
  g_free (centre.address);
}

int
main (int argc, char **argv) {
  int n_libraries = N_LIBRARIES;
  const GOptionEntry entries[] = {
    { "libraries", 0, 0, G_OPTION_ARG_INT, &n_libraries, "Libraries of the network", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (options, entries, NULL);
  g_option_context_set_ignore_unknown_options (options, TRUE);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    g_error ("%s", error->message);
  measure_sqlite ((guint)MAX (n_libraries, N_MARKS));
  measure_postgres ((guint)MAX (n_libraries, N_MARKS));
  return EXIT_SUCCESS;
}
