// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/writers.h"

#include <string.h>

#include "journal/fold.h"
#include "test-report-place.h"

static void
count_end (KapkaReportPlace *place,
           const char *time,
           const char *visit,
           const char *reason,
           const char *key) {
  KapkaEvent *event;

  kapka_place_set_time (place->place, time);
  event = kapka_place_end (place->place, visit, reason);
  if (key != NULL)
    kapka_event_add_count (event, key, 1);
  kapka_place_append (place->journal, event);
}

/* Two visits: on Thursday in the morning one of two requests and ninety seconds, on Friday at noon
 * one of one request and half an hour. */
static void
add_visits (KapkaReportPlace *place) {
  kapka_report_place_switch_on (place, "2018-03-01T08:50:00+04");
  kapka_place_set_time (place->place, "2018-03-01T09:58:00+04");
  kapka_place_append (place->journal, kapka_place_begin (place->place, PLACE_VISIT_1));
  kapka_place_append (place->journal,
                      kapka_place_request (place->place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE));
  kapka_place_append (place->journal, kapka_place_request (place->place, PLACE_VISIT_1,
                                                           "a-tile-of-old", "s1", FALSE));
  count_end (place, "2018-03-01T09:59:30+04", PLACE_VISIT_1, "finished", "lang_udm");
  kapka_report_place_switch_on (place, "2018-03-02T08:50:00+04");
  kapka_place_set_time (place->place, "2018-03-02T12:00:00+04");
  kapka_place_append (place->journal, kapka_place_begin (place->place, PLACE_VISIT_2));
  kapka_place_append (place->journal,
                      kapka_place_request (place->place, PLACE_VISIT_2, "gosuslugi", "s3", TRUE));
  count_end (place, "2018-03-02T12:30:00+04", PLACE_VISIT_2, "idle", "assisted");
}

static void
test_totals (KapkaReportPlace *place, gconstpointer data) {
  add_visits (place);
  kapka_report_place_make_review (place, 2018, "2018-12-31");
  kapka_report_place_assert_row (place, "totals", "days_on", "Дней, в которые киоск включался",
                                 "2");
  kapka_report_place_assert_row (place, "totals", "users", "Пользователи", "2");
  kapka_report_place_assert_row (place, "totals", "requests", "Обращения", "3");
  kapka_report_place_assert_row (place, "totals", "assisted_share",
                                 "Доля посещений с помощью библиотекаря", "50,0\u00A0%");
  kapka_report_place_assert_row (place, "totals", "mean_seconds", "Средняя длительность посещения",
                                 "16\u00A0мин");
}

static void
test_time (KapkaReportPlace *place, gconstpointer data) {
  add_visits (place);
  kapka_report_place_make_review (place, 2018, "2018-12-31");
  kapka_report_place_assert_row (place, "months", "2018-02", "февраль", "— — — —");
  kapka_report_place_assert_row (place, "months", "2018-03", "март", "2 3 0 1");
  kapka_report_place_assert_row (place, "weekdays", "1", "понедельник", "0 0");
  kapka_report_place_assert_row (place, "weekdays", "4", "четверг", "1 2");
  kapka_report_place_assert_row (place, "weekdays", "5", "пятница", "1 1");
  g_assert_cmpuint (kapka_report_table_get_n_rows (kapka_report_place_find_table (place, "hours")),
                    ==, 4);
  kapka_report_place_assert_row (place, "hours", "09", "9–10", "1 2");
  kapka_report_place_assert_row (place, "hours", "10", "10–11", "0 0");
  kapka_report_place_assert_row (place, "hours", "12", "12–13", "1 1");
}

static void
test_purpose (KapkaReportPlace *place, gconstpointer data) {
  add_visits (place);
  kapka_report_place_make_review (place, 2018, "2018-12-31");
  kapka_report_place_assert_row (place, "services", "s3",
                                 "Предоставление доступа к информации о гос. услугах",
                                 "2 66,7\u00A0%");
  kapka_report_place_assert_row (place, "services", "s4", "Печать форм и бланков документов",
                                 "0 0,0\u00A0%");
  g_assert_cmpstr (
      kapka_report_table_get_row_key (kapka_report_place_find_table (place, "tiles"), 0), ==,
      "gosuslugi");
  kapka_report_place_assert_row (place, "tiles", "gosuslugi", "Госуслуги", "2");
  kapka_report_place_assert_row (place, "tiles", "a-tile-of-old", "a-tile-of-old", "1");
  kapka_report_place_assert_row (place, "languages", "lang_udm", "удмуртский", "1 50,0\u00A0%");
  kapka_report_place_assert_row (place, "languages", "ru", "русский (и без указания языка)",
                                 "1 50,0\u00A0%");
  kapka_report_place_assert_row (place, "ends", "idle", "посетитель ушёл, не завершив",
                                 "1 50,0\u00A0%");
  kapka_report_place_assert_row (place, "ends", "power", "выключение компьютера", "0 0,0\u00A0%");
}

static void
test_nothing (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_place_make_review (place, 2018, "2018-12-31");
  kapka_report_place_assert_row (place, "totals", "users", "Пользователи", "0");
  kapka_report_place_assert_row (place, "totals", "mean_seconds", "Средняя длительность посещения",
                                 "—");
  kapka_report_place_assert_row (place, "services", "s4", "Печать форм и бланков документов",
                                 "0 —");
  g_assert_cmpuint (kapka_report_table_get_n_rows (kapka_report_place_find_table (place, "hours")),
                    ==, 0);
}

static void
test_csv (KapkaReportPlace *place, gconstpointer data) {
  g_autoptr (GBytes) file = NULL;
  g_autofree char *csv = NULL;

  add_visits (place);
  kapka_report_place_make_review (place, 2018, "2018-12-31");
  file = kapka_report_write (place->report, KAPKA_REPORT_CSV, NULL);
  csv = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_assert_true (g_str_has_prefix (csv, "table,period,key,label,value\r\n"
                                        "totals,2018,days_on,\"Дней, в которые киоск включался\",2"
                                        "\r\n"));
  g_assert_nonnull (strstr (csv, "months,2018-03,requests,Обращения,3\r\n"));
  g_assert_nonnull (strstr (csv, "hours.requests,2018,09,9–10,2\r\n"));
  g_assert_nonnull (strstr (csv, "tiles.requests,2018,gosuslugi,Госуслуги,2\r\n"));
}

/* Folds the two visits. */
static void
fold (KapkaReportPlace *place) {
  g_autoptr (GError) error = NULL;
  KapkaInstant now;

  kapka_place_set_time (place->place, "2020-06-01T09:00:00+04");
  kapka_clock_now (place->place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (place->journal, &now, FALSE, 10, &error), ==, 1);
  g_assert_no_error (error);
}

/* Of a day whose visits were folded the figures of the day are left, and the review says so. */
static void
test_folded (KapkaReportPlace *place, gconstpointer data) {
  add_visits (place);
  kapka_report_place_reboot (place);
  kapka_report_place_add (place, "2018-06-01T11:00:00+04", "users", 5);
  fold (place);
  kapka_report_place_make_review (place, 2018, "2020-06-01");
  kapka_report_place_assert_row (place, "totals", "users", "Пользователи", "7");
  kapka_report_place_assert_row (place, "weekdays", "4", "четверг", "1 2");
  g_assert_cmpstr (kapka_report_table_get_title (kapka_report_place_find_table (place, "tiles")),
                   ==, "По порталам и бланкам, с 3 марта 2018 г.");
  g_assert_true (kapka_report_place_has_remark (
      place, "Отдельные посещения хранятся с 3 марта 2018 г.; за более ранние дни остались итоги "
             "дней, они учтены полностью."));
}

/* Of a year that is folded as a whole there is no table that would need its visits. */
static void
test_folded_year (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_place_add (place, "2017-06-01T11:00:00+04", "users", 5);
  add_visits (place);
  kapka_report_place_reboot (place);
  kapka_report_place_add (place, "2018-06-01T11:00:00+04", "users", 5);
  fold (place);
  kapka_report_place_make_review (place, 2017, "2020-06-01");
  kapka_report_place_assert_row (place, "totals", "users", "Пользователи", "5");
  kapka_report_place_assert_row (place, "totals", "mean_seconds", "Средняя длительность посещения",
                                 "—");
  g_assert_cmpuint (kapka_report_get_n_tables (place->report), ==, 5);
  g_assert_true (kapka_report_place_has_remark (
      place, "Отдельные посещения этого периода уже не хранятся (хранятся с 3 марта 2018 г.); "
             "итоги дней учтены полностью."));
}

static void
add_test (const char *name, void (*test) (KapkaReportPlace *place, gconstpointer data)) {
  g_autofree char *path = g_strconcat ("/report/review/", name, NULL);

  g_test_add (path, KapkaReportPlace, NULL, kapka_report_place_set_up, test,
              kapka_report_place_tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add_test ("totals", test_totals);
  add_test ("time", test_time);
  add_test ("purpose", test_purpose);
  add_test ("nothing", test_nothing);
  add_test ("csv", test_csv);
  add_test ("folded", test_folded);
  add_test ("folded-year", test_folded_year);
  return g_test_run ();
}
