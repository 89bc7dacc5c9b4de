// SPDX-License-Identifier: GPL-3.0-or-later
// What kapkactl says to an administrator, and how it ends.
#include "kapkactl-kiosk.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sysexits.h>

#include "config/last-good.h"

static void
test_usage (KapkactlKiosk *kiosk, gconstpointer data) {
  static const struct {
    const char *arguments[3];
    int exit_code;
  } cases[] = {
    { { NULL }, EX_USAGE },
    { { "dance" }, EX_USAGE },
    { { "--dance" }, EX_USAGE },
    { { "check", "--dance" }, EX_USAGE },
    { { "check", "more" }, EX_USAGE },
    { { "report", "--year=abc" }, EX_USAGE },
    { { "report", "--year=18" }, EX_USAGE },
    { { "report", "--year=0" }, EX_USAGE },
    { { "report", "--format=pdf" }, EX_USAGE },
    { { "report", "--format=text", "--excel" }, EX_USAGE },
    { { "demo", "--year=9999" }, EX_USAGE },
    { { "demo", "--visits=0" }, EX_USAGE },
    { { "demo", "--seed=-1" }, EX_USAGE },
    { { "--help" }, EX_OK },
    { { "--version" }, EX_OK },
    { { "report", "--help" }, EX_OK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *arguments = cases[i].arguments;
    g_auto (KapkaTestOutcome) outcome =
        kapkactl_kiosk_run (kiosk, arguments[0], arguments[1], arguments[2], NULL);

    g_assert_cmpint (outcome.exit_code, ==, cases[i].exit_code);
    g_assert_cmpint (*outcome.err == '\0', ==, cases[i].exit_code == EX_OK);
    g_assert_cmpint (*outcome.out == '\0', ==, cases[i].exit_code != EX_OK);
  }
}

static void
test_help (KapkactlKiosk *kiosk, gconstpointer data) {
  g_auto (KapkaTestOutcome) help = kapkactl_kiosk_run (kiosk, "--help", NULL);
  g_auto (KapkaTestOutcome) version = kapkactl_kiosk_run (kiosk, "--version", NULL);

  kapka_test_assert_has (help.out, "\n  check ");
  kapka_test_assert_has (help.out, " Check the configuration, the catalogue and the journal\n");
  kapka_test_assert_has (help.out, "\n  report ");
  kapka_test_assert_has (help.out, "\n  status ");
  kapka_test_assert_has (help.out, "\n  demo ");
  kapka_test_assert_has (help.out, "--config");
  g_assert_true (g_str_has_prefix (version.out, "kapkactl "));
}

/* A wreck is told by check and never taken for an empty year. */
static void
test_wreck (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autofree char *path =
      kapka_test_dir_write (kiosk->dir, "state/journal.db", "this is no journal at all");
  g_autofree char *prefix = g_strdup_printf ("%s: ", path);
  g_auto (KapkaTestOutcome) check = kapkactl_kiosk_run (
      kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir, "check", NULL);
  g_auto (KapkaTestOutcome) report = kapkactl_kiosk_run (
      kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir, "report", NULL);
  g_auto (GStrv) lines = g_strsplit (check.out, "\n", -1);

  g_assert_cmpint (check.exit_code, ==, EX_IOERR);
  g_assert_true (g_str_has_prefix (lines[0], prefix));
  kapka_test_assert_has (lines[1], "    JOURNAL-DAMAGED: ");
  g_assert_null (strstr (check.out, "\nJournal: "));
  g_assert_cmpint (report.exit_code, ==, EX_IOERR);
  g_assert_cmpstr (report.out, ==, "");
}

static void
test_report (KapkactlKiosk *kiosk, gconstpointer data) {
  g_auto (KapkaTestOutcome) text = { 0 };
  g_auto (KapkaTestOutcome) csv = { 0 };
  g_auto (KapkaTestOutcome) excel = { 0 };

  kapkactl_kiosk_write_journal_of_2018 (kiosk);
  text = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                             "report", "--year=2018", NULL);
  g_assert_cmpint (text.exit_code, ==, EX_OK);
  kapka_test_assert_has (text.out, "за 2018 год\nБиблиотека: Центр (18-0142)\n");
  kapka_test_assert_has (
      text.out,
      "услугой                                             —        —        —        2\n"
      "  в т.ч. в сельских библиотеках                     —        —        —        2\n");
  csv = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                            "report", "--year=2018", "--format=csv", NULL);
  g_assert_cmpint (csv.exit_code, ==, EX_OK);
  g_assert_true (g_str_has_prefix (
      csv.out, "table,year,key,label,value\r\n"
               "A,2018,users,\"Количество пользователей, обратившихся за услугой\",2\r\n"
               "A,2018,rural_users,в т.ч. в сельских библиотеках,2\r\n"
               "B,2018,s1,"));
  g_assert_true (g_str_has_suffix (csv.out, "B,2018,requests,Всего обращений,4\r\n"));
  excel = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                              "report", "--year=2018", "--excel", NULL);
  g_assert_true (g_str_has_prefix (excel.out, "\xEF\xBB\xBFtable;year;key;label;value\r\n"));
}

/* The report is a Russian paper, also where the terminal knows only ASCII. */
static void
test_report_c_locale (KapkactlKiosk *kiosk, gconstpointer data) {
  g_auto (KapkaTestOutcome) outcome = { 0 };

  kapkactl_kiosk_write_journal_of_2018 (kiosk);
  kiosk->environment = g_environ_setenv (kiosk->environment, "LC_ALL", "C", TRUE);
  kiosk->environment = g_environ_unsetenv (kiosk->environment, "CHARSET");
  outcome = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                                "report", "--year=2018", NULL);
  g_assert_true (
      g_str_has_prefix (outcome.out, "Отчёт центра общественного доступа за 2018 год\n"));
}

static void
test_report_refused (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autofree char *bad = kapka_test_dir_write (kiosk->dir, "bad.conf", "[terminal]\nrural=yes\n");
  g_autofree char *missing = kapka_test_dir_join (kiosk->dir, "none.conf");
  g_autofree char *finding = g_strdup_printf ("%s:2: ", bad);
  g_auto (KapkaTestOutcome) no_journal = kapkactl_kiosk_run (
      kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir, "report", NULL);
  g_auto (KapkaTestOutcome) mistaken =
      kapkactl_kiosk_run (kiosk, "--config", bad, "--data-dir", kiosk->data_dir, "report", NULL);
  g_auto (KapkaTestOutcome) no_config = kapkactl_kiosk_run (
      kiosk, "--config", missing, "--data-dir", kiosk->data_dir, "report", NULL);

  g_assert_cmpint (no_journal.exit_code, ==, EX_NOINPUT);
  g_assert_cmpint (mistaken.exit_code, ==, EX_CONFIG);
  g_assert_true (g_str_has_prefix (mistaken.err, finding));
  g_assert_cmpint (no_config.exit_code, ==, EX_CONFIG);
}

static void
write_screen (KapkactlKiosk *kiosk, const char *lines) {
  g_autofree char *text =
      g_strdup_printf ("[storage]\nstate_dir=%s\n[screen]\n%s", kiosk->state_dir, lines);

  g_free (kapka_test_dir_write (kiosk->dir, "kapka.conf", text));
}

static char *
print_touch_rules (KapkactlKiosk *kiosk, const char *expected_mistake) {
  g_auto (KapkaTestOutcome) outcome =
      kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "touch-rules", NULL);

  g_assert_cmpint (outcome.exit_code, ==, EX_OK);
  g_assert_true (g_str_has_prefix (outcome.err, expected_mistake));
  return g_steal_pointer (&outcome.out);
}

/* The touches are turned as the kiosk turns its picture, and nothing is left beside its journal. */
static void
test_earlier_touch_rules (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autofree char *copy = g_build_filename (kiosk->state_dir, "last-good.conf", NULL);
  g_autofree char *mistake = g_strconcat (kiosk->config, ":5: ", NULL);
  g_autoptr (KapkaSettings) kept = NULL;
  g_autofree char *good = NULL;
  g_autofree char *earlier = NULL;
  g_autofree char *none = NULL;
  gboolean stale;

  write_screen (kiosk, "rotation=90\n");
  good = print_touch_rules (kiosk, "");
  kapka_test_assert_has (good, "0 1 0 -1 0 1");
  g_assert_false (g_file_test (kiosk->state_dir, G_FILE_TEST_EXISTS));
  kept = kapka_last_good_load (kiosk->config, problems, &stale);
  write_screen (kiosk, "rotation=180\nstray\n");
  earlier = print_touch_rules (kiosk, mistake);
  g_assert_cmpstr (earlier, ==, good);
  g_assert_no_errno (g_unlink (copy));
  none = print_touch_rules (kiosk, mistake);
  kapka_test_assert_has (none, "no calibration");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_export_refused (KapkactlKiosk *kiosk, gconstpointer data) {
  g_auto (KapkaTestOutcome) leap = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "export",
                                                       "days", "--from=2018-02-29", NULL);
  g_auto (KapkaTestOutcome) half = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "export",
                                                       "visits", "--to=2018-02", NULL);
  g_auto (KapkaTestOutcome) nothing =
      kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "export", NULL);

  g_assert_cmpint (leap.exit_code, ==, EX_USAGE);
  kapka_test_assert_has (leap.err, "\"2018-02-29\" is no day of the calendar");
  g_assert_cmpint (half.exit_code, ==, EX_USAGE);
  g_assert_cmpint (nothing.exit_code, ==, EX_USAGE);
}

static void
test_status (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("Europe/Samara", &error);
  KapkaInstant now;
  g_auto (KapkaTestOutcome) missing = { 0 };
  g_auto (KapkaTestOutcome) text = { 0 };
  g_auto (KapkaTestOutcome) json = { 0 };
  g_autofree char *expected_text = NULL;
  g_autofree char *expected_json = NULL;

  missing = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                                "status", NULL);
  g_assert_cmpint (missing.exit_code, ==, EX_NOINPUT);
  kapkactl_kiosk_write_journal (kiosk, clock);
  kapka_clock_now (clock, &now);
  text = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                             "status", NULL);
  g_assert_cmpint (text.exit_code, ==, EX_OK);
  expected_text = g_strdup_printf ("Upload: An administrator is needed: the address.\n"
                                   "Last successful upload: never\n"
                                   "Days to be sent: 1, the oldest %s\n",
                                   now.day);
  g_assert_true (g_str_has_prefix (text.out, "Центр (18-0142, PC-1)\n\n"));
  kapka_test_assert_has (text.out, "Visits                                                    ");
  g_assert_true (g_str_has_suffix (text.out, expected_text));
  json = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                             "status", "--json", NULL);
  expected_json = g_strdup_printf (
      "{\"disk_low\":false,\"library\":\"18-0142\",\"terminal\":\"PC-1\",\"today\":{\"day\":\"%s\","
      "\"requests\":4,"
      "\"s1\":0,\"s2\":0,\"s3\":3,\"s4\":0,\"s5\":0,\"s6\":1,\"users\":2,\"visits\":1},"
      "\"upload\":{\"damaged_streams\":0,\"last_reason\":null,\"oldest_pending\":\"%s\","
      "\"pending_days\":1,\"pending_fragments\":0,"
      "\"sentence\":\"An administrator is needed: the address.\",\"state\":\"never\","
      "\"warnings\":[]}}\n",
      now.day, now.day);
  g_assert_cmpstr (json.out, ==, expected_json);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  kapkactl_kiosk_add ("/kapkactl/usage", test_usage);
  kapkactl_kiosk_add ("/kapkactl/help", test_help);
  kapkactl_kiosk_add ("/kapkactl/wreck", test_wreck);
  kapkactl_kiosk_add ("/kapkactl/report", test_report);
  kapkactl_kiosk_add ("/kapkactl/report/c-locale", test_report_c_locale);
  kapkactl_kiosk_add ("/kapkactl/report/refused", test_report_refused);
  kapkactl_kiosk_add ("/kapkactl/export/refused", test_export_refused);
  kapkactl_kiosk_add ("/kapkactl/touch-rules/earlier-settings", test_earlier_touch_rules);
  kapkactl_kiosk_add ("/kapkactl/status", test_status);
  return g_test_run ();
}
