// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-journal-place.h"

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", "2026-03-02T23:50:00+04:00");
}

static void
begin_visits (KapkaPlace *place, KapkaJournal *journal) {
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE));
  kapka_place_append (journal, kapka_place_end (place, PLACE_VISIT_1, "finished"));
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  kapka_place_set_time (place, "2026-03-02T23:58:00+04:00");
  kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_2, "gosuslugi", "s3", TRUE));
  kapka_place_set_time (place, "2026-03-03T10:00:00+04:00");
}

static void
assert_second_visit_ended (KapkaPlace *place, const char *reason) {
  g_autofree char *found = kapka_place_read_text (
      place, "SELECT reason FROM event WHERE kind = 'end' AND visit = '" PLACE_VISIT_2 "'");
  g_autofree char *day = kapka_place_read_text (
      place, "SELECT day FROM event WHERE kind = 'end' AND visit = '" PLACE_VISIT_2 "'");

  g_assert_cmpstr (found, ==, reason);
  g_assert_cmpstr (day, ==, "2026-03-02");
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT end_ms FROM visit WHERE visit_id = '" PLACE_VISIT_2 "'"),
      ==, kapka_place_parse_ms ("2026-03-02T23:58:00+04:00"));
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event WHERE kind = 'end'"),
                   ==, 2);
}

static void
test_crash (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GError) error = NULL;

  begin_visits (place, journal);
  g_clear_pointer (&journal, kapka_journal_close);
  journal = kapka_place_open (place);
  g_assert_cmpint (kapka_journal_end_open_visits (journal, &error), ==, 1);
  g_assert_no_error (error);
  assert_second_visit_ended (place, "crash");
  g_assert_cmpint (kapka_journal_end_open_visits (journal, &error), ==, 0);
  g_assert_true (kapka_journal_check (journal, &error));
}

static void
test_power (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GError) error = NULL;

  begin_visits (place, journal);
  g_clear_pointer (&journal, kapka_journal_close);
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  journal = kapka_place_open (place);
  g_assert_true (kapka_journal_append_on (journal, &error));
  g_assert_cmpint (kapka_journal_end_open_visits (journal, &error), ==, 1);
  assert_second_visit_ended (place, "power");
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event WHERE kind = 'on'"), ==,
                   1);
  g_assert_true (kapka_journal_check (journal, &error));
}

static void
test_corrected_visit (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) request = NULL;
  KapkaEvent *correction;

  begin_visits (place, journal);
  request = kapka_place_request (place, PLACE_VISIT_2, "mfc", "s2", FALSE);
  request->at.utc_ms = kapka_place_parse_ms ("2026-03-02T23:58:00+04:00");
  g_strlcpy (request->at.day, "2026-03-02", sizeof request->at.day);
  kapka_place_append (journal, kapka_event_copy (request));
  // What staff does later is not the visitor's last activity.
  correction = kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock);
  correction->visit = g_strdup (PLACE_VISIT_2);
  correction->corrects = g_strdup (request->event_id);
  correction->author = g_strdup ("desk");
  correction->reason = g_strdup ("test");
  kapka_event_add_count (correction, "s2", -1);
  kapka_place_append (journal, correction);
  g_assert_cmpint (kapka_journal_end_open_visits (journal, NULL), ==, 1);
  assert_second_visit_ended (place, "crash");
}

static void
test_none (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  g_assert_cmpint (kapka_journal_end_open_visits (journal, NULL), ==, 0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/visits/crash", test_crash);
  g_test_add_func ("/journal/visits/power", test_power);
  g_test_add_func ("/journal/visits/corrected", test_corrected_visit);
  g_test_add_func ("/journal/visits/none", test_none);
  return g_test_run ();
}
