// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/yearly.h"

#include "test-report-place.h"
#include "test-report-sample.h"

static void
assert_users (KapkaReportPlace *place, const char *users, const char *rural_users) {
  kapka_report_place_assert_row (place, "A", "users", KAPKA_YEARLY_USERS_LABEL, users);
  kapka_report_place_assert_row (place, "A", "rural_users", KAPKA_YEARLY_RURAL_LABEL, rural_users);
}

/* @line: from 0; 6 is the sum. */
static void
assert_requests (KapkaReportPlace *place, guint line, const char *requests) {
  static const KapkaYearlyService sum = { .id = "requests", .label = KAPKA_YEARLY_REQUESTS_LABEL };
  const KapkaYearlyService *service =
      line < KAPKA_N_SERVICES ? &kapka_report_sample_2018.services[line] : &sum;

  kapka_report_place_assert_row (place, "B", service->id, service->label, requests);
}

/* The figures of the real report of 2018, spread over its first and last day and one between. */
static void
add_2018 (KapkaReportPlace *place) {
  const KapkaYearlyFigures *sample = &kapka_report_sample_2018;

  kapka_report_place_add (place, "2018-01-01T00:00:00+04", "users", 1);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_report_place_add (place, "2018-06-15T12:00:00+04", sample->services[i].id,
                            sample->services[i].requests - 2);
  kapka_report_place_add (place, "2018-06-15T12:00:00+04", "users", 18238);
  kapka_report_place_add (place, "2018-12-31T23:59:59+04", "users", 1);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_report_place_add (place, "2018-12-31T23:59:59+04", sample->services[i].id, 2);
}

static void
test_seed (KapkaReportPlace *place, gconstpointer data) {
  static const char *const requests[] = {
    "5823", "1461", "15559", "4464", "7735", "2505", "37547"
  };

  add_2018 (place);
  kapka_report_place_make_yearly (place, 2018, "2019-01-01");
  assert_users (place, "— — — 18240", "— — — 0");
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    assert_requests (place, i, requests[i]);
}

static void
test_missing_years (KapkaReportPlace *place, gconstpointer data) {
  add_2018 (place);
  kapka_report_place_make_yearly (place, 2019, "2019-01-01");
  assert_users (place, "— — 18240 —", "— — 0 —");
  for (guint i = 0; i <= KAPKA_N_SERVICES; i++)
    assert_requests (place, i, "—");
}

/* A second before and after the year belong to the neighbours. */
static void
test_neighbours (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_place_add (place, "2017-12-31T23:59:59+04", "users", 10);
  kapka_report_place_add (place, "2017-12-31T23:59:59+04", "s1", 20);
  add_2018 (place);
  kapka_report_place_add (place, "2019-01-01T00:00:00+04", "users", 100);
  kapka_report_place_add (place, "2019-01-01T00:00:00+04", "s1", 200);
  kapka_report_place_make_yearly (place, 2018, "2019-01-01");
  assert_users (place, "— — 10 18240", "— — 0 0");
  assert_requests (place, 0, "5823");
  assert_requests (place, 6, "37547");
}

static void
test_rural (KapkaReportPlace *place, gconstpointer data) {
  place->settings->rural = TRUE;
  kapka_report_place_add (place, "2015-03-02T12:00:00+04", "users", 4486);
  kapka_report_place_add (place, "2018-03-05T12:00:00+04", "users", 4137);
  kapka_report_place_make_yearly (place, 2018, "2019-01-01");
  assert_users (place, "4486 — — 4137", "4486 — — 4137");
}

/* A kiosk that was on and that nobody used has reported 0, not nothing. */
static void
test_empty_year (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_place_switch_on (place, "2018-03-05T12:00:00+04");
  kapka_report_place_make_yearly (place, 2018, "2019-01-01");
  assert_users (place, "— — — 0", "— — — 0");
  assert_requests (place, 6, "0");
}

static void
set_names (KapkaReportPlace *place, const char *name, const char *library) {
  g_free (place->settings->name);
  g_free (place->settings->library);
  place->settings->name = g_strdup (name);
  place->settings->library = g_strdup (library);
}

static void
test_facts (KapkaReportPlace *place, gconstpointer data) {
  set_names (place, "Центр", "18-0142");
  kapka_report_place_make_yearly (place, 2018, "2019-01-10");
  g_assert_cmpstr (kapka_report_get_title (place->report), ==,
                   "Отчёт центра общественного доступа за 2018 год");
  g_assert_cmpstr (kapka_report_get_file_stem (place->report), ==, "kapka-yearly-2018");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Библиотека"), ==, "Центр (18-0142)");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Период"), ==,
                   "1 января — 31 декабря 2018 г.");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Составлен"), ==,
                   "10 января 2019 г., 12:00");
  set_names (place, "", "18-0142");
  kapka_report_place_make_yearly (place, 2018, "2019-01-10");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Библиотека"), ==, "18-0142");
  set_names (place, "", "");
  kapka_report_place_make_yearly (place, 2018, "2019-01-10");
  g_assert_null (kapka_report_place_find_fact (place, "Библиотека"));
}

#define PAST "Отчёт за 2017 год"

/* A year before the kiosk: what was written down, and nothing else. */
static void
test_past (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_place_add_past (place, 2015, "users", 10748, PAST);
  kapka_report_place_add_past (place, 2015, "rural_users", 4486, PAST);
  kapka_report_place_add_past (place, 2017, "users", 19426, PAST);
  kapka_report_place_add_past (place, 2017, "s3", 15559, PAST);
  kapka_report_place_make_yearly (place, 2017, "2018-01-10");
  assert_users (place, "— 10748 — 19426", "— 4486 — 0");
  assert_requests (place, 1, "—");
  assert_requests (place, 2, "15559");
  assert_requests (place, 6, "—");
  g_assert_true (kapka_report_place_has_remark (
      place, "Годы, показатели которых взяты из прежних отчётов: 2015, 2017 (" PAST ")."));
  g_assert_true (
      kapka_report_place_has_remark (place, "В журнале киоска нет показателей за этот период."));
}

static void
test_past_services (KapkaReportPlace *place, gconstpointer data) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_report_place_add_past (place, 2017, kapka_report_sample_2018.services[i].id, i, PAST);
  kapka_report_place_make_yearly (place, 2017, "2018-01-10");
  assert_users (place, "— — — —", "— — — —");
  assert_requests (place, 0, "0");
  assert_requests (place, 6, "15");
}

/* The library served people without the kiosk too, and another report has them. */
static void
test_past_and_journal (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_place_add (place, "2018-03-05T12:00:00+04", "users", 14103);
  kapka_report_place_add (place, "2018-03-05T12:00:00+04", "s1", 20000);
  kapka_report_place_add_past (place, 2018, "users", 4137, "Сёла");
  kapka_report_place_add_past (place, 2018, "rural_users", 4137, "Сёла");
  kapka_report_place_add_past (place, 2018, "s1", 5, "Бланки");
  kapka_report_place_make_yearly (place, 2018, "2019-01-10");
  assert_users (place, "— — — 18240", "— — — 4137");
  assert_requests (place, 0, "20005");
  assert_requests (place, 6, "20005");
  g_assert_true (kapka_report_place_has_remark (
      place, "За 2018 г. к показателям киоска прибавлено из других отчётов: пользователи — 4137 "
             "(Сёла); пользователи в сельских библиотеках — 4137 (Сёла); обращения по услуге 1 — 5 "
             "(Бланки)."));
}

static void
test_past_of_rural_library (KapkaReportPlace *place, gconstpointer data) {
  place->settings->rural = TRUE;
  kapka_report_place_add_past (place, 2017, "users", 75, PAST);
  kapka_report_place_add (place, "2018-03-05T12:00:00+04", "users", 10);
  kapka_report_place_add_past (place, 2018, "rural_users", 1, PAST);
  kapka_report_place_make_yearly (place, 2018, "2019-01-10");
  assert_users (place, "— — 75 10", "— — 75 11");
  g_assert_true (kapka_report_place_has_remark (
      place, "Внимание: за 2018 г. пользователей в сельских библиотеках больше, чем всех. "
             "Проверьте показатели прежних отчётов."));
}

static void
add_test (const char *name, void (*test) (KapkaReportPlace *place, gconstpointer data)) {
  g_autofree char *path = g_strconcat ("/report/yearly/", name, NULL);

  g_test_add (path, KapkaReportPlace, NULL, kapka_report_place_set_up, test,
              kapka_report_place_tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add_test ("seed", test_seed);
  add_test ("missing-years", test_missing_years);
  add_test ("neighbours", test_neighbours);
  add_test ("rural", test_rural);
  add_test ("empty-year", test_empty_year);
  add_test ("facts", test_facts);
  add_test ("past", test_past);
  add_test ("past-services", test_past_services);
  add_test ("past-and-journal", test_past_and_journal);
  add_test ("past-of-rural-library", test_past_of_rural_library);
  return g_test_run ();
}
