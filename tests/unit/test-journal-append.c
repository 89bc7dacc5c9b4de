// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "test-journal-place.h"

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
}

static void
assert_sum (KapkaJournal *journal, const char *key, gint64 expected) {
  g_autoptr (GError) error = NULL;
  gint64 sum;

  kapka_journal_sum (journal, key, "2026-01-01", "2026-12-31", &sum, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sum, ==, expected);
}

static KapkaEvent *
make_print (KapkaPlace *place) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_PRINT, place->clock);

  event->visit = g_strdup (PLACE_VISIT_1);
  event->item = g_strdup ("benefit-form");
  event->service = g_strdup ("s4");
  kapka_event_add_count (event, "s4", 1);
  kapka_event_add_count (event, "pages", 6);
  return event;
}

static KapkaEvent *
make_correction (KapkaPlace *place, const KapkaEvent *corrected) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock);

  event->visit = g_strdup (corrected->visit);
  event->item = g_strdup (corrected->item);
  event->service = g_strdup (corrected->service);
  event->corrects = g_strdup (corrected->event_id);
  event->author = g_strdup ("desk");
  event->reason = g_strdup ("wrong_service");
  kapka_event_add_count (event, "s3", -1);
  kapka_event_add_count (event, "s5", 1);
  return event;
}

static KapkaEvent *
make_manual (KapkaPlace *place) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_MANUAL, place->clock);

  event->author = g_strdup ("desk");
  event->reason = g_strdup ("paper");
  kapka_event_add_count (event, "users", 2);
  kapka_event_add_count (event, "s1", 2);
  return event;
}

static KapkaEvent *
make_outreach (KapkaPlace *place) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_OUTREACH, place->clock);

  event->author = g_strdup ("desk");
  event->item = g_strdup ("seminar");
  event->reason = g_strdup ("about");
  kapka_event_add_count (event, "events", 1);
  kapka_event_add_count (event, "participants", 25);
  return event;
}

static void
append_all_kinds (KapkaPlace *place, KapkaJournal *journal) {
  g_autoptr (KapkaEvent) request =
      kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE);
  KapkaEvent *end = kapka_place_end (place, PLACE_VISIT_1, "finished");

  g_assert_true (kapka_journal_append_on (journal, NULL));
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_place_append (journal, kapka_event_copy (request));
  kapka_place_append (journal, make_print (place));
  kapka_event_add_count (end, "assisted", 1);
  kapka_event_add_count (end, "lang_udm", 1);
  kapka_place_append (journal, end);
  kapka_place_append (journal, make_correction (place, request));
  kapka_place_append (journal, make_manual (place));
  kapka_place_append (journal, make_outreach (place));
}

static void
test_all_kinds (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GError) error = NULL;

  append_all_kinds (place, journal);
  assert_sum (journal, "_on", 1);
  assert_sum (journal, "users", 3);
  assert_sum (journal, "s1", 2);
  assert_sum (journal, "s3", 0);
  assert_sum (journal, "s4", 1);
  assert_sum (journal, "s5", 1);
  assert_sum (journal, "pages", 6);
  assert_sum (journal, "assisted", 1);
  assert_sum (journal, "lang_udm", 1);
  assert_sum (journal, "events", 1);
  assert_sum (journal, "participants", 25);
  assert_sum (journal, "lang_en", 0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 8);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT max(seq) FROM event"), ==, 8);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_count_diff"), ==, 0);
  g_assert_true (kapka_journal_check (journal, &error));
  g_assert_no_error (error);
}

static void
test_visit_view (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *line = NULL;

  append_all_kinds (place, journal);
  line = kapka_place_read_text (
      place, "SELECT line FROM (SELECT visit_id || ' ' || day || ' ' || end_reason"
             " || ' ' || users || ' ' || s3 || ' ' || s4 || ' ' || s5 || ' ' || pages || ' '"
             " || assisted || ' ' || corrections || ' ' || clock_ok || ' ' || items"
             " AS line FROM visit)");
  g_assert_cmpstr (
      line, ==, PLACE_VISIT_1 " 2026-03-02 finished 1 0 1 1 6 1 1 1 s3:gosuslugi,s4:benefit-form");
}

static void
test_sum_of_days (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GError) error = NULL;
  gint64 sum;
  gint64 days;

  for (int i = 0; i < 5; i++) {
    kapka_place_append (journal, make_manual (place));
    kapka_clock_set_utc_ms (place->clock, kapka_place_parse_ms ("2026-03-02T09:00:00+04:00") +
                                              (i + 1) * 86400000LL);
  }
  kapka_journal_sum (journal, "s1", "2026-03-03", "2026-03-05", &sum, &days, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sum, ==, 6);
  g_assert_cmpint (days, ==, 3);
}

static void
assert_refused (KapkaPlace *place, const char *sql) {
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_place_run (place, sql, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

static void
test_append_only (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_all_kinds (place, journal);
  assert_refused (place, "UPDATE event SET item = 'x' WHERE seq = 3");
  assert_refused (place, "DELETE FROM event WHERE seq = 8");
  assert_refused (place, "UPDATE event_count SET delta = 9 WHERE seq = 3");
  assert_refused (place, "DELETE FROM event_count WHERE seq = 3");
  assert_refused (place, "INSERT INTO event_count SELECT stream_no, seq, 's6', 1 FROM event");
  assert_refused (place, "INSERT INTO event_count SELECT stream_no, 99, 's6', 1 FROM stream");
  assert_refused (place, "REPLACE INTO event SELECT * FROM event WHERE seq = 3");
  assert_refused (place, "UPDATE stream SET state = 'folded'");
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_count_diff"), ==, 0);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM event_count WHERE key = 's6'"), ==, 0);
}

static void
assert_data_error (KapkaPlace *place, KapkaJournal *journal, KapkaEvent *owned) {
  g_autoptr (KapkaEvent) event = owned;
  g_autoptr (GError) error = NULL;
  gint64 before = kapka_place_read_int (place, "SELECT count(*) FROM event");

  g_assert_false (kapka_journal_append (journal, event, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, before);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_count_diff"), ==, 0);
}

static void
test_bad_events (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  KapkaEvent *subtracting = make_manual (place);
  KapkaEvent *anonymous = make_manual (place);
  KapkaEvent *homeless = kapka_place_begin (place, NULL);
  KapkaEvent *shouting = make_manual (place);
  KapkaEvent *timeless = make_manual (place);

  append_all_kinds (place, journal);
  kapka_event_add_count (subtracting, "s2", -1);
  assert_data_error (place, journal, subtracting);
  g_clear_pointer (&anonymous->author, g_free);
  assert_data_error (place, journal, anonymous);
  assert_data_error (place, journal, homeless);
  kapka_event_add_count (shouting, "S1", 1);
  assert_data_error (place, journal, shouting);
  g_strlcpy (timeless->at.day, "2026-02-30", sizeof timeless->at.day);
  assert_data_error (place, journal, timeless);
  assert_data_error (place, journal, kapka_place_begin (place, PLACE_VISIT_1));
  // The journal goes on after each.
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
}

static void
test_unknown_key_is_kept (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  KapkaEvent *event = make_manual (place);

  kapka_event_add_count (event, "braille_2030", 4);
  kapka_place_append (journal, event);
  assert_sum (journal, "braille_2030", 4);
}

static void
test_correction_below_zero (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaEvent) request =
      kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE);
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  KapkaEvent *correction;

  kapka_place_append (journal, kapka_event_copy (request));
  // In another boot the stream of the correction has only what it takes away.
  g_clear_pointer (&journal, kapka_journal_close);
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  kapka_place_set_time (place, "2026-03-05T09:00:00+04:00");
  journal = kapka_place_open (place);
  correction = make_correction (place, request);
  g_strlcpy (correction->at.day, request->at.day, sizeof correction->at.day);
  kapka_place_append (journal, correction);
  assert_sum (journal, "s3", 0);
  assert_sum (journal, "s5", 1);
  g_assert_cmpint (
      kapka_place_read_int (
          place, "SELECT sum(delta) FROM event_count WHERE stream_no = 2 AND key = 's3'"),
      ==, -1);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM day_count WHERE day > '2026-03-02'"), ==,
      0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_count_diff"), ==, 0);
}

static void
test_same_event_twice (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) request =
      kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++) {
    g_assert_true (kapka_journal_append (journal, request, &error));
    g_assert_no_error (error);
  }
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 1);
  assert_sum (journal, "s3", 1);
  assert_sum (journal, "users", 1);
  kapka_place_append (journal, make_manual (place));
  g_assert_cmpint (kapka_place_read_int (place, "SELECT max(seq) FROM event"), ==, 2);
}

static void
test_meta (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = kapka_journal_get_meta (journal, "receiver_id", &error);
  g_autofree char *something = NULL;

  g_assert_no_error (error);
  g_assert_null (nothing);
  g_assert_true (kapka_journal_set_meta (journal, "receiver_id", "one", &error));
  g_assert_true (kapka_journal_set_meta (journal, "receiver_id", "two", &error));
  something = kapka_journal_get_meta (journal, "receiver_id", &error);
  g_assert_cmpstr (something, ==, "two");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/append/all-kinds", test_all_kinds);
  g_test_add_func ("/journal/append/visit-view", test_visit_view);
  g_test_add_func ("/journal/append/sum-of-days", test_sum_of_days);
  g_test_add_func ("/journal/append/append-only", test_append_only);
  g_test_add_func ("/journal/append/bad-events", test_bad_events);
  g_test_add_func ("/journal/append/unknown-key", test_unknown_key_is_kept);
  g_test_add_func ("/matrix/46-below-zero", test_correction_below_zero);
  g_test_add_func ("/journal/append/same-event-twice", test_same_event_twice);
  g_test_add_func ("/journal/append/meta", test_meta);
  return g_test_run ();
}
