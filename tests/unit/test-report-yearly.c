// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/yearly.h"

#include "test-journal-place.h"
#include "test-report-sample.h"

typedef struct {
  KapkaPlace *place;
  KapkaJournal *journal;
  KapkaCatalog *catalog; // The real one: its labels are the official ones.
  KapkaSettings *settings;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  const char *resources = g_getenv ("KAPKA_DATA_DIR");

  g_assert_nonnull (resources);
  fixture->place = kapka_place_new ("Europe/Samara", "2018-01-09T08:00:00Z");
  fixture->journal = kapka_place_open (fixture->place);
  fixture->catalog = kapka_catalog_load (resources, NULL, NULL);
  fixture->settings = kapka_settings_load ("no such file", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_journal_close (fixture->journal);
  kapka_place_free (fixture->place);
  kapka_catalog_free (fixture->catalog);
  kapka_settings_unref (fixture->settings);
}

/* Writes what a paper diary says about one day. */
static void
add (Fixture *fixture, const char *time, const char *key, gint64 count) {
  KapkaEvent *event;

  kapka_place_set_time (fixture->place, time);
  event = kapka_event_new (KAPKA_EVENT_MANUAL, fixture->place->clock);
  event->author = g_strdup ("librarian");
  event->reason = g_strdup ("paper");
  kapka_event_add_count (event, key, count);
  kapka_place_append (fixture->journal, event);
}

static KapkaYearlyReport *
make_report (Fixture *fixture, int year, const char *today) {
  g_autoptr (GError) error = NULL;
  KapkaYearlyReport *report = kapka_yearly_report_new (fixture->journal, fixture->settings,
                                                       fixture->catalog, year, today, &error);

  g_assert_no_error (error);
  return report;
}

/* The figures of the real report of 2018, spread over its first and last day and one between. */
static void
add_2018 (Fixture *fixture) {
  g_autoptr (KapkaYearlyReport) sample = kapka_report_sample_2018 ();

  add (fixture, "2018-01-01T00:00:00+04", "users", 1);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    add (fixture, "2018-06-15T12:00:00+04", sample->services[i].id,
         sample->services[i].requests - 2);
  add (fixture, "2018-06-15T12:00:00+04", "users", 18238);
  add (fixture, "2018-12-31T23:59:59+04", "users", 1);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    add (fixture, "2018-12-31T23:59:59+04", sample->services[i].id, 2);
}

static void
test_seed (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaYearlyReport) sample = kapka_report_sample_2018 ();
  g_autoptr (KapkaYearlyReport) report = NULL;

  add_2018 (fixture);
  report = make_report (fixture, 2018, "2019-01-01");
  g_assert_cmpint (report->year, ==, 2018);
  g_assert_true (report->over);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    g_assert_cmpstr (report->services[i].id, ==, sample->services[i].id);
    g_assert_cmpstr (report->services[i].label, ==, sample->services[i].label);
    g_assert_cmpint (report->services[i].requests, ==, sample->services[i].requests);
  }
  g_assert_cmpint (report->requests, ==, 37547);
  g_assert_cmpint (report->users[3].users, ==, 18240);
  g_assert_cmpint (report->users[3].rural_users, ==, 0);
}

static void
test_missing_years (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaYearlyReport) report = NULL;
  g_autoptr (KapkaYearlyReport) later = NULL;

  add_2018 (fixture);
  report = make_report (fixture, 2018, "2019-01-01");
  for (int i = 0; i < 3; i++) {
    g_assert_cmpint (report->users[i].year, ==, 2015 + i);
    g_assert_false (report->users[i].known);
  }
  g_assert_true (report->users[3].known);
  g_assert_true (report->requests_known);
  later = make_report (fixture, 2019, "2019-01-01");
  g_assert_true (later->users[2].known);
  g_assert_false (later->users[3].known);
  g_assert_false (later->requests_known);
}

/* A second before and after the year belong to the neighbours. */
static void
test_neighbours (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaYearlyReport) report = NULL;

  add (fixture, "2017-12-31T23:59:59+04", "users", 10);
  add (fixture, "2017-12-31T23:59:59+04", "s1", 20);
  add_2018 (fixture);
  add (fixture, "2019-01-01T00:00:00+04", "users", 100);
  add (fixture, "2019-01-01T00:00:00+04", "s1", 200);
  report = make_report (fixture, 2018, "2019-01-01");
  g_assert_cmpint (report->users[2].users, ==, 10);
  g_assert_cmpint (report->users[3].users, ==, 18240);
  g_assert_cmpint (report->services[0].requests, ==, 5823);
  g_assert_cmpint (report->requests, ==, 37547);
}

static void
test_rural (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaYearlyReport) report = NULL;

  fixture->settings->rural = TRUE;
  add (fixture, "2015-03-02T12:00:00+04", "users", 4486);
  add (fixture, "2018-03-05T12:00:00+04", "users", 4137);
  report = make_report (fixture, 2018, "2019-01-01");
  g_assert_cmpint (report->users[0].users, ==, 4486);
  g_assert_cmpint (report->users[0].rural_users, ==, 4486);
  g_assert_false (report->users[1].known);
  g_assert_cmpint (report->users[3].users, ==, 4137);
  g_assert_cmpint (report->users[3].rural_users, ==, 4137);
}

/* A kiosk that was on and that nobody used has reported 0, not nothing. */
static void
test_empty_year (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaYearlyReport) report = NULL;

  kapka_place_set_time (fixture->place, "2018-03-05T12:00:00+04");
  kapka_journal_append_on (fixture->journal, &error);
  g_assert_no_error (error);
  report = make_report (fixture, 2018, "2019-01-01");
  g_assert_true (report->users[3].known);
  g_assert_cmpint (report->users[3].users, ==, 0);
  g_assert_cmpint (report->requests, ==, 0);
}

static void
test_over (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *today;
    gboolean over;
  } cases[] = { { "2017-12-31", FALSE }, { "2018-12-31", FALSE }, { "2019-01-01", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (KapkaYearlyReport) report = make_report (fixture, 2018, cases[i].today);

    g_assert_cmpint (report->over, ==, cases[i].over);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/yearly/seed", Fixture, NULL, set_up, test_seed, tear_down);
  g_test_add ("/report/yearly/missing-years", Fixture, NULL, set_up, test_missing_years, tear_down);
  g_test_add ("/report/yearly/neighbours", Fixture, NULL, set_up, test_neighbours, tear_down);
  g_test_add ("/report/yearly/rural", Fixture, NULL, set_up, test_rural, tear_down);
  g_test_add ("/report/yearly/empty-year", Fixture, NULL, set_up, test_empty_year, tear_down);
  g_test_add ("/report/yearly/over", Fixture, NULL, set_up, test_over, tear_down);
  return g_test_run ();
}
