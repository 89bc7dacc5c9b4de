// SPDX-License-Identifier: GPL-3.0-or-later
// The year that `kapkactl demo` invents.
#include "kapkactl-kiosk.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* Returns all figures of the roll-up of 2018, a line each. */
static char *
read_day_counts (const char *state_dir) {
  static const char *const keys[] = { "_on", "users", "s1",    "s2",       "s3",       "s4",
                                      "s5",  "s6",    "pages", "assisted", "lang_udm", "lang_en" };
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual (
      "Europe/Samara", G_GINT64_CONSTANT (1546300800000), KAPKACTL_KIOSK_BOOT);
  g_autoptr (KapkaJournal) journal =
      kapkactl_kiosk_open_journal (state_dir, clock, KAPKA_JOURNAL_READ);
  GString *text = g_string_new (NULL);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2018);
  for (; g_date_get_year (&date) == 2018; g_date_add_days (&date, 1))
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
      char day[11];
      gint64 sum;

      g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
      g_assert_true (kapka_journal_sum (journal, keys[i], day, day, &sum, NULL, NULL));
      if (sum != 0)
        g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT "\n", day, keys[i], sum);
    }
  return g_string_free (text, FALSE);
}

/* Fills a demo and returns its figures. */
static char *
run_demo (KapkactlKiosk *kiosk, const char *name, const char *seed) {
  g_autofree char *state_dir = kapka_test_dir_join (kiosk->dir, name);
  g_auto (KapkaTestOutcome) outcome = kapkactl_kiosk_run (
      kiosk, "--config", kiosk->config, "--data-dir", g_getenv ("KAPKA_DATA_DIR"), "demo",
      "--year=2018", "--visits=200", seed, "--state-dir", state_dir, NULL);

  g_assert_cmpint (outcome.exit_code, ==, EX_OK);
  kapka_test_assert_has (outcome.out, state_dir);
  kapka_test_assert_has (outcome.out, "report --year=2018\n");
  return read_day_counts (state_dir);
}

/* The same seed gives the same figures of each day; the library is closed on Sundays and holidays.
 */
static void
test_demo_repeats (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autofree char *first = run_demo (kiosk, "first", "--seed=5");
  g_autofree char *again = run_demo (kiosk, "again", "--seed=5");
  g_autofree char *other = run_demo (kiosk, "other", "--seed=6");

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  kapka_test_assert_has (first, "2018-01-09 _on 1\n");
  g_assert_null (strstr (first, "2018-01-08 "));
  g_assert_null (strstr (first, "2018-11-04 "));
  g_assert_null (strstr (first, "2018-09-02 "));
  for (int i = 1; i <= 6; i++) {
    g_autofree char *service = g_strdup_printf (" s%d ", i);

    kapka_test_assert_has (first, service);
  }
}

/* Sums the column @index of a CSV of plain numbers, whose lines begin with @prefix. */
static int
sum_column (const char *csv, const char *prefix, int index) {
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  int sum = 0;

  for (char **line = lines; *line != NULL; line++) {
    g_auto (GStrv) fields = g_strsplit (*line, ",", -1);

    if (g_str_has_prefix (*line, prefix) && g_strv_length (fields) > (guint)index)
      sum += atoi (fields[index]);
  }
  return sum;
}

/* The same users and requests by day, by visit and in the report. */
static void
assert_exports_agree (KapkactlKiosk *kiosk, const char *config) {
  g_auto (KapkaTestOutcome) report =
      kapkactl_kiosk_run (kiosk, "--config", config, "--data-dir", kiosk->data_dir, "report",
                          "--year=2018", "--format=csv", NULL);
  g_auto (KapkaTestOutcome) days =
      kapkactl_kiosk_run (kiosk, "--config", config, "export", "days", NULL);
  g_auto (KapkaTestOutcome) visits =
      kapkactl_kiosk_run (kiosk, "--config", config, "export", "visits", NULL);
  g_auto (KapkaTestOutcome) day =
      kapkactl_kiosk_run (kiosk, "--config", config, "export", "days", "--from=2018-03-05",
                          "--to=2018-03-05", "--excel", NULL);
  g_autofree char *users = g_strdup_printf ("услугой\",%d\r\n", sum_column (days.out, "2018", 1));
  g_autofree char *requests =
      g_strdup_printf ("обращений,%d\r\n", sum_column (days.out, "2018", 8));

  g_assert_true (g_str_has_prefix (days.out,
                                   "day,users,s1,s2,s3,s4,s5,s6,requests,pages,assisted,"
                                   "lang_udm,lang_en,events,participants,on\r\n2018-01-"));
  g_assert_true (g_str_has_prefix (visits.out,
                                   "id,day,begin,end,seconds,end_reason,users,s1,s2,s3,s4,s5,s6,"
                                   "pages,assisted,items,corrections,clock_ok,by_hand\r\n"));
  kapka_test_assert_has (report.out, users);
  kapka_test_assert_has (report.out, requests);
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (sum_column (visits.out, "", 6 + i), ==, sum_column (days.out, "2018", 1 + i));
  g_assert_cmpint (sum_column (visits.out, "", 6), >, 100);
  g_assert_cmpint (visits.exit_code, ==, EX_OK);
  g_assert_true (g_str_has_prefix (day.out, "\xEF\xBB\xBF"
                                            "day;users;"));
  kapka_test_assert_has (day.out, "on\r\n2018-03-05;");
}

/* What was invented is a journal like any other, and nothing is ever invented into one that is
 * there. */
static void
test_demo_journal (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autofree char *figures = run_demo (kiosk, "demo", "--seed=1");
  g_autofree char *state_dir = kapka_test_dir_join (kiosk->dir, "demo");
  g_autofree char *config = kapka_test_dir_join (kiosk->dir, "demo/kapka.conf");
  g_auto (KapkaTestOutcome) check =
      kapkactl_kiosk_run (kiosk, "--config", config, "--data-dir", kiosk->data_dir, "check", NULL);
  g_auto (KapkaTestOutcome) twice =
      kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "demo", "--state-dir", state_dir, NULL);
  g_autofree char *figures_after = read_day_counts (state_dir);

  kapka_test_assert_has (check.out, "/journal.db is in order\n");
  g_assert_cmpint (check.exit_code, ==, EX_OK);
  g_assert_cmpint (twice.exit_code, ==, EX_CANTCREAT);
  g_assert_cmpstr (figures, ==, figures_after);
  assert_exports_agree (kiosk, config);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  kapkactl_kiosk_add ("/kapkactl/demo/repeats", test_demo_repeats);
  kapkactl_kiosk_add ("/kapkactl/demo/journal", test_demo_journal);
  return g_test_run ();
}
