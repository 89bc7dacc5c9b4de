// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/yearly.h"

#include "report/library-reports.h"
#include "test-journal-place.h"
#include "test-report-sample.h"

typedef struct {
  KapkaPlace *place;
  KapkaJournal *journal;
  KapkaDesk *desk;
  KapkaCatalog *catalog; // The real one: its labels are the official ones.
  KapkaSettings *settings;
  KapkaReport *report; // Made last.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  static const KapkaDeskPerson anna = { "Анна", KAPKA_ROLE_LIBRARIAN };
  const char *resources = g_getenv ("KAPKA_DATA_DIR");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (resources);
  fixture->place = kapka_place_new ("Europe/Samara", "2018-01-09T08:00:00Z");
  fixture->journal = kapka_place_open (fixture->place);
  fixture->desk = kapka_desk_open (fixture->journal, fixture->place->state_dir,
                                   fixture->place->clock, &anna, &error);
  g_assert_no_error (error);
  fixture->catalog = kapka_catalog_load (resources, NULL, NULL);
  fixture->settings = kapka_settings_load ("no such file", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_report_free (fixture->report);
  kapka_desk_close (fixture->desk);
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

/* Makes the report of @year at noon of @today. */
static void
make_report (Fixture *fixture, int year, const char *today) {
  KapkaReportSource source = { fixture->desk, fixture->settings, fixture->catalog };
  g_autofree char *noon = g_strconcat (today, "T12:00:00+04", NULL);
  g_autoptr (GError) error = NULL;

  kapka_place_set_time (fixture->place, noon);
  g_clear_pointer (&fixture->report, kapka_report_free);
  fixture->report = kapka_report_new_yearly (&source, year, &error);
  g_assert_no_error (error);
}

/* Compares a row of a table, figures in one piece and divided by spaces. */
static void
assert_row (Fixture *fixture, guint table, guint row, const char *label, const char *figures) {
  const KapkaReportTable *figures_of = kapka_report_get_table (fixture->report, table);
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < kapka_report_table_get_n_columns (figures_of); i++) {
    g_autofree char *cell =
        kapka_cell_format_plain (kapka_report_table_get_cell (figures_of, row, i));

    g_strv_builder_add (cells, cell);
  }
  strings = g_strv_builder_end (cells);
  joined = g_strjoinv (" ", strings);
  g_assert_cmpstr (kapka_report_table_get_row_label (figures_of, row), ==, label);
  g_assert_cmpstr (joined, ==, figures);
}

static void
assert_users (Fixture *fixture, const char *users, const char *rural_users) {
  assert_row (fixture, 0, 0, KAPKA_YEARLY_USERS_LABEL, users);
  assert_row (fixture, 0, 1, KAPKA_YEARLY_RURAL_LABEL, rural_users);
}

static void
assert_requests (Fixture *fixture, guint line, const char *requests) {
  static const KapkaYearlyService sum = { .label = KAPKA_YEARLY_REQUESTS_LABEL };
  const KapkaYearlyService *service =
      line < KAPKA_N_SERVICES ? &kapka_report_sample_2018.services[line] : &sum;

  assert_row (fixture, 1, line, service->label, requests);
}

/* The figures of the real report of 2018, spread over its first and last day and one between. */
static void
add_2018 (Fixture *fixture) {
  const KapkaYearlyFigures *sample = &kapka_report_sample_2018;

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
  static const char *const requests[] = {
    "5823", "1461", "15559", "4464", "7735", "2505", "37547"
  };

  add_2018 (fixture);
  make_report (fixture, 2018, "2019-01-01");
  assert_users (fixture, "— — — 18240", "— — — 0");
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    assert_requests (fixture, i, requests[i]);
}

static void
test_missing_years (Fixture *fixture, gconstpointer data) {
  add_2018 (fixture);
  make_report (fixture, 2019, "2019-01-01");
  assert_users (fixture, "— — 18240 —", "— — 0 —");
  for (guint i = 0; i <= KAPKA_N_SERVICES; i++)
    assert_requests (fixture, i, "—");
}

/* A second before and after the year belong to the neighbours. */
static void
test_neighbours (Fixture *fixture, gconstpointer data) {
  add (fixture, "2017-12-31T23:59:59+04", "users", 10);
  add (fixture, "2017-12-31T23:59:59+04", "s1", 20);
  add_2018 (fixture);
  add (fixture, "2019-01-01T00:00:00+04", "users", 100);
  add (fixture, "2019-01-01T00:00:00+04", "s1", 200);
  make_report (fixture, 2018, "2019-01-01");
  assert_users (fixture, "— — 10 18240", "— — 0 0");
  assert_requests (fixture, 0, "5823");
  assert_requests (fixture, 6, "37547");
}

static void
test_rural (Fixture *fixture, gconstpointer data) {
  fixture->settings->rural = TRUE;
  add (fixture, "2015-03-02T12:00:00+04", "users", 4486);
  add (fixture, "2018-03-05T12:00:00+04", "users", 4137);
  make_report (fixture, 2018, "2019-01-01");
  assert_users (fixture, "4486 — — 4137", "4486 — — 4137");
}

/* A kiosk that was on and that nobody used has reported 0, not nothing. */
static void
test_empty_year (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  kapka_place_set_time (fixture->place, "2018-03-05T12:00:00+04");
  kapka_journal_append_on (fixture->journal, &error);
  g_assert_no_error (error);
  make_report (fixture, 2018, "2019-01-01");
  assert_users (fixture, "— — — 0", "— — — 0");
  assert_requests (fixture, 6, "0");
}

static const char *
find_fact (Fixture *fixture, const char *wanted) {
  const char *label;
  const char *value;

  for (guint i = 0; i < kapka_report_get_n_facts (fixture->report); i++) {
    kapka_report_get_fact (fixture->report, i, &label, &value);
    if (g_str_equal (label, wanted))
      return value;
  }
  return NULL;
}

static void
set_names (Fixture *fixture, const char *name, const char *library) {
  g_free (fixture->settings->name);
  g_free (fixture->settings->library);
  fixture->settings->name = g_strdup (name);
  fixture->settings->library = g_strdup (library);
}

static void
test_facts (Fixture *fixture, gconstpointer data) {
  set_names (fixture, "Центр", "18-0142");
  make_report (fixture, 2018, "2019-01-10");
  g_assert_cmpstr (kapka_report_get_title (fixture->report), ==,
                   "Отчёт центра общественного доступа за 2018 год");
  g_assert_cmpstr (kapka_report_get_file_stem (fixture->report), ==, "kapka-yearly-2018");
  g_assert_cmpstr (find_fact (fixture, "Библиотека"), ==, "Центр (18-0142)");
  g_assert_cmpstr (find_fact (fixture, "Период"), ==, "1 января — 31 декабря 2018 г.");
  g_assert_cmpstr (find_fact (fixture, "Составлен"), ==, "10 января 2019 г., 12:00");
  set_names (fixture, "", "18-0142");
  make_report (fixture, 2018, "2019-01-10");
  g_assert_cmpstr (find_fact (fixture, "Библиотека"), ==, "18-0142");
  set_names (fixture, "", "");
  make_report (fixture, 2018, "2019-01-10");
  g_assert_null (find_fact (fixture, "Библиотека"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/yearly/seed", Fixture, NULL, set_up, test_seed, tear_down);
  g_test_add ("/report/yearly/missing-years", Fixture, NULL, set_up, test_missing_years, tear_down);
  g_test_add ("/report/yearly/neighbours", Fixture, NULL, set_up, test_neighbours, tear_down);
  g_test_add ("/report/yearly/rural", Fixture, NULL, set_up, test_rural, tear_down);
  g_test_add ("/report/yearly/empty-year", Fixture, NULL, set_up, test_empty_year, tear_down);
  g_test_add ("/report/yearly/facts", Fixture, NULL, set_up, test_facts, tear_down);
  return g_test_run ();
}
