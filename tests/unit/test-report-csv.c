// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv-writer.h"

#include <string.h>

#include "test-report-sample.h"

static char *
write (const KapkaYearlyFigures *figures, KapkaCsvDialect dialect) {
  g_autoptr (KapkaReport) report = kapka_report_new ("yearly", "Отчёт");

  kapka_yearly_add_tables (report, figures);
  return kapka_report_write_csv (report, dialect);
}

static void
test_plain (void) {
  g_autofree char *csv = write (&kapka_report_sample_2018, KAPKA_CSV_PLAIN);

  g_assert_cmpstr (csv, ==, SAMPLE_CSV);
}

static void
test_missing_years (void) {
  KapkaYearlyFigures figures = kapka_report_sample_2018;
  g_autofree char *with_last = NULL;
  g_autofree char *with_first = NULL;

  figures.users[0].known = FALSE;
  figures.users[1].known = FALSE;
  figures.users[2].known = FALSE;
  with_last = write (&figures, KAPKA_CSV_PLAIN);
  g_assert_cmpstr (with_last, ==,
                   "table,year,key,label,value\r\n"
                   "A,2018,users," SAMPLE_USERS ",18240\r\n"
                   "A,2018,rural_users," SAMPLE_RURAL ",4137\r\n" SAMPLE_TABLE_B);
  figures.users[0].known = TRUE;
  figures.users[3].known = FALSE;
  figures.requests_known = FALSE;
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    figures.services[i].known = FALSE;
  with_first = write (&figures, KAPKA_CSV_PLAIN);
  g_assert_cmpstr (with_first, ==,
                   "table,year,key,label,value\r\n"
                   "A,2015,users," SAMPLE_USERS ",10748\r\n"
                   "A,2015,rural_users," SAMPLE_RURAL ",4486\r\n");
}

static void
test_excel (void) {
  g_autofree char *plain = write (&kapka_report_sample_2018, KAPKA_CSV_PLAIN);
  g_autofree char *excel = write (&kapka_report_sample_2018, KAPKA_CSV_EXCEL);
  g_auto (GStrv) lines = g_strsplit (excel, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==,
                   "\xEF\xBB\xBF"
                   "table;year;key;label;value");
  g_assert_cmpstr (lines[1], ==, "A;2015;users;" SAMPLE_USERS ";10748");
  g_assert_cmpstr (lines[15], ==, "B;2018;requests;Всего обращений;37547");
  g_assert_cmpstr (lines[16], ==, "");
  g_assert_cmpuint (g_strv_length (lines), ==, 17);
  g_assert_cmpuint (strlen (excel), ==, strlen (plain) + 3);
}

/* Kinds of cells and tables that the yearly report does not have. */
static KapkaReport *
make_mixed (void) {
  KapkaReport *report = kapka_report_new ("review", "Обзор");
  KapkaReportTable *days = kapka_report_add_table (report, "days", NULL, "День", TRUE);
  KapkaReportTable *hours = kapka_report_add_table (report, "hours", NULL, "Час", FALSE);

  kapka_report_table_add_column (days, "users", "Пользователи");
  kapka_report_table_add_column (days, "pages", "Листы");
  kapka_report_table_add_row (days, "2018-03-01", "1", FALSE, FALSE);
  kapka_report_table_add_number (days, -5);
  kapka_report_table_add_cell (days, KAPKA_CELL_MORE, 1500, NULL);
  kapka_report_table_set_period (hours, "2018");
  kapka_report_table_add_column (hours, "share", "Доля");
  kapka_report_table_add_column (hours, "mean", "Среднее");
  kapka_report_table_add_column (hours, "title", "Название");
  kapka_report_table_add_row (hours, "09", "9–10", FALSE, FALSE);
  kapka_report_table_add_cell (hours, KAPKA_CELL_SHARE, 415, NULL);
  kapka_report_table_add_cell (hours, KAPKA_CELL_SECONDS, 90, NULL);
  kapka_report_table_add_cell (hours, KAPKA_CELL_TEXT, 0, "=1;2");
  kapka_report_table_add_row (hours, "1;0", "10–11", FALSE, FALSE);
  kapka_report_table_add_cell (hours, KAPKA_CELL_SHARE, -4, NULL);
  return report;
}

static void
test_mixed (void) {
  g_autoptr (KapkaReport) report = make_mixed ();
  g_autofree char *plain = kapka_report_write_csv (report, KAPKA_CSV_PLAIN);
  g_autofree char *excel = kapka_report_write_csv (report, KAPKA_CSV_EXCEL);

  g_assert_cmpstr (plain, ==,
                   "table,period,key,label,value\r\n"
                   "days,2018-03-01,users,Пользователи,-5\r\n"
                   "days,2018-03-01,pages,Листы,более\u00A01500\r\n"
                   "hours.share,2018,09,9–10,41.5\r\n"
                   "hours.mean,2018,09,9–10,90\r\n"
                   "hours.title,2018,09,9–10,\"'=1;2\"\r\n"
                   "hours.share,2018,\"1;0\",10–11,-0.4\r\n");
  g_assert_nonnull (strstr (excel, "hours.share;2018;09;9–10;41,5\r\n"));
}

/* A label comes from a file that a librarian edits; a spreadsheet must not run it. */
static void
test_hostile_labels (void) {
  static const struct {
    const char *text;
    const char *field;
  } cases[] = {
    { "", "" },
    { "Печать", "Печать" },
    { "a,b", "\"a,b\"" },
    { "a;b", "\"a;b\"" },
    { "«a» \"b\"", "\"«a» \"\"b\"\"\"" },
    { "a\nb", "\"a\nb\"" },
    { "=1+1", "'=1+1" },
    { "+1", "'+1" },
    { "-1", "'-1" },
    { "@A1", "'@A1" },
    { "\tx", "'\tx" },
    { "\rx", "\"'\rx\"" },
    { "=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) csv = g_string_new (NULL);

    kapka_csv_append_text (csv, cases[i].text);
    g_assert_cmpstr (csv->str, ==, cases[i].field);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/csv/plain", test_plain);
  g_test_add_func ("/report/csv/missing-years", test_missing_years);
  g_test_add_func ("/report/csv/excel", test_excel);
  g_test_add_func ("/report/csv/mixed", test_mixed);
  g_test_add_func ("/report/csv/hostile-labels", test_hostile_labels);
  return g_test_run ();
}
