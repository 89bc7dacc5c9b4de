// SPDX-License-Identifier: GPL-3.0-or-later
// kapka-central as its administrator calls it, on every kind of store. `serve`, `backup` and
// `restore` have tests of their own.
#include <string.h>
#include <sysexits.h>

#include "base/digest.h"
#include "journal/upload.h"
#include "outcome.h"
#include "test-store-place.h"
#include "text.h"

#define DEADLINE_MS 60000
#define INSTALL "7f1c0000-0000-4000-8000-000000000001"
#define BOOT "11111111-1111-4111-8111-111111111111"
#define PAST                                                                                       \
  "year,rural,key,value,source\n"                                                                  \
  "2015,1,users,4486,отчёт\n2015,0,users,6262,отчёт\n"                                   \
  "2016,1,users,4379,отчёт\n2016,0,users,9489,отчёт\n"                                   \
  "2017,1,users,4049,отчёт\n2017,0,users,15377,отчёт\n"                                  \
  "2018,1,users,4137,отчёт\n2018,0,users,14103,отчёт\n"                                  \
  "2018,0,s1,5823,отчёт\n2018,0,s2,1461,отчёт\n2018,0,s3,15559,отчёт\n"             \
  "2018,0,s4,4464,отчёт\n2018,0,s5,7735,отчёт\n2018,0,s6,2505,отчёт\n"

/* No translations: the messages under test are those of the source. */
static KapkaTestOutcome
run_argv (KapkaStorePlace *place, GPtrArray *argv) {
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "TEXTDOMAINDIR",
                                                 kapka_test_dir_get_path (place->dir), TRUE);

  return kapka_test_outcome_run ((const char *const *)argv->pdata, (const char *const *)environment,
                                 DEADLINE_MS);
}

static KapkaTestOutcome run (KapkaStorePlace *place, ...) G_GNUC_NULL_TERMINATED;

/* Runs kapka-central on the store of @place with the arguments, ended by NULL. */
static KapkaTestOutcome
run (KapkaStorePlace *place, ...) {
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  va_list arguments;
  const char *argument;

  g_ptr_array_add (argv, g_strdup (g_getenv ("KAPKA_CENTRAL")));
  g_ptr_array_add (argv, g_strdup_printf ("--database=%s", place->address));
  g_ptr_array_add (argv, g_strdup_printf ("--data-dir=%s", g_getenv ("KAPKA_DATA_DIR")));
  va_start (arguments, place);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, g_strdup (argument));
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return run_argv (place, argv);
}

static void
assert_good (const KapkaTestOutcome *outcome) {
  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->exit_code, ==, EX_OK);
}

static void
test_usage (KapkaStorePlace *place, gconstpointer data) {
  static const struct {
    const char *arguments[4];
    int exit_code;
  } cases[] = {
    { { NULL }, EX_USAGE },
    { { "dance" }, EX_USAGE },
    { { "--dance" }, EX_USAGE },
    { { "library" }, EX_USAGE },
    { { "library", "dance" }, EX_USAGE },
    { { "library", "add" }, EX_USAGE },
    { { "library", "add", "18-1", "18-2" }, EX_USAGE },
    { { "library", "add", "18-1" }, EX_DATAERR },
    { { "library", "list", "more" }, EX_USAGE },
    { { "library", "import", "/missing" }, EX_DATAERR },
    { { "terminal", "add", "18-1" }, EX_USAGE },
    { { "terminal", "add", "18-1", "PC-1" }, EX_NOINPUT },
    { { "terminal", "retire", "18-1", "PC-1" }, EX_USAGE },
    { { "adjust" }, EX_USAGE },
    { { "adjust", "18-1" }, EX_DATAERR },
    { { "adjust", "18-1", "--count=s9=1" }, EX_DATAERR },
    { { "adjust", "revoke", "7" }, EX_DATAERR },
    { { "report", "--year=18" }, EX_USAGE },
    { { "report", "--by=town" }, EX_USAGE },
    { { "report", "--format=pdf" }, EX_USAGE },
    { { "report", "--format=json", "--excel" }, EX_USAGE },
    { { "status", "--days=0" }, EX_USAGE },
    { { "receive" }, EX_USAGE },
    { { "receive", "/missing" }, EX_NOINPUT },
    { { "--help" }, EX_OK },
    { { "--version" }, EX_OK },
    { { "library", "--help" }, EX_OK },
    { { "library", "add", "--help" }, EX_OK },
    { { "report", "--help" }, EX_OK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *arguments = cases[i].arguments;
    g_auto (KapkaTestOutcome) outcome =
        run (place, arguments[0], arguments[1], arguments[2], arguments[3], NULL);

    if (outcome.exit_code != cases[i].exit_code)
      g_error ("%s %s %s: exit code %d, expected %d: %s", arguments[0], arguments[1], arguments[2],
               outcome.exit_code, cases[i].exit_code, outcome.err);
    g_assert_cmpint (*outcome.err == '\0', ==, cases[i].exit_code == EX_OK);
  }
}

static void
test_help (KapkaStorePlace *place, gconstpointer data) {
  g_auto (KapkaTestOutcome) all = run (place, "--help", NULL);
  g_auto (KapkaTestOutcome) library = run (place, "library", "--help", NULL);
  g_auto (KapkaTestOutcome) add = run (place, "library", "add", "--help", NULL);
  g_auto (KapkaTestOutcome) report = run (place, "report", "--help", NULL);

  kapka_test_assert_has (all.out, "kapka-central [OPTION…] COMMAND [OPTION…]");
  kapka_test_assert_has (all.out,
                         "\n  terminal  Keep the list of the terminals, and connect kiosks\n");
  kapka_test_assert_has (library.out, "\n  import  Take libraries from a CSV file\n");
  kapka_test_assert_has (library.out, "\"kapka-central library COMMAND --help\"");
  kapka_test_assert_has (add.out, "kapka-central library add [OPTION…] CODE");
  kapka_test_assert_has (report.out, "library,name,terminal with --by=terminal");
}

static void
add_library (KapkaStorePlace *place) {
  g_auto (KapkaTestOutcome) outcome =
      run (place, "library", "add", "18-0142", "--name=Центр «Капка»", "--district=Алнашский",
           "--rural", "--from=2018-01-01", NULL);

  assert_good (&outcome);
}

static void
test_library (KapkaStorePlace *place, gconstpointer data) {
  g_auto (KapkaTestOutcome) changed = { 0 };
  g_auto (KapkaTestOutcome) unknown = { 0 };
  g_auto (KapkaTestOutcome) month = { 0 };
  g_auto (KapkaTestOutcome) csv = { 0 };
  g_auto (KapkaTestOutcome) text = { 0 };

  add_library (place);
  changed = run (place, "library", "change", "18-0142", "--urban", "--from=2027-01-01", NULL);
  assert_good (&changed);
  unknown = run (place, "library", "change", "18-0143", "--urban", NULL);
  g_assert_cmpint (unknown.exit_code, ==, EX_NOINPUT);
  g_assert_cmpstr (unknown.err, ==, "kapka-central: there is no library \"18-0143\"\n");
  month = run (place, "library", "change", "18-0142", "--rural", "--from=2027-01-02", NULL);
  g_assert_cmpint (month.exit_code, ==, EX_DATAERR);
  csv = run (place, "library", "list", "--format=csv", NULL);
  assert_good (&csv);
  g_assert_cmpstr (csv.out, ==,
                   "code,name,district,rural,tz,from\r\n"
                   "18-0142,Центр «Капка»,Алнашский,1,Europe/Samara,2018-01-01\r\n"
                   "18-0142,Центр «Капка»,Алнашский,0,Europe/Samara,2027-01-01\r\n");
  text = run (place, "library", "list", NULL);
  kapka_test_assert_has (text.out,
                         "\n18-0142 Центр «Капка»  2027-01-01  Алнашский  no     Europe/Samara\n");
}

static void
test_library_import (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *good = kapka_test_dir_write (
      place->dir, "good.csv",
      "\xEF\xBB\xBF"
      "code;name;district;rural\r\n18-1;\"Первая; главная\";Ижевск;0\r\n18-2;Вторая;Алнаши;1\r\n");
  g_autofree char *bad = kapka_test_dir_write (
      place->dir, "bad.csv",
      "code,name,district,rural\n18-3,Третья,Ижевск,0\n18-4,,Ижевск,0\n18-5,Пятая,Ижевск,x\n");
  g_autofree char *third = g_strdup_printf ("%s:3: the name of the library is expected", bad);
  g_autofree char *fourth = g_strdup_printf ("%s:4: \"x\": 1 or 0 is expected\n", bad);
  g_auto (KapkaTestOutcome) first = run (place, "library", "import", good, NULL);
  g_auto (KapkaTestOutcome) again = run (place, "library", "import", good, NULL);
  g_auto (KapkaTestOutcome) refused = run (place, "library", "import", bad, NULL);

  assert_good (&first);
  g_assert_cmpstr (first.out, ==, "Libraries added: 2, changed: 0, unchanged: 0\n");
  g_assert_cmpstr (again.out, ==, "Libraries added: 0, changed: 0, unchanged: 2\n");
  g_assert_cmpint (refused.exit_code, ==, EX_DATAERR);
  g_assert_true (g_str_has_prefix (refused.err, third));
  kapka_test_assert_has (refused.err, fourth);
  kapka_store_assert_answer (place->store, "SELECT code FROM library ORDER BY code", "18-1 18-2");
}

static void
test_terminal (KapkaStorePlace *place, gconstpointer data) {
  g_auto (KapkaTestOutcome) added = { 0 };
  g_auto (KapkaTestOutcome) renewed = { 0 };
  g_auto (KapkaTestOutcome) revoked = { 0 };
  g_auto (KapkaTestOutcome) retired = { 0 };
  g_auto (KapkaTestOutcome) list = { 0 };

  add_library (place);
  added = run (place, "terminal", "add", "18-0142", "PC-2", NULL);
  assert_good (&added);
  g_assert_true (g_regex_match_simple (
      "^Enrolment code of terminal PC-2, library 18-0142: "
      "[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\n"
      "It holds for 14 days and for one kiosk; there: kapkactl enroll [-0-9A-Z]{14}\n$",
      added.out, 0, 0));
  renewed = run (place, "terminal", "code", "18-0142", "PC-2", NULL);
  assert_good (&renewed);
  g_assert_cmpstr (renewed.out, !=, added.out);
  kapka_store_run_for_test (place->store,
                            "INSERT INTO install(install_id, library_id, terminal_id, "
                            "token_sha256, status, enrolled_ms) VALUES ('" INSTALL
                            "', 1, 1, 'hash', 'active', 1)");
  revoked = run (place, "terminal", "revoke", "18-0142", "PC-2", NULL);
  assert_good (&revoked);
  kapka_test_assert_has (revoked.out, "may no longer upload: 1\n");
  retired = run (place, "terminal", "retire", "18-0142", "PC-2", "--on=2026-05-17", NULL);
  assert_good (&retired);
  list = run (place, "terminal", "list", "--library=18-0142", NULL);
  assert_good (&list);
  kapka_test_assert_has (list.out,
                         "\n18-0142 PC-2       0       —      —                 2026-05-17\n");
}

static void
import_past (KapkaStorePlace *place) {
  g_autofree char *path = kapka_test_dir_write (place->dir, "past.csv", PAST);
  g_auto (KapkaTestOutcome) outcome = run (place, "past", "import", path, NULL);

  assert_good (&outcome);
  g_assert_cmpstr (outcome.out, ==, "Figures taken: 14\n");
}

/* The two tables of the seed, as its report of 2018 prints them. */
static void
test_report (KapkaStorePlace *place, gconstpointer data) {
  static const char *const figures[] = {
    "A,2015,users,\"Количество пользователей, обратившихся за услугой\",10748\r\n",
    "A,2015,rural_users,в т.ч. в сельских библиотеках,4486\r\n",
    "A,2016,users,\"Количество пользователей, обратившихся за услугой\",13868\r\n",
    "A,2017,users,\"Количество пользователей, обратившихся за услугой\",19426\r\n",
    "A,2018,users,\"Количество пользователей, обратившихся за услугой\",18240\r\n",
    "A,2018,rural_users,в т.ч. в сельских библиотеках,4137\r\n",
    "B,2018,s1,Предоставление информации о деятельности органов гос. власти,5823\r\n",
    "Единого портала государственных услуг,2505\r\n",
    "B,2018,requests,Всего обращений,37547\r\n",
  };
  g_auto (KapkaTestOutcome) csv = { 0 };
  g_auto (KapkaTestOutcome) excel = { 0 };
  g_auto (KapkaTestOutcome) json = { 0 };
  g_auto (KapkaTestOutcome) text = { 0 };

  import_past (place);
  csv = run (place, "report", "--year=2018", "--format=csv", NULL);
  assert_good (&csv);
  g_assert_true (g_str_has_prefix (csv.out, "table,year,key,label,value\r\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    kapka_test_assert_has (csv.out, figures[i]);
  excel = run (place, "report", "--year=2018", "--by=district", "--excel", NULL);
  kapka_test_assert_has (excel.out, "\xEF\xBB\xBF"
                                    "district;table;year;key;label;value\r\n;A;2015;users;");
  json = run (place, "report", "--year=2018", "--format=json", NULL);
  kapka_test_assert_has (json.out, "{\"rural_users\":4137,\"users\":18240,\"year\":2018}");
  text = run (place, "report", "--year=2018", NULL);
  kapka_test_assert_has (text.out, "10748    13868    19426    18240\n");
}

static char *
make_pair (gboolean right) {
  g_autofree char *token = g_strnfill (43, 'A');
  g_autoptr (GPtrArray) counts = kapka_counts_new ();
  KapkaCount *s3 = g_new0 (KapkaCount, 1);
  g_autofree char *digest = NULL;
  g_autofree char *document = NULL;
  g_autofree char *mac_text = NULL;
  guint8 key[KAPKA_DIGEST_BYTES];
  guint8 mac[KAPKA_DIGEST_BYTES];

  s3->key = g_strdup ("s3");
  s3->delta = 5;
  g_ptr_array_add (counts, s3);
  digest = kapka_day_document_digest (counts);
  document = g_strdup_printf ("{\"v\":1,\"request_id\":\"" BOOT "\",\"install_id\":\"" INSTALL
                              "\",\"boot_id\":\"" BOOT "\",\"software\":\"1\",\"days\":[{"
                              "\"stream\":\"" BOOT "\",\"install\":\"" INSTALL
                              "\",\"day\":\"2026-03-01\",\"rev\":7,\"digest\":\"%s\","
                              "\"counts\":{\"s3\":5}}]}",
                              digest);
  kapka_digest_sha256 (token, 43, key);
  kapka_digest_hmac_sha256 (key, sizeof key, document, strlen (document) - (right ? 0 : 1), mac);
  mac_text = kapka_digest_to_base64 (mac, sizeof mac);
  return g_strdup_printf ("%s\n%s\n", document, mac_text);
}

static void
add_kiosk (KapkaStorePlace *place) {
  g_autofree char *token = g_strnfill (43, 'A');
  g_autofree char *hash = kapka_digest_sha256_hex (token, 43);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO install(install_id, library_id, terminal_id, token_sha256, status, enrolled_ms) "
      "VALUES ('" INSTALL "', 1, 1, '%s', 'active', 1)",
      hash);
  g_auto (KapkaTestOutcome) added = { 0 };

  add_library (place);
  added = run (place, "terminal", "add", "18-0142", "PC-2", NULL);
  assert_good (&added);
  kapka_store_run_for_test (place->store, sql);
}

static char *
read_file (const char *path) {
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_receive (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *right = make_pair (TRUE);
  g_autofree char *wrong = make_pair (FALSE);
  g_autofree char *both = g_strconcat (wrong, right, NULL);
  g_autofree char *file = kapka_test_dir_write (place->dir, "export", both);
  g_autofree char *answers = kapka_test_dir_join (place->dir, "answers");
  g_autofree char *answers_option = g_strdup_printf ("--answers=%s", answers);
  g_autofree char *complaint = g_strdup_printf ("%s:1: the MAC is wrong", file);
  g_autofree char *answer = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (KapkaTestOutcome) first = { 0 };
  g_auto (KapkaTestOutcome) again = { 0 };

  add_kiosk (place);
  first = run (place, "receive", file, answers_option, NULL);
  g_assert_cmpint (first.exit_code, ==, EX_DATAERR);
  g_assert_true (g_str_has_prefix (first.err, complaint));
  g_assert_cmpstr (first.out, ==,
                   "Uploads taken: 1, not taken: 1\n"
                   "Days new: 1, known before: 0, not accepted: 0; single events: 0\n");
  answer = read_file (answers);
  lines = g_strsplit (answer, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  kapka_test_assert_has (lines[0], "\"request_id\":\"" BOOT "\"");
  g_assert_cmpuint (strlen (lines[1]), ==, 44);
  again = run (place, "receive", file, NULL);
  kapka_test_assert_has (again.out, "Days new: 0, known before: 1");
}

/* A day arrives, is corrected, and the correction is taken back: the report follows each time. */
static void
test_adjust (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *pair = make_pair (TRUE);
  g_autofree char *file = kapka_test_dir_write (place->dir, "export", pair);
  g_autofree char *id = NULL;
  g_auto (KapkaTestOutcome) received = { 0 };
  g_auto (KapkaTestOutcome) adjusted = { 0 };
  g_auto (KapkaTestOutcome) negative = { 0 };
  g_auto (KapkaTestOutcome) list = { 0 };
  g_auto (KapkaTestOutcome) revoked = { 0 };
  g_auto (KapkaTestOutcome) after = { 0 };

  add_kiosk (place);
  received = run (place, "receive", file, NULL);
  assert_good (&received);
  adjusted = run (place, "adjust", "18-0142", "--day=2026-03-01", "--count=s3=-7", "--count=s1=2",
                  "--author=Методист", "--reason=Копия диска", "--terminal=PC-2", NULL);
  assert_good (&adjusted);
  id = g_strndup (adjusted.out + strlen ("Adjustment "), 36);
  negative = run (place, "report", "--year=2026", "--by=terminal", "--format=csv", NULL);
  g_assert_cmpint (negative.exit_code, ==, EX_OK);
  kapka_test_assert_has (negative.out,
                         "18-0142,Центр «Капка»,PC-2,B,2026,s3,Предоставление доступа к "
                         "информации о гос. услугах,-2\r\n");
  kapka_test_assert_has (negative.err, "below zero");
  list = run (place, "adjust", "list", NULL);
  kapka_test_assert_has (list.out, id);
  kapka_test_assert_has (list.out, "  2026-03-01  18-0142 PC-2  s1=+2 s3=-7\n");
  kapka_test_assert_has (list.out, "Методист: Копия диска\n");
  revoked = run (place, "adjust", "revoke", id, NULL);
  assert_good (&revoked);
  after = run (place, "report", "--year=2026", "--format=csv", NULL);
  assert_good (&after);
  kapka_test_assert_has (after.out, "B,2026,requests,Всего обращений,5\r\n");
}

static void
test_status (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *pair = make_pair (TRUE);
  g_autofree char *file = kapka_test_dir_write (place->dir, "export", pair);
  g_auto (KapkaTestOutcome) before = { 0 };
  g_auto (KapkaTestOutcome) received = { 0 };
  g_auto (KapkaTestOutcome) after = { 0 };

  add_kiosk (place);
  before = run (place, "status", NULL);
  assert_good (&before);
  kapka_test_assert_has (before.out, "Terminals in service: 1, heard in the last 7 days: 0\n");
  kapka_test_assert_has (before.out, "\n  18-0142 PC-2  Центр «Капка»\n");
  received = run (place, "receive", file, NULL);
  assert_good (&received);
  after = run (place, "status", "--format=json", "--days=3", NULL);
  assert_good (&after);
  kapka_test_assert_has (after.out, "\"days\":3");
  kapka_test_assert_has (after.out, "\"terminal\":\"PC-2\",\"troubles\":[\"no_presence\"]}");
}

int
main (int argc, char **argv) {
  static const struct {
    const char *name;
    KapkaStorePlaceTest test;
  } tests[] = {
    { "library", test_library },   { "library-import", test_library_import },
    { "terminal", test_terminal }, { "report", test_report },
    { "receive", test_receive },   { "adjust", test_adjust },
    { "status", test_status },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add ("kapka-central", "usage", NULL, test_usage);
  kapka_store_place_add ("kapka-central", "help", NULL, test_help);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    kapka_store_place_add ("kapka-central", tests[i].name, NULL, tests[i].test);
    kapka_store_place_add ("kapka-central", tests[i].name, &server, tests[i].test);
  }
  return kapka_store_place_run_all (&server);
}
