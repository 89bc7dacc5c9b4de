// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens and papers of the desk are made of, over ten years of a busy centre, beside a
// plain statement of SQLite that gives the same figures (or a part of them), in turn, in one run.
// Once as retention leaves the journal, once with every event of ten years kept, which no kiosk
// does.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "journal/db.h"
#include "journal/figures.h"
#include "journal/upload.h"
#include "journal/visits.h"
#include "memory.h"
#include "report/library-reports.h"
#include "report/writers.h"
#include "table.h"
#include "ten-years.h"

#define N_ROUNDS 7
#define MONTH "2026-09"
#define DAY "2026-09-15"
#define OLD_DAY "2024-10-15"
#define YEAR 2025
#define FIRST_YEAR 2016
#define LAST_YEAR 2026
#define TABLES_AIM (1.0 / 200)

typedef struct {
  KapkaPlace *place;
  KapkaCatalog *catalog;
  KapkaSettings *settings;
  KapkaDb *plain;
  KapkaJournal *journal;
  KapkaDesk *desk;
} Bench;

/* As a librarian's desk, but for the checks at start, which are not its business. */
static void
open_desk (Bench *bench) {
  static const KapkaDeskPerson nobody = { NULL, KAPKA_ROLE_LIBRARIAN };
  g_autoptr (GError) error = NULL;

  bench->journal = kapka_journal_open (bench->place->state_dir, NULL, bench->place->clock,
                                       KAPKA_JOURNAL_READ, NULL, &error);
  g_assert_no_error (error);
  bench->desk = kapka_desk_open (bench->journal, bench->place->state_dir, bench->place->clock,
                                 &nobody, &error);
  g_assert_no_error (error);
}

static void
close_desk (Bench *bench) {
  g_clear_pointer (&bench->desk, kapka_desk_close);
  g_clear_pointer (&bench->journal, kapka_journal_close);
}

static KapkaReportSource
get_source (const Bench *bench) {
  return (KapkaReportSource){ bench->desk, bench->settings, bench->catalog };
}

static void
list_day (Bench *bench, const char *day) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = kapka_visits_list (bench->journal, day, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (visits->len, >, 200);
}

static void
list_new_day (Bench *bench) {
  list_day (bench, DAY);
}

static void
list_old_day (Bench *bench) {
  list_day (bench, OLD_DAY);
}

static void
list_days (Bench *bench) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = kapka_visits_list_days (bench->journal, KAPKA_TEN_YEARS_FIRST_DAY,
                                                    KAPKA_TEN_YEARS_LAST_DAY, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (days->len, >, 500);
}

/* The state of the upload, and by day what the centre has of what is here. */
static void
show_upload (Bench *bench) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days =
      kapka_upload_list_days (bench->journal, MONTH "-01", MONTH "-31", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (days->len, >, 20);
  g_assert_cmpint (kapka_upload_count_pending (bench->journal, NULL, &error), ==, 0);
}

static void
write_if_wanted (KapkaReport *report, int format, GError *error) {
  g_autoptr (KapkaReport) owned = report;
  g_autoptr (GBytes) file = NULL;

  g_assert_no_error (error);
  if (format >= 0)
    file = kapka_report_write (owned, (KapkaReportFormat)format, &error);
  g_assert_no_error (error);
}

static void
make_month (Bench *bench, int format) {
  KapkaReportSource source = get_source (bench);
  GError *error = NULL;

  write_if_wanted (kapka_report_new_month (&source, MONTH, &error), format, error);
}

static void
make_yearly (Bench *bench, int format) {
  KapkaReportSource source = get_source (bench);
  GError *error = NULL;

  write_if_wanted (kapka_report_new_yearly (&source, YEAR, &error), format, error);
}

static void
make_review (Bench *bench, int format) {
  KapkaReportSource source = get_source (bench);
  GError *error = NULL;

  write_if_wanted (kapka_report_new_review (&source, YEAR, &error), format, error);
}

static void
show_month (Bench *bench) {
  make_month (bench, -1);
}

static void
show_yearly (Bench *bench) {
  make_yearly (bench, -1);
}

static void
show_review (Bench *bench) {
  make_review (bench, -1);
}

static void
write_month_pdf (Bench *bench) {
  make_month (bench, KAPKA_REPORT_PDF);
}

static void
write_month_xlsx (Bench *bench) {
  make_month (bench, KAPKA_REPORT_XLSX);
}

static void
write_yearly_xlsx (Bench *bench) {
  make_yearly (bench, KAPKA_REPORT_XLSX);
}

static void
write_yearly_pdf (Bench *bench) {
  make_yearly (bench, KAPKA_REPORT_PDF);
}

static void
write_review_xlsx (Bench *bench) {
  make_review (bench, KAPKA_REPORT_XLSX);
}

static const char plain_month[] =
    "SELECT e.day, c.key, sum(c.delta) FROM event e JOIN event_count c USING(stream_no, seq)"
    " WHERE e.day BETWEEN '" MONTH "-01' AND '" MONTH "-31' GROUP BY e.day, c.key";
static const char plain_day[] = "SELECT * FROM visit WHERE day = '" DAY "'";
static const char plain_old_day[] = "SELECT * FROM visit WHERE day = '" OLD_DAY "'";
static const char plain_days[] =
    "SELECT day, count(*) FROM event WHERE kind = 'begin' GROUP BY day ORDER BY day DESC";
static const char plain_pending[] = "SELECT count(*), min(day) FROM pending";
static const char plain_years[] =
    "SELECT substr(day, 1, 4) AS year, key, sum(value) FROM day_count GROUP BY year, key";
static const char plain_hours[] =
    "SELECT strftime('%H', begin_ms / 1000 + 14400, 'unixepoch') AS hour, sum(users),"
    " sum(s1 + s2 + s3 + s4 + s5 + s6) FROM visit WHERE day BETWEEN '2025-01-01' AND '2025-12-31'"
    " GROUP BY hour";

/* What is measured. The aims are milliseconds, so they stand in the name. */
static const struct {
  const char *name;
  void (*run) (Bench *bench);
  const char *plain; // (nullable)
  gboolean afresh;   // Nothing was read before.
} measures[] = {
  { "month diary, ms (aim 150)", show_month, plain_month, FALSE },
  { "visits of a day, ms (aim 150)", list_new_day, plain_day, FALSE },
  { "visits of an old day, ms (aim 150)", list_old_day, plain_old_day, FALSE },
  { "all days with visits, first time, ms (aim 150)", list_days, plain_days, TRUE },
  { "all days with visits, again, ms (aim 150)", list_days, plain_days, FALSE },
  { "upload of a month by day, ms (aim 150)", show_upload, plain_pending, FALSE },
  { "year report, ms (aim 150)", show_yearly, plain_years, FALSE },
  { "year in review, first time, ms (aim 150)", show_review, plain_hours, TRUE },
  { "year in review, again, ms (aim 150)", show_review, plain_hours, FALSE },
  { "XLSX of a month, ms (aim 300)", write_month_xlsx, NULL, FALSE },
  { "XLSX of a year report, ms (aim 300)", write_yearly_xlsx, NULL, FALSE },
  { "XLSX of a year in review, ms (aim 300)", write_review_xlsx, NULL, FALSE },
  { "PDF of a month, ms", write_month_pdf, NULL, FALSE },
  { "PDF of a year report, ms", write_yearly_pdf, NULL, FALSE },
};

static double
elapsed_ms (gint64 start_usec) {
  return (double)(g_get_monotonic_time () - start_usec) / 1000.0;
}

static double
time_run (Bench *bench, void (*run) (Bench *bench)) {
  gint64 start_usec = g_get_monotonic_time ();

  run (bench);
  return elapsed_ms (start_usec);
}

static void
run_plain (Bench *bench, const char *sql) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (bench->plain, sql);

  kapka_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

static void
measure (Bench *bench, gsize index, GArray *ours, GArray *plain) {
  gint64 start_usec;
  double ms;

  if (measures[index].afresh) {
    close_desk (bench);
    open_desk (bench);
  }
  ms = time_run (bench, measures[index].run);
  g_array_append_val (ours, ms);
  if (measures[index].plain == NULL)
    return;
  start_usec = g_get_monotonic_time ();
  run_plain (bench, measures[index].plain);
  ms = elapsed_ms (start_usec);
  g_array_append_val (plain, ms);
}

static void
measure_all (Bench *bench, const char *journal) {
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++) {
    g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
    g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (double));
    g_autofree char *name = g_strdup_printf ("%s: %s", journal, measures[i].name);

    for (guint round = 0; round < N_ROUNDS; round++)
      measure (bench, i, ours, plain);
    kapka_bench_print_spread (name, ours);
    kapka_bench_print_row (name, kapka_bench_median (ours),
                           plain->len > 0 ? kapka_bench_median (plain) : NAN, NAN);
  }
}

/* What a journal without sums would have to do for the same tables. */
static const char raw_years[] =
    "SELECT substr(e.day, 1, 4) AS year, c.key, sum(c.delta) FROM event e"
    " JOIN event_count c USING(stream_no, seq) GROUP BY year, c.key";

static void
show_all_years (Bench *bench) {
  KapkaReportSource source = get_source (bench);

  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    GError *error = NULL;

    write_if_wanted (kapka_report_new_yearly (&source, year, &error), -1, error);
  }
}

static void
run_shell (Bench *bench) {
  const char *argv[] = { "sqlite3", "-readonly", bench->place->path, raw_years, NULL };
  g_autoptr (GError) error = NULL;
  int wait_status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (wait_status, NULL));
}

/* Tables A and B of one year, and of each that the journal has, beside the shell. */
static void
measure_tables (Bench *bench, const char *journal) {
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) shell = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *one_name = g_strdup_printf ("%s: tables A and B, ms", journal);
  g_autofree char *all_name = g_strdup_printf ("%s: tables A and B of every year, ms", journal);

  for (guint round = 0; round < N_ROUNDS; round++) {
    double one_ms = time_run (bench, show_yearly);
    double all_ms = time_run (bench, show_all_years);
    double shell_ms = time_run (bench, run_shell);

    g_array_append_val (one, one_ms);
    g_array_append_val (all, all_ms);
    g_array_append_val (shell, shell_ms);
  }
  kapka_bench_print_row (one_name, kapka_bench_median (one), kapka_bench_median (shell),
                         TABLES_AIM);
  kapka_bench_print_row (all_name, kapka_bench_median (all), kapka_bench_median (shell),
                         TABLES_AIM);
}

/* Shows and writes everything twice. */
static void
measure_memory (Bench *bench, const char *journal) {
  g_autoptr (GArray) self = g_array_new (FALSE, FALSE, sizeof (GPid));
  g_autofree char *name = g_strdup_printf ("%s: memory that stays, MiB (aim 20)", journal);
  GPid pid = getpid ();
  double before;

  g_array_append_val (self, pid);
  before = kapka_bench_read_own_memory (self);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (measures); i++)
    measures[i % G_N_ELEMENTS (measures)].run (bench);
  kapka_bench_print_row (name, kapka_bench_read_own_memory (self) - before, NAN, NAN);
}

static void
fill (KapkaPlace *place, gboolean folded, KapkaTenYears *totals) {
  gint64 start_usec = g_get_monotonic_time ();

  kapka_ten_years_fill (place, folded, totals);
  printf ("%" G_GINT64_FORMAT " days, %" G_GINT64_FORMAT " visits, %" G_GINT64_FORMAT
          " users, %" G_GINT64_FORMAT " requests; %" G_GINT64_FORMAT " events kept; %.0f s\n",
          totals->days, totals->visits, totals->users, totals->requests, totals->events,
          elapsed_ms (start_usec) / 1000);
}

/* Nothing is worth measuring but the right figures. */
static void
check_figures (Bench *bench, const KapkaTenYears *totals) {
  g_autoptr (GError) error = NULL;
  KapkaFigures sum;

  kapka_figures_sum (bench->journal, KAPKA_TEN_YEARS_FIRST_DAY, KAPKA_TEN_YEARS_LAST_DAY, &sum,
                     &error);
  g_assert_no_error (error);
  g_assert_cmpint (sum.users, ==, totals->users);
  g_assert_cmpint (kapka_figures_get_requests (&sum), ==, totals->requests);
}

static void
bench_journal (const char *journal, gboolean folded) {
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  KapkaTenYears totals;

  bench.place = kapka_place_new ("Europe/Samara", KAPKA_TEN_YEARS_NOW);
  fill (bench.place, folded, &totals);
  bench.catalog = kapka_catalog_load (g_getenv ("KAPKA_DATA_DIR"), NULL, NULL);
  bench.settings = kapka_settings_load ("no such file", NULL);
  bench.plain = kapka_db_open (bench.place->path, KAPKA_DB_READ, &error);
  g_assert_no_error (error);
  open_desk (&bench);
  check_figures (&bench, &totals);
  measure_memory (&bench, journal);
  measure_all (&bench, journal);
  if (!folded)
    measure_tables (&bench, journal);
  close_desk (&bench);
  kapka_db_close (bench.plain);
  kapka_settings_unref (bench.settings);
  kapka_catalog_free (bench.catalog);
  kapka_place_free (bench.place);
}

int
main (int argc, char **argv) {
  bench_journal ("25 months of visits", TRUE);
  bench_journal ("10 years of visits", FALSE);
  return EXIT_SUCCESS;
}
