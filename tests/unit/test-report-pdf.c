// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf.h"

#include <string.h>

#include "report/chart-model.h"
#include "report/report-private.h"
#include "test-report-papers.h"

static GBytes *
write_pdf (const KapkaReport *report) {
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kapka_report_write_pdf (report, &error);

  g_assert_no_error (error);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5), ==, 0);
  return bytes;
}

/* The moment when it is written is in no byte of it. What another program reads of it is in the
 * test report-readers. */
static void
test_same_bytes (void) {
  g_autoptr (KapkaReport) report = kapka_papers_new_yearly ();
  g_autoptr (GBytes) first = write_pdf (report);
  g_autoptr (GBytes) second = NULL;

  kapka_papers_wait_for_second ();
  second = write_pdf (report);
  g_assert_true (g_bytes_equal (first, second));
}

static void
add_empty_chart (KapkaReport *report, KapkaChart chart) {
  KapkaReportTable *table = kapka_report_get_table (report, 0);

  kapka_report_table_set_chart (table, chart, 0, 2);
}

static void
test_odd_reports (void) {
  g_autoptr (KapkaReport) empty = kapka_report_new ("empty", "");
  g_autoptr (KapkaReport) odd = kapka_papers_new_odd (600);
  g_autoptr (KapkaReport) no_rows = kapka_papers_new_large (0, 3);
  g_autoptr (KapkaReport) no_columns = kapka_papers_new_large (3, 0);
  g_autoptr (KapkaReport) wide = kapka_papers_new_large (3, 120);
  const KapkaReport *const reports[] = { empty, odd, no_rows, no_columns, wide };

  add_empty_chart (no_rows, KAPKA_CHART_COLUMNS);
  add_empty_chart (wide, KAPKA_CHART_BARS);
  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++) {
    g_autoptr (GBytes) bytes = write_pdf (reports[i]);

    g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
  }
}

static KapkaReport *
make_chart (KapkaCellKind kind, gint64 most) {
  KapkaReport *report = kapka_report_new ("chart", "");
  KapkaReportTable *table = kapka_report_add_table (report, "t", NULL, "", TRUE);

  kapka_report_table_add_column (table, "a", "а");
  kapka_report_table_add_row (table, "1", "1", FALSE, FALSE);
  kapka_report_table_add_cell (table, kind, most, NULL);
  kapka_report_table_add_row (table, "total", "Итого", FALSE, TRUE);
  kapka_report_table_add_number (table, 1000000);
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 0);
  return report;
}

/* A scale has few lines, at round figures, and ends above what is drawn; totals are not drawn. */
static void
test_scale (void) {
  static const struct {
    KapkaCellKind kind;
    gint64 most;
    gint64 step;
  } cases[] = {
    { KAPKA_CELL_NUMBER, 0, 1 },         { KAPKA_CELL_NUMBER, 4, 1 },
    { KAPKA_CELL_NUMBER, 5, 2 },         { KAPKA_CELL_NUMBER, 19426, 5000 },
    { KAPKA_CELL_NUMBER, 25000, 10000 }, { KAPKA_CELL_SHARE, 415, 100 },
    { KAPKA_CELL_SECONDS, 45, 10 },      { KAPKA_CELL_SECONDS, 700, 300 },
    { KAPKA_CELL_MISSING, 0, 1 },        { KAPKA_CELL_NUMBER, G_MAXINT64, G_MAXINT64 / 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (KapkaReport) report = make_chart (cases[i].kind, cases[i].most);
    g_auto (KapkaChartModel) model = { 0 };

    kapka_chart_model_init (&model, kapka_report_get_table (report, 0));
    g_assert_cmpint (model.most, ==, cases[i].most);
    g_assert_cmpint (kapka_chart_model_get_step (&model), ==, cases[i].step);
  }
}

/* A column of figures stays one when a total needs words. */
static void
test_columns_of_words (void) {
  g_autoptr (KapkaReport) report = kapka_papers_new_outreach ();
  KapkaReportTable *table = kapka_report_get_table (report, 0);

  kapka_report_table_add_row (table, "total", "Всего", FALSE, TRUE);
  for (guint column = 0; column < 5; column++)
    kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, "более 564 и около 120");
  for (guint column = 0; column < 5; column++)
    g_assert_cmpint (kapka_report_table_column_is_words (table, column), ==, column < 2);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/report/pdf/odd-reports", test_odd_reports);
  g_test_add_func ("/report/pdf/scale", test_scale);
  g_test_add_func ("/report/pdf/columns-of-words", test_columns_of_words);
  return g_test_run ();
}
