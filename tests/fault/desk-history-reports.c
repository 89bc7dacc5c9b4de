// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-history-reports.h"

#include "desk-history-acts.h"
#include "desk-history-sums.h"
#include "desk/outreach.h"
#include "journal/figures.h"
#include "report/library-reports.h"

static void
add_figures (GPtrArray *sums, const char *day, const KapkaFigures *figures) {
  const struct {
    const char *key;
    gint64 value;
  } all[] = {
    { "users", figures->users },
    { "s1", figures->services[0] },
    { "s2", figures->services[1] },
    { "s3", figures->services[2] },
    { "s4", figures->services[3] },
    { "s5", figures->services[4] },
    { "s6", figures->services[5] },
    { "pages", figures->pages },
    { "assisted", figures->assisted },
    { "lang_udm", figures->lang_udm },
    { "lang_en", figures->lang_en },
    { "events", figures->events },
    { "participants", figures->participants },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autofree char *name = g_strconcat (day, " ", all[i].key, NULL);

    kapka_counts_add (sums, name, all[i].value);
  }
}

/* What the diary shows of each day. */
static void
judge_diary (DeskHistory *history, GPtrArray *expected) {
  g_autoptr (GPtrArray) days = kapka_figures_list (history->place->journal, "0001-01-01",
                                                   "9999-12-31", KAPKA_PERIOD_DAY, NULL);
  g_autoptr (GPtrArray) sums = kapka_counts_new ();
  g_autoptr (GPtrArray) wanted = kapka_counts_new ();

  g_assert_nonnull (days);
  for (guint i = 0; i < days->len; i++) {
    const KapkaPeriodFigures *day = g_ptr_array_index (days, i);

    add_figures (sums, day->period, &day->figures);
  }
  for (guint i = 0; i < expected->len; i++) {
    const KapkaCount *one = g_ptr_array_index (expected, i);

    if (!g_str_has_suffix (one->key, " _on"))
      kapka_counts_add (wanted, one->key, one->delta);
  }
  desk_history_assert_same (sums, wanted);
}

/* The number in row @key and column @column of a table; 0 when it is missing. */
static gint64
get_cell (const KapkaReportTable *table, const char *key, const char *column) {
  for (guint i = 0; i < kapka_report_table_get_n_rows (table); i++)
    for (guint j = 0; j < kapka_report_table_get_n_columns (table); j++)
      if (g_str_equal (kapka_report_table_get_row_key (table, i), key) &&
          g_str_equal (kapka_report_table_get_column_key (table, j), column)) {
        const KapkaCell *cell = kapka_report_table_get_cell (table, i, j);

        return cell->kind == KAPKA_CELL_NUMBER ? cell->number : 0;
      }
  return 0;
}

static void
judge_year (const KapkaReportSource *source, int year, GPtrArray *expected) {
  g_autofree char *period = g_strdup_printf ("%d", year);
  g_autoptr (GPtrArray) sums = desk_history_gather (expected, period);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaReport) report = kapka_report_new_yearly (source, year, &error);

  g_assert_no_error (error);
  g_assert_cmpint (get_cell (kapka_report_get_table (report, 0), "users", period), ==,
                   kapka_counts_get (sums, "users"));
  for (int i = 1; i <= 6; i++) {
    g_autofree char *service = g_strdup_printf ("s%d", i);

    g_assert_cmpint (get_cell (kapka_report_get_table (report, 1), service, period), ==,
                     kapka_counts_get (sums, service));
  }
}

/* Compares a row of the diary with what its day or its month counts. */
static void
judge_row (const KapkaReportTable *table, const char *row, GPtrArray *sums) {
  static const char *const keys[] = { "users", "s1", "s2",    "s3",      "s4",
                                      "s5",    "s6", "pages", "assisted" };
  gint64 requests = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_assert_cmpint (get_cell (table, row, keys[i]), ==, kapka_counts_get (sums, keys[i]));
    requests += keys[i][0] == 's' ? kapka_counts_get (sums, keys[i]) : 0;
  }
  g_assert_cmpint (get_cell (table, row, "requests"), ==, requests);
}

static void
judge_month (const KapkaReportSource *source, const char *month, GPtrArray *expected) {
  g_autoptr (GPtrArray) sums = desk_history_gather (expected, month);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaReport) report = kapka_report_new_month (source, month, &error);

  g_assert_no_error (error);
  judge_row (kapka_report_get_table (report, 0), month, sums);
  for (int i = 1; i <= 31; i++) {
    g_autofree char *day = g_strdup_printf ("%s-%02d", month, i);
    g_autoptr (GPtrArray) sums_of_day = desk_history_gather (expected, day);

    judge_row (kapka_report_get_table (report, 0), day, sums_of_day);
  }
}

static void
judge_months (DeskHistory *history, const KapkaReportSource *source, GPtrArray *expected) {
  g_auto (GStrv) months = desk_history_list_months (history);

  for (guint i = 0; months[i] != NULL; i++)
    judge_month (source, months[i], expected);
}

/* Seminars are corrected like visits, but for what the desk knows of them. */
static void
judge_outreach (DeskHistory *history, GPtrArray *expected) {
  g_autoptr (GPtrArray) all =
      kapka_outreach_list (history->place->desk, "0001-01-01", "9999-12-31", NULL);
  g_autoptr (GPtrArray) sums = kapka_counts_new ();
  g_autoptr (GPtrArray) wanted = kapka_counts_new ();

  for (guint i = 0; i < all->len; i++) {
    const KapkaOutreach *outreach = g_ptr_array_index (all, i);
    g_autofree char *events = g_strconcat (outreach->day, " events", NULL);
    g_autofree char *participants = g_strconcat (outreach->day, " participants", NULL);

    kapka_counts_add (sums, events, 1);
    kapka_counts_add (sums, participants, outreach->participants);
  }
  for (guint i = 0; i < expected->len; i++) {
    const KapkaCount *one = g_ptr_array_index (expected, i);

    if (g_str_has_suffix (one->key, " events") || g_str_has_suffix (one->key, " participants"))
      kapka_counts_add (wanted, one->key, one->delta);
  }
  desk_history_assert_same (sums, wanted);
}

void
desk_history_judge_reports (DeskHistory *history,
                            const KapkaSettings *settings,
                            const KapkaCatalog *catalog,
                            GPtrArray *expected) {
  const KapkaReportSource source = { history->place->desk, settings, catalog };

  judge_diary (history, expected);
  judge_year (&source, 2026, expected);
  judge_year (&source, 2027, expected);
  judge_months (history, &source, expected);
  judge_outreach (history, expected);
}
