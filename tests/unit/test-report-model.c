// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

static void
assert_cell (const KapkaCell *cell, const char *grouped, const char *plain) {
  g_autofree char *with_groups = kapka_cell_format (cell);
  g_autofree char *in_one_piece = kapka_cell_format_plain (cell);

  g_assert_cmpstr (with_groups, ==, grouped);
  g_assert_cmpstr (in_one_piece, ==, plain);
}

static void
assert_number (gint64 number, const char *grouped, const char *plain) {
  assert_cell (&(KapkaCell){ KAPKA_CELL_NUMBER, number, NULL }, grouped, plain);
}

static void
test_numbers (void) {
  assert_number (0, "0", "0");
  assert_number (999, "999", "999");
  assert_number (4137, "4\u00A0137", "4137");
  assert_number (37547, "37\u00A0547", "37547");
  assert_number (1500000, "1\u00A0500\u00A0000", "1500000");
  assert_number (-12, "-12", "-12");
  assert_number (-1234, "-1\u00A0234", "-1234");
  assert_number (G_MININT64, "-9\u00A0223\u00A0372\u00A0036\u00A0854\u00A0775\u00A0808",
                 "-9223372036854775808");
}

static void
test_other_cells (void) {
  static const struct {
    KapkaCell cell;
    const char *text;
  } cases[] = {
    { { KAPKA_CELL_MISSING, 5, NULL }, "—" },
    { { KAPKA_CELL_TEXT, 5, (char *)"форум" }, "форум" },
    { { KAPKA_CELL_SHARE, 415, NULL }, "41,5\u00A0%" },
    { { KAPKA_CELL_SHARE, 1000, NULL }, "100,0\u00A0%" },
    { { KAPKA_CELL_SHARE, -4, NULL }, "-0,4\u00A0%" },
    { { KAPKA_CELL_SECONDS, 0, NULL }, "0\u00A0с" },
    { { KAPKA_CELL_SECONDS, 59, NULL }, "59\u00A0с" },
    { { KAPKA_CELL_SECONDS, 60, NULL }, "1\u00A0мин" },
    { { KAPKA_CELL_SECONDS, 95, NULL },
      "1\u00A0мин\u00A0"
      "35\u00A0с" },
    { { KAPKA_CELL_SECONDS, 750, NULL }, "13\u00A0мин" },
    { { KAPKA_CELL_ABOUT, 30, NULL },
      "около\u00A0"
      "30" },
    { { KAPKA_CELL_MORE, 500, NULL },
      "более\u00A0"
      "500" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_cell (&cases[i].cell, cases[i].text, cases[i].text);
}

static void
assert_facts_and_remarks (const KapkaReport *report) {
  const char *label;
  const char *value;

  g_assert_cmpuint (kapka_report_get_n_facts (report), ==, 1);
  kapka_report_get_fact (report, 0, &label, &value);
  g_assert_cmpstr (label, ==, "Период");
  g_assert_cmpstr (value, ==, "март");
  g_assert_cmpuint (kapka_report_get_n_remarks (report), ==, 1);
  g_assert_cmpstr (kapka_report_get_remark (report, 0), ==, "Примечание.");
}

static void
test_report (void) {
  g_autoptr (KapkaReport) report = kapka_report_new ("month", "Дневник");

  g_assert_cmpstr (kapka_report_get_id (report), ==, "month");
  g_assert_cmpstr (kapka_report_get_title (report), ==, "Дневник");
  g_assert_cmpstr (kapka_report_get_file_stem (report), ==, "kapka-month");
  g_assert_cmpstr (kapka_report_get_period_name (report), ==, "period");
  g_assert_false (kapka_report_get_signature (report));
  kapka_report_set_file_stem (report, "kapka-month-2018-03");
  kapka_report_set_period_name (report, "day");
  kapka_report_set_signature (report, TRUE);
  kapka_report_add_fact (report, "Период", "март");
  kapka_report_add_remark (report, "Примечание.");
  g_assert_cmpstr (kapka_report_get_file_stem (report), ==, "kapka-month-2018-03");
  g_assert_cmpstr (kapka_report_get_period_name (report), ==, "day");
  g_assert_true (kapka_report_get_signature (report));
  assert_facts_and_remarks (report);
}

static KapkaReportTable *
add_days (KapkaReport *report) {
  KapkaReportTable *table = kapka_report_add_table (report, "days", "По дням", "День", TRUE);

  kapka_report_table_add_column (table, "users", "Пользователи");
  kapka_report_table_add_column (table, "s1", "1");
  kapka_report_table_add_row (table, "2018-03-01", "1", FALSE, FALSE);
  kapka_report_table_add_number (table, 5);
  kapka_report_table_add_row (table, "2018-03", "Итого", TRUE, TRUE);
  kapka_report_table_add_number (table, 5);
  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, "слово");
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 1);
  return table;
}

static void
assert_rows (const KapkaReportTable *table) {
  g_assert_cmpuint (kapka_report_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (kapka_report_table_get_row_key (table, 1), ==, "2018-03");
  g_assert_cmpstr (kapka_report_table_get_row_label (table, 1), ==, "Итого");
  g_assert_false (kapka_report_table_is_indented (table, 0));
  g_assert_false (kapka_report_table_is_total (table, 0));
  g_assert_true (kapka_report_table_is_indented (table, 1));
  g_assert_true (kapka_report_table_is_total (table, 1));
  assert_cell (kapka_report_table_get_cell (table, 0, 0), "5", "5");
  assert_cell (kapka_report_table_get_cell (table, 0, 1), "—", "—");
  assert_cell (kapka_report_table_get_cell (table, 1, 1), "слово", "слово");
}

static void
test_table (void) {
  g_autoptr (KapkaReport) report = kapka_report_new ("month", "Дневник");
  const KapkaReportTable *table = add_days (report);
  guint first;
  guint last;

  g_assert_cmpuint (kapka_report_get_n_tables (report), ==, 1);
  g_assert_true (kapka_report_get_table (report, 0) == table);
  g_assert_cmpstr (kapka_report_table_get_id (table), ==, "days");
  g_assert_cmpstr (kapka_report_table_get_title (table), ==, "По дням");
  g_assert_cmpstr (kapka_report_table_get_corner (table), ==, "День");
  g_assert_true (kapka_report_table_get_periods_are_rows (table));
  g_assert_null (kapka_report_table_get_period (table));
  g_assert_cmpuint (kapka_report_table_get_n_columns (table), ==, 2);
  g_assert_cmpstr (kapka_report_table_get_column_key (table, 1), ==, "s1");
  g_assert_cmpstr (kapka_report_table_get_column_label (table, 0), ==, "Пользователи");
  assert_rows (table);
  g_assert_cmpint (kapka_report_table_get_chart (table, &first, &last), ==, KAPKA_CHART_COLUMNS);
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (last, ==, 1);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/model/numbers", test_numbers);
  g_test_add_func ("/report/model/other-cells", test_other_cells);
  g_test_add_func ("/report/model/report", test_report);
  g_test_add_func ("/report/model/table", test_table);
  return g_test_run ();
}
