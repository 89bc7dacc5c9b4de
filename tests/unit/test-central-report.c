// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the report of 2018, to the last digit. Each test runs on every kind of store.
#include <string.h>

#include "base/json.h"
#include "central/months.h"
#include "central/network-writer.h"
#include "central/past.h"
#include "test-store-place.h"
#include "text.h"

#define PAST                                                                                        \
  "year,rural,key,value,source\n"                                                                   \
  "2015,1,users,4486,отчёт за 2018 год\n2015,0,users,6262,отчёт за 2018 год\n"  \
  "2016,1,users,4379,отчёт за 2018 год\n2016,0,users,9489,отчёт за 2018 год\n"  \
  "2017,1,users,4049,отчёт за 2018 год\n2017,0,users,15377,отчёт за 2018 год\n" \
  "2018,1,users,4137,отчёт за 2018 год\n2018,0,users,14103,отчёт за 2018 год\n" \
  "2018,0,s1,5823,отчёт за 2018 год\n2018,0,s2,1461,отчёт за 2018 год\n"        \
  "2018,0,s3,15559,отчёт за 2018 год\n2018,0,s4,4464,отчёт за 2018 год\n"       \
  "2018,0,s5,7735,отчёт за 2018 год\n2018,0,s6,2505,отчёт за 2018 год\n"

#define USERS "\"Количество пользователей, обратившихся за услугой\""
#define RURAL "в т.ч. в сельских библиотеках"
#define SEED_B                                                                                                                                                        \
  "B,2018,s1,Предоставление информации о деятельности органов гос. власти,5823\r\n"                              \
  "B,2018,s2,Подача обращений в органы гос. власти в форме электронного сообщения,1461\r\n"                 \
  "B,2018,s3,Предоставление доступа к информации о гос. услугах,15559\r\n"                                                 \
  "B,2018,s4,Печать форм и бланков документов,4464\r\n"                                                                                   \
  "B,2018,s5,Получение результата предоставления гос. услуги в виде электронного "                         \
  "документа,7735\r\n"                                                                                                                                       \
  "B,2018,s6,Получение сведений о ходе предоставления государственных (муниципальных) услуг в " \
  "соответствии с регламентом получения услуги Единого портала государственных "                  \
  "услуг,2505\r\n"                                                                                                                                               \
  "B,2018,requests,Всего обращений,37547\r\n"
#define SEED_2018                                                                                  \
  "A,2018,users," USERS ",18240\r\n"                                                               \
  "A,2018,rural_users," RURAL ",4137\r\n" SEED_B
#define SEED                                                                                       \
  "table,year,key,label,value\r\n"                                                                 \
  "A,2015,users," USERS ",10748\r\n"                                                               \
  "A,2015,rural_users," RURAL ",4486\r\n"                                                          \
  "A,2016,users," USERS ",13868\r\n"                                                               \
  "A,2016,rural_users," RURAL ",4379\r\n"                                                          \
  "A,2017,users," USERS ",19426\r\n"                                                               \
  "A,2017,rural_users," RURAL ",4049\r\n" SEED_2018

static void
import_past (KapkaStorePlace *place, const char *text) {
  g_autofree char *path = kapka_test_dir_write (place->dir, "past.csv", text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) totals = kapka_past_read_csv (path, problems);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (problems->len, ==, 0);
  kapka_past_store (place->store, totals, &error);
  g_assert_no_error (error);
}

static KapkaNetworkReport *
make_report_on (KapkaStorePlace *place, KapkaNetworkBy by, int year, const char *today) {
  g_autoptr (KapkaCatalog) catalog = kapka_catalog_load (g_getenv ("KAPKA_DATA_DIR"), NULL, NULL);
  g_autoptr (GError) error = NULL;
  KapkaNetworkReport *report;

  kapka_months_recount (place->store, NULL, &error);
  g_assert_no_error (error);
  report = kapka_network_report_new (place->store, catalog, by, year, today, &error);
  g_assert_no_error (error);
  return report;
}

static KapkaNetworkReport *
make_report (KapkaStorePlace *place, KapkaNetworkBy by, int year) {
  return make_report_on (place, by, year, "2019-01-10");
}

static void
assert_csv (KapkaStorePlace *place, KapkaNetworkBy by, int year, const char *expected) {
  g_autoptr (KapkaNetworkReport) report = make_report (place, by, year);
  g_autofree char *csv = kapka_network_write_csv (report, KAPKA_CSV_PLAIN);

  g_assert_cmpstr (csv, ==, expected);
}

static void
test_seed_from_past (KapkaStorePlace *place, gconstpointer data) {
  import_past (place, PAST);
  assert_csv (place, KAPKA_NETWORK_BY_NETWORK, 2018, SEED);
  import_past (place, PAST); // The same figures replace themselves.
  assert_csv (place, KAPKA_NETWORK_BY_NETWORK, 2018, SEED);
}

/* A year of which only table A is known. */
static void
test_past_without_requests (KapkaStorePlace *place, gconstpointer data) {
  import_past (place, PAST);
  assert_csv (place, KAPKA_NETWORK_BY_NETWORK, 2016,
              "table,year,key,label,value\r\n"
              "A,2015,users," USERS ",10748\r\n"
              "A,2015,rural_users," RURAL ",4486\r\n"
              "A,2016,users," USERS ",13868\r\n"
              "A,2016,rural_users," RURAL ",4379\r\n");
}

static void
assert_past_problems (KapkaStorePlace *place, const char *text, guint n, const guint *lines) {
  g_autofree char *path = kapka_test_dir_write (place->dir, "bad.csv", text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) totals = kapka_past_read_csv (path, problems);

  g_assert_cmpuint (problems->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (((KapkaProblem *)g_ptr_array_index (problems, i))->line, ==, lines[i]);
}

static void
test_bad_past (KapkaStorePlace *place, gconstpointer data) {
  static const guint lines[] = { 2, 3, 4, 5, 6, 7, 9 };

  assert_past_problems (place,
                        "year,rural,key,value,source\n"
                        "18,1,users,1,отчёт\n"
                        "2018,2,users,1,отчёт\n"
                        "2018,1,user,1,отчёт\n"
                        "2018,1,users,-1,отчёт\n"
                        "2018,1,users,1 000,отчёт\n"
                        "2018,1,users,1,\n"
                        "2018,1,s1,1,отчёт\n"
                        "2018,да,s1,1,отчёт\n",
                        G_N_ELEMENTS (lines), lines);
}

/* A small network: two districts, a library that became a town's in 2018, three terminals. */
static void
add_network (KapkaStorePlace *place) {
  kapka_store_run_for_test (place->store, "INSERT INTO library(library_id, code, tz) VALUES "
                                          "(1, '18-1', 'Europe/Samara'), "
                                          "(2, '18-2', 'Europe/Samara')");
  kapka_store_run_for_test (place->store,
                            "INSERT INTO library_period(library_id, valid_from, name, district, "
                            "rural) VALUES "
                            "(1, '2018-01-01', 'Сельская', 'Алнашский', 1), "
                            "(1, '2018-07-01', 'Городская', 'Ижевск', 0), "
                            "(2, '2017-05-01', 'Вторая', 'Ижевск', 0)");
  kapka_store_run_for_test (place->store, "INSERT INTO terminal(library_id, terminal_id, code) "
                                          "VALUES (1, 1, 'PC-1'), (1, 2, 'PC-2'), (2, 1, 'PC-1')");
}

typedef struct {
  int library_id;
  int terminal_id;
  const char *day;
  const char *counts;
} Day;

/* Together they are the seed's 2018, and nothing else. */
static const Day days[] = {
  { 1, 1, "2018-06-30", "{\"_on\":1,\"users\":4100,\"s1\":5823,\"s3\":10000}" },
  { 1, 1, "2018-07-01", "{\"_on\":1,\"users\":4000,\"s2\":1461,\"s3\":5559}" },
  { 1, 2, "2018-01-01", "{\"_on\":1,\"users\":37}" },
  { 2, 1, "2018-12-31", "{\"_on\":1,\"users\":10103,\"s4\":4464,\"s5\":7735,\"s6\":2505}" },
};

static void
add_day (KapkaStorePlace *place, const Day *day) {
  g_autofree char *stream = g_uuid_string_random ();
  g_autofree char *report = g_strdup_printf (
      "INSERT INTO day_report(library_id, stream_id, day, terminal_id, install_id, revision, "
      "digest, counts, software, received_ms) VALUES (%d, '%s', '%s', %d, "
      "'7f1c0000-0000-4000-8000-000000000001', 7, 'd', '%s', '1', 1)",
      day->library_id, stream, day->day, day->terminal_id, day->counts);
  g_autofree char *mark = g_strdup_printf ("INSERT INTO dirty_month(library_id, month, touched_ms) "
                                           "VALUES (%d, '%.7s-01', 1) ON CONFLICT DO NOTHING",
                                           day->library_id, day->day);

  kapka_store_run_for_test (place->store, report);
  kapka_store_run_for_test (place->store, mark);
}

static void
add_days (KapkaStorePlace *place) {
  add_network (place);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    add_day (place, &days[i]);
}

static void
test_seed_from_uploads (KapkaStorePlace *place, gconstpointer data) {
  add_days (place);
  assert_csv (place, KAPKA_NETWORK_BY_NETWORK, 2018, "table,year,key,label,value\r\n" SEED_2018);
}

static const KapkaNetworkRow *
find_row (const KapkaNetworkReport *report, const char *place) {
  for (guint i = 0; i < report->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (report->rows, i);
    g_autofree char *name = g_strjoinv ("/", row->place);

    if (g_str_equal (name, place))
      return row;
  }
  g_error ("no row \"%s\"", place);
}

static void
assert_users (const KapkaNetworkReport *report, const char *place, gint64 users, gint64 rural) {
  const KapkaNetworkRow *row = find_row (report, place);

  g_assert_true (row->users[3].known);
  g_assert_false (row->users[2].known);
  g_assert_cmpint (row->users[3].users, ==, users);
  g_assert_cmpint (row->users[3].rural_users, ==, rural);
}

/* A month belongs to what its library was then. */
static void
test_by_district (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkReport) report = NULL;

  add_days (place);
  report = make_report (place, KAPKA_NETWORK_BY_DISTRICT, 2018);
  g_assert_cmpuint (report->rows->len, ==, 2);
  assert_users (report, "Алнашский", 4137, 4137);
  assert_users (report, "Ижевск", 14103, 0);
  g_assert_cmpint (find_row (report, "Алнашский")->services[2], ==, 10000);
  g_assert_cmpint (find_row (report, "Ижевск")->services[2], ==, 5559);
}

static void
test_by_library (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkReport) report = NULL;

  add_days (place);
  report = make_report (place, KAPKA_NETWORK_BY_LIBRARY, 2018);
  g_assert_cmpuint (report->rows->len, ==, 2);
  assert_users (report, "18-1/Городская", 8137, 4137);
  assert_users (report, "18-2/Вторая", 10103, 0);
}

static void
test_by_terminal (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkReport) report = NULL;

  add_days (place);
  kapka_store_run_for_test (place->store,
                            "INSERT INTO adjustment(library_id, adjustment_id, terminal_id, day, "
                            "counts, author, reason, created_ms) VALUES "
                            "(2, '0b0e0000-0000-4000-8000-000000000003', 0, '2018-12-30', "
                            "'{\"users\":-5}', 'a', 'r', 1)");
  report = make_report (place, KAPKA_NETWORK_BY_TERMINAL, 2018);
  g_assert_cmpuint (report->rows->len, ==, 4);
  assert_users (report, "18-1/Городская/PC-1", 8100, 4100);
  assert_users (report, "18-1/Городская/PC-2", 37, 37);
  assert_users (report, "18-2/Вторая/", -5, 0);
  assert_users (report, "18-2/Вторая/PC-1", 10103, 0);
}

static void
assert_same_total (const KapkaNetworkReport *report, const KapkaNetworkReport *network) {
  const KapkaNetworkRow *a = report->total;
  const KapkaNetworkRow *b = network->total;

  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    g_assert_cmpint (a->users[i].known, ==, b->users[i].known);
    g_assert_cmpint (a->users[i].users, ==, b->users[i].users);
    g_assert_cmpint (a->users[i].rural_users, ==, b->users[i].rural_users);
  }
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    g_assert_cmpint (a->services[i], ==, b->services[i]);
  g_assert_cmpint (a->requests, ==, b->requests);
  g_assert_cmpint (a->negative, ==, b->negative);
}

/* Random days, adjustments and old totals: however the report is divided, its sums are the same,
 * and they are those of the days. */
static void
test_sums (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (20180101);
  gint64 users = 0;

  add_network (place);
  import_past (place, PAST);
  for (guint i = 0; i < 60; i++) {
    int n = g_rand_int_range (rand, -3, 50);
    g_autofree char *date =
        g_strdup_printf ("%d-%02d-%02d", 2015 + (int)(i % 5), g_rand_int_range (rand, 1, 13),
                         g_rand_int_range (rand, 1, 29));
    g_autofree char *counts = g_strdup_printf ("{\"users\":%d,\"s%d\":%d}", n,
                                               g_rand_int_range (rand, 1, 7), 1 + ABS (n));
    Day day = { g_rand_int_range (rand, 1, 3), g_rand_int_range (rand, 0, 3), date, counts };

    users += i % 5 == 3 ? n : 0;
    add_day (place, &day);
  }
  for (int year = 2017; year <= 2019; year++) {
    g_autoptr (KapkaNetworkReport) network = make_report (place, KAPKA_NETWORK_BY_NETWORK, year);

    for (KapkaNetworkBy by = KAPKA_NETWORK_BY_DISTRICT; by <= KAPKA_NETWORK_BY_TERMINAL; by++) {
      g_autoptr (KapkaNetworkReport) report = make_report (place, by, year);

      assert_same_total (report, network);
    }
    if (year == 2018)
      g_assert_cmpint (network->total->users[3].users, ==, 18240 + users);
  }
}

/* A kiosk that was on and that nobody used has the figure 0; a year before it has none. */
static void
test_presence (KapkaStorePlace *place, gconstpointer data) {
  add_network (place);
  add_day (place, &(Day){ 2, 1, "2018-03-03", "{\"_on\":1}" });
  assert_csv (place, KAPKA_NETWORK_BY_LIBRARY, 2018,
              "library,name,table,year,key,label,value\r\n"
              "18-2,Вторая,A,2018,users," USERS ",0\r\n"
              "18-2,Вторая,A,2018,rural_users," RURAL ",0\r\n"
              "18-2,Вторая,B,2018,s1,Предоставление информации о деятельности органов гос. "
              "власти,0\r\n"
              "18-2,Вторая,B,2018,s2,Подача обращений в органы гос. власти в форме электронного "
              "сообщения,0\r\n"
              "18-2,Вторая,B,2018,s3,Предоставление доступа к информации о гос. услугах,0\r\n"
              "18-2,Вторая,B,2018,s4,Печать форм и бланков документов,0\r\n"
              "18-2,Вторая,B,2018,s5,Получение результата предоставления гос. услуги в виде "
              "электронного документа,0\r\n"
              "18-2,Вторая,B,2018,s6,Получение сведений о ходе предоставления государственных "
              "(муниципальных) услуг в соответствии с регламентом получения услуги Единого "
              "портала государственных услуг,0\r\n"
              "18-2,Вторая,B,2018,requests,Всего обращений,0\r\n");
  assert_csv (place, KAPKA_NETWORK_BY_NETWORK, 2017, "table,year,key,label,value\r\n");
}

static void
test_text (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkReport) report = NULL;
  g_autofree char *page = NULL;

  import_past (place, PAST);
  report = make_report (place, KAPKA_NETWORK_BY_NETWORK, 2018);
  page = kapka_network_write_text (report);
  kapka_test_assert_has (page, "Отчёт центров общественного доступа за 2018 год\n"
                               "Период: 1 января — 31 декабря 2018 г.\n"
                               "Составлен: 10 января 2019 г.\n\n"
                               "Таблица А. Динамика показателей\n");
  kapka_test_assert_has (page, "2015 г.  2016 г.  2017 г.  2018 г.\n");
  kapka_test_assert_has (page, "10748    13868    19426    18240\n");
  kapka_test_assert_has (
      page, "  в т.ч. в сельских библиотеках                  4486     4379     4049     "
            "4137\n");
  kapka_test_assert_has (page, " 37547\n");
  kapka_test_assert_has (page, "Из отчётов прошлых лет взято: отчёт за 2018 год.\n");
  g_assert_null (strstr (page, "Внимание"));
}

static void
test_text_by_district (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkReport) report = NULL;
  g_autofree char *page = NULL;

  add_days (place);
  import_past (place, "year,rural,key,value,source\n2017,1,users,12,старый отчёт\n");
  report = make_report_on (place, KAPKA_NETWORK_BY_DISTRICT, 2018, "2018-12-31");
  page = kapka_network_write_text (report);
  kapka_test_assert_has (
      page, "\nБез разбивки: отчёты прошлых лет        —        —       12        —\n");
  kapka_test_assert_has (
      page, "\nАлнашский                               —        —        —     4137\n");
  kapka_test_assert_has (
      page, "\nВсего                                   —        —       12    18240\n");
  kapka_test_assert_has (page,
                         "\nИжевск                               0  1461   5559  4464  7735  2505  "
                         "21724\n");
  kapka_test_assert_has (page, "Год не закончен: учтены дни по 31 декабря 2018 г.\n");
}

/* Row 46 of the fault matrix, in the report. */
static void
test_negative (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkReport) report = NULL;
  g_autofree char *page = NULL;
  g_autofree char *json = NULL;

  add_days (place);
  add_day (place, &(Day){ 2, 1, "2018-11-03", "{\"s1\":-3}" });
  report = make_report (place, KAPKA_NETWORK_BY_LIBRARY, 2018);
  page = kapka_network_write_text (report);
  json = kapka_network_write_json (report);
  g_assert_true (report->total->negative);
  g_assert_false (find_row (report, "18-1/Городская")->negative);
  g_assert_cmpint (find_row (report, "18-2/Вторая")->services[0], ==, -3);
  kapka_test_assert_has (page, "Внимание: исправлений больше, чем посчитано");
  kapka_test_assert_has (page, " 18-2 Вторая\n");
  kapka_test_assert_has (json, "\"negative\":true");
}

static void
test_json (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkReport) report = NULL;
  g_autofree char *text = NULL;
  g_autoptr (KapkaJson) json = NULL;
  g_autoptr (GError) error = NULL;

  add_days (place);
  report = make_report (place, KAPKA_NETWORK_BY_LIBRARY, 2018);
  text = kapka_network_write_json (report);
  json = kapka_json_parse (text, strlen (text) - 1, strlen (text), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kapka_json_get_length (kapka_json_get_array (json, "rows", &error)), ==, 2);
  kapka_test_assert_has (text, "\"by\":\"library\"");
  kapka_test_assert_has (text,
                         "\"library\":\"18-2\",\"name\":\"Вторая\",\"negative\":false,"
                         "\"requests\":{\"requests\":14704,\"s1\":0,\"s2\":0,\"s3\":0,\"s4\":4464,"
                         "\"s5\":7735,\"s6\":2505}");
  kapka_test_assert_has (text, "{\"rural_users\":null,\"users\":null,\"year\":2017}");
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase tests[] = {
    { "seed-from-past", test_seed_from_past },
    { "past-without-requests", test_past_without_requests },
    { "bad-past", test_bad_past },
    { "seed-from-uploads", test_seed_from_uploads },
    { "by-district", test_by_district },
    { "by-library", test_by_library },
    { "by-terminal", test_by_terminal },
    { "sums", test_sums },
    { "presence", test_presence },
    { "text", test_text },
    { "text-by-district", test_text_by_district },
    { "negative", test_negative },
    { "json", test_json },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("central-report", tests, G_N_ELEMENTS (tests), &server);
  return kapka_store_place_run_all (&server);
}
