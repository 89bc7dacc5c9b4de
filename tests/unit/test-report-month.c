// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/month.h"

#include <string.h>

#include "report/writers.h"
#include "test-report-place.h"

static void
add_march (KapkaReportPlace *place) {
  kapka_report_place_add (place, "2018-01-15T12:00:00+04", "users", 100);
  kapka_report_place_add (place, "2018-01-15T12:00:00+04", "s6", 200);
  kapka_report_place_switch_on (place, "2018-03-01T09:00:00+04");
  kapka_report_place_add (place, "2018-03-01T12:00:00+04", "users", 3);
  kapka_report_place_add (place, "2018-03-01T12:00:00+04", "s1", 4);
  kapka_report_place_add (place, "2018-03-01T12:00:00+04", "s3", 1);
  kapka_report_place_add (place, "2018-03-01T12:00:00+04", "pages", 7);
  kapka_report_place_add (place, "2018-03-01T12:00:00+04", "assisted", 2);
  kapka_report_place_switch_on (place, "2018-03-02T09:00:00+04");
  kapka_report_place_add (place, "2018-03-05T12:00:00+04", "users", 1);
  kapka_report_place_add (place, "2018-03-05T12:00:00+04", "s2", 1);
  kapka_report_place_switch_on (place, "2018-04-01T09:00:00+04");
  kapka_report_place_add (place, "2018-04-01T09:00:00+04", "users", 1000);
}

static void
test_days (KapkaReportPlace *place, gconstpointer data) {
  add_march (place);
  kapka_report_place_make_month (place, "2018-03", "2018-04-02");
  g_assert_cmpuint (kapka_report_table_get_n_rows (kapka_report_place_find_table (place, "days")),
                    ==, 33);
  kapka_report_place_assert_row (place, "days", "2018-03-01", "1 чт", "3 4 0 1 0 0 0 5 7 2");
  kapka_report_place_assert_row (place, "days", "2018-03-02", "2 пт", "0 0 0 0 0 0 0 0 0 0");
  kapka_report_place_assert_row (place, "days", "2018-03-04", "4 вс", "— — — — — — — — — —");
  kapka_report_place_assert_row (place, "days", "2018-03-05", "5 пн", "1 0 1 0 0 0 0 1 0 0");
  kapka_report_place_assert_row (place, "days", "2018-03-31", "31 сб", "— — — — — — — — — —");
  kapka_report_place_assert_row (place, "days", "2018-03", "Итого за месяц", "4 4 1 1 0 0 0 6 7 2");
  kapka_report_place_assert_row (place, "days", "2018-01/2018-03", "С начала года",
                                 "104 4 1 1 0 0 200 206 7 2");
}

static void
test_paper (KapkaReportPlace *place, gconstpointer data) {
  add_march (place);
  kapka_report_place_make_month (place, "2018-03", "2018-04-02");
  g_assert_cmpstr (kapka_report_get_title (place->report), ==,
                   "Дневник центра общественного доступа за март 2018 г.");
  g_assert_cmpstr (kapka_report_get_file_stem (place->report), ==, "kapka-month-2018-03");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Период"), ==, "1–31 марта 2018 г.");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Составлен"), ==,
                   "2 апреля 2018 г., 12:00");
  g_assert_true (kapka_report_get_signature (place->report));
  g_assert_true (kapka_report_place_has_remark (place, "4 — Печать форм и бланков документов"));
}

static void
assert_presence (KapkaReportPlace *place, const char *today, const char *remark) {
  kapka_report_place_make_month (place, "2018-03", today);
  g_assert_true (kapka_report_place_has_remark (place, remark));
}

/* The kiosk may still be switched on today, so today is not missing. */
static void
test_missing_days (KapkaReportPlace *place, gconstpointer data) {
  assert_presence (place, "2018-04-02", "В журнале киоска нет показателей за этот период.");
  add_march (place);
  assert_presence (place, "2018-03-01", "Киоск включался каждый день периода.");
  assert_presence (place, "2018-03-03", "Киоск включался каждый день периода.");
  assert_presence (place, "2018-03-04", "Дней, в которые киоск не включался: 1 из 3 (3 марта).");
  assert_presence (place, "2018-04-02",
                   "Дней, в которые киоск не включался: 29 из 31 (3–31 марта).");
  g_assert_true (
      kapka_report_place_has_remark (place, "Из них дней с показателями, внесёнными вручную: 1."));
  kapka_report_place_switch_on (place, "2018-03-08T09:00:00+04");
  assert_presence (place, "2018-03-12",
                   "Дней, в которые киоск не включался: 8 из 11 (3–7, 9–11 марта).");
}

static void
test_closing (KapkaReportPlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  add_march (place);
  kapka_report_place_make_month (place, "2018-03", "2018-04-02");
  g_assert_true (kapka_report_place_has_remark (
      place, "Месяц не закрыт: его показатели ещё могут быть исправлены."));
  kapka_month_close (place->desk, "2018-03", &error);
  g_assert_no_error (error);
  kapka_report_place_make_month (place, "2018-03", "2018-04-03");
  g_assert_true (kapka_report_place_has_remark (place, "Месяц закрыт: Анна, 2 апреля 2018 г."));
  g_assert_false (kapka_report_place_has_remark (place, "После закрытия показатели изменились."));
  kapka_report_place_add (place, "2018-03-09T12:00:00+04", "s1", 1);
  kapka_report_place_make_month (place, "2018-03", "2018-04-03");
  g_assert_true (kapka_report_place_has_remark (place, "После закрытия показатели изменились."));
}

/* What the yearly report says of the months. */
static void
test_closing_of_year (KapkaReportPlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  kapka_report_place_make_yearly (place, 2018, "2018-04-02");
  g_assert_false (kapka_report_place_has_remark (place, "Все месяцы с показателями закрыты."));
  kapka_report_place_add (place, "2018-02-28T12:00:00+04", "pages", 1);
  kapka_report_place_make_yearly (place, 2018, "2018-03-02");
  g_assert_true (kapka_report_place_has_remark (
      place, "Не закрыты месяцы, их показатели ещё могут быть исправлены: февраль, март."));
  add_march (place);
  kapka_place_set_time (place->place, "2018-04-02T12:00:00+04");
  kapka_month_close (place->desk, "2018-02", &error);
  g_assert_no_error (error);
  kapka_report_place_make_yearly (place, 2018, "2018-04-02");
  g_assert_true (kapka_report_place_has_remark (
      place, "Не закрыты месяцы, их показатели ещё могут быть исправлены: январь, март, апрель."));
  g_assert_true (kapka_report_place_has_remark (
      place, "Дней, в которые киоск не включался: 88 из 91 (январь — 31, февраль — 28, март — "
             "29)."));
  kapka_report_place_add (place, "2018-02-09T12:00:00+04", "s1", 1);
  kapka_report_place_make_yearly (place, 2018, "2018-04-02");
  g_assert_true (kapka_report_place_has_remark (
      place, "После закрытия изменились показатели за месяцы: февраль."));
}

static void
test_csv (KapkaReportPlace *place, gconstpointer data) {
  g_autoptr (GBytes) file = NULL;
  g_autofree char *csv = NULL;

  add_march (place);
  kapka_report_place_make_month (place, "2018-03", "2018-04-02");
  file = kapka_report_write (place->report, KAPKA_REPORT_CSV, NULL);
  csv = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_assert_true (g_str_has_prefix (csv, "table,day,key,label,value\r\n"
                                        "days,2018-03-01,users,Пользователи,3\r\n"
                                        "days,2018-03-01,s1,1,4\r\n"));
  g_assert_null (strstr (csv, "2018-03-04"));
  g_assert_true (g_str_has_suffix (csv, "days,2018-01/2018-03,requests,Обращения,206\r\n"
                                        "days,2018-01/2018-03,pages,Листы,7\r\n"
                                        "days,2018-01/2018-03,assisted,С помощью,2\r\n"));
}

/* 29 February is a day of its year alone. */
static void
test_leap_year (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_place_make_month (place, "2016-02", "2018-04-02");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Период"), ==, "1–29 февраля 2016 г.");
  kapka_report_place_make_month (place, "2018-02", "2018-04-02");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Период"), ==, "1–28 февраля 2018 г.");
}

static void
add_test (const char *name, void (*test) (KapkaReportPlace *place, gconstpointer data)) {
  g_autofree char *path = g_strconcat ("/report/month/", name, NULL);

  g_test_add (path, KapkaReportPlace, NULL, kapka_report_place_set_up, test,
              kapka_report_place_tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add_test ("days", test_days);
  add_test ("paper", test_paper);
  add_test ("missing-days", test_missing_days);
  add_test ("closing", test_closing);
  add_test ("closing-of-year", test_closing_of_year);
  add_test ("csv", test_csv);
  add_test ("leap-year", test_leap_year);
  return g_test_run ();
}
