// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/journal-csv.h"

static void
test_day (void) {
  const KapkaPeriodFigures day = {
    .period = "2026-03-02",
    .figures = { .users = 3,
                 .services = { 1, 2, 3, 4, 5, 6 },
                 .pages = 7,
                 .assisted = 1,
                 .lang_udm = 2,
                 .lang_en = 0,
                 .events = 1,
                 .participants = 500,
                 .days_on = 1 },
  };
  g_autoptr (GString) csv = g_string_new (NULL);

  kapka_journal_csv_append_day (csv, KAPKA_CSV_PLAIN, &day);
  g_assert_cmpstr (csv->str, ==, "2026-03-02,3,1,2,3,4,5,6,21,7,1,2,0,1,500,1\r\n");
}

static void
test_visit (void) {
  char *items[] = { (char *)"-:fssp", (char *)"s3:mfc", NULL };
  KapkaVisitLine visit = {
    .id = (char *)"a",
    .day = "2026-03-02",
    .begin_ms = G_GINT64_CONSTANT (1772430000000),
    .end_ms = G_GINT64_CONSTANT (1772430000000) + 90 * 1000,
    .utc_off_min = 240,
    .end_reason = (char *)"idle",
    .items = items,
    .users = 1,
    .services = { 0, 0, 1, 0, 0, 0 },
    .n_corrections = 2,
    .clock_ok = TRUE,
  };
  g_autoptr (GString) csv = g_string_new (NULL);

  kapka_journal_csv_append_visit (csv, KAPKA_CSV_EXCEL, &visit);
  g_assert_cmpstr (csv->str, ==,
                   "a;2026-03-02;2026-03-02T09:40:00+04:00;2026-03-02T09:41:30+04:00;90;idle;1;"
                   "0;0;1;0;0;0;0;0;fssp s3:mfc;2;1;0\r\n");
  // It goes on.
  visit.end_ms = -1;
  visit.end_reason = NULL;
  g_string_truncate (csv, 0);
  kapka_journal_csv_append_visit (csv, KAPKA_CSV_PLAIN, &visit);
  g_assert_cmpstr (csv->str, ==,
                   "a,2026-03-02,2026-03-02T09:40:00+04:00,,,,1,0,0,1,0,0,0,0,0,fssp s3:mfc,2,1,0"
                   "\r\n");
}

static void
test_headings (void) {
  g_autoptr (GString) days = g_string_new (NULL);
  g_autoptr (GString) visits = g_string_new (NULL);

  kapka_journal_csv_append_days_heading (days, KAPKA_CSV_EXCEL);
  g_assert_true (g_str_has_prefix (days->str, "\xEF\xBB\xBF"
                                              "day;users;s1;"));
  kapka_journal_csv_append_visits_heading (visits, KAPKA_CSV_PLAIN);
  g_assert_true (g_str_has_prefix (visits->str, "id,day,begin,end,"));
  g_assert_true (g_str_has_suffix (visits->str, ",by_hand\r\n"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal-csv/day", test_day);
  g_test_add_func ("/journal-csv/visit", test_visit);
  g_test_add_func ("/journal-csv/headings", test_headings);
  return g_test_run ();
}
