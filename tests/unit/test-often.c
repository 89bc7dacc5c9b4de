// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/often.h"

#include "test-journal-place.h"

#define TODAY "2026-11-27"

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", "2026-07-31T12:00:00+04:00");
}

static void
append_requests (KapkaPlace *place, KapkaJournal *journal, const char *item, guint count) {
  for (guint i = 0; i < count; i++)
    kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_1, item, "s3", FALSE));
}

static void
append_month (KapkaPlace *place,
              KapkaJournal *journal,
              const char *time,
              const char *item,
              guint count) {
  kapka_place_set_time (place, time);
  append_requests (place, journal, item, count);
}

static void
assert_list (KapkaJournal *journal, const char *today, const char *expected) {
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = kapka_often_list (journal, today, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strjoinv (" ", ids);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_fresh_kiosk (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  assert_list (journal, TODAY, "");
}

/* Three whole months, from their first to their last day, together. */
static void
test_months (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_month (place, journal, "2026-07-31T23:30:00+04:00", "too-old", 9);
  append_month (place, journal, "2026-08-01T00:30:00+04:00", "mfc", 3);
  append_month (place, journal, "2026-10-31T23:30:00+04:00", "mfc", 4);
  append_requests (place, journal, "gosuslugi", 8);
  append_requests (place, journal, "pfr", 7);
  append_month (place, journal, "2026-11-01T00:30:00+04:00", "too-new", 9);
  assert_list (journal, TODAY, "gosuslugi mfc pfr");
  assert_list (journal, "2026-12-01", "too-new gosuslugi pfr");
}

/* January looks back into the year before. */
static void
test_turn_of_the_year (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_month (place, journal, "2026-10-01T12:00:00+04:00", "mfc", 5);
  append_month (place, journal, "2026-12-31T12:00:00+04:00", "gosuslugi", 6);
  assert_list (journal, "2027-01-31", "gosuslugi mfc");
  assert_list (journal, "2027-03-31", "gosuslugi");
  assert_list (journal, "2027-04-01", "");
}

/* What few have opened, or the desk has taken back, is no habit. */
static void
test_rare (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) wrong = NULL;
  KapkaEvent *correction;

  append_month (place, journal, "2026-09-10T12:00:00+04:00", "mfc", KAPKA_OFTEN_LEAST_REQUESTS - 1);
  assert_list (journal, TODAY, "");
  wrong = kapka_place_request (place, PLACE_VISIT_1, "mfc", "s3", FALSE);
  kapka_place_append (journal, kapka_event_copy (wrong));
  assert_list (journal, TODAY, "mfc");
  correction = kapka_place_correction (place, wrong);
  kapka_event_add_count (correction, "s3", -1);
  kapka_place_append (journal, correction);
  assert_list (journal, TODAY, "");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/often/fresh-kiosk", test_fresh_kiosk);
  g_test_add_func ("/often/months", test_months);
  g_test_add_func ("/often/turn-of-the-year", test_turn_of_the_year);
  g_test_add_func ("/often/rare", test_rare);
  return g_test_run ();
}
