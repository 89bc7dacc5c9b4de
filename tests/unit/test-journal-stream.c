// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <string.h>

#include "journal/upload.h"
#include "test-journal-place.h"

#define SAMARA "Europe/Samara"

static KapkaPlace *
make_place (void) {
  return kapka_place_new (SAMARA, "2026-03-02T09:00:00+04:00");
}

static void
append_request (KapkaPlace *place, KapkaJournal *journal) {
  kapka_place_append (journal,
                      kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
}

static gint64
count_streams (KapkaPlace *place) {
  return kapka_place_read_int (place, "SELECT count(*) FROM stream");
}

static void
test_one_per_boot (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_request (place, journal);
  g_clear_pointer (&journal, kapka_journal_close);
  journal = kapka_place_open (place);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 1);
  g_clear_pointer (&journal, kapka_journal_close);
  kapka_place_reboot (place, SAMARA, PLACE_BOOT_2);
  journal = kapka_place_open (place);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 2);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(DISTINCT install_id) FROM stream"),
                   ==, 1);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT max(seq) FROM event WHERE stream_no = 1"),
                   ==, 2);
}

static void
test_install_id_of_enrolment (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *install_id = NULL;

  g_assert_true (kapka_journal_set_meta (journal, "install_id", PLACE_VISIT_2, NULL));
  append_request (place, journal);
  install_id = kapka_place_read_text (place, "SELECT install_id FROM stream");
  g_assert_cmpstr (install_id, ==, PLACE_VISIT_2);
}

static void
test_rolled_back_file (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *copy = g_build_filename (place->root, "copy.db", NULL);

  append_request (place, journal);
  g_clear_pointer (&journal, kapka_journal_close);
  kapka_place_copy (place->path, copy);
  journal = kapka_place_open (place);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 1);
  g_clear_pointer (&journal, kapka_journal_close);
  kapka_place_copy (copy, place->path);
  journal = kapka_place_open (place);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 2);
  // From here the mark and the file agree again.
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 2);
}

static void
test_rolled_back_before_stream (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *copy = g_build_filename (place->root, "copy.db", NULL);

  append_request (place, journal);
  g_clear_pointer (&journal, kapka_journal_close);
  kapka_place_copy (place->path, copy);
  g_assert_true (kapka_place_run (place, "UPDATE stream SET state = 'conflict'", NULL));
  journal = kapka_place_open (place);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 2);
  g_clear_pointer (&journal, kapka_journal_close);
  // The copy knows nothing of the second stream; its own last number equals the mark's.
  kapka_place_copy (copy, place->path);
  journal = kapka_place_open (place);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 2);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT max(seq) FROM event WHERE stream_no = 1"),
                   ==, 1);
}

static void
test_no_mark (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (place->state_dir, NULL, place->clock, KAPKA_JOURNAL_EVENTS, NULL, &error);

  g_assert_no_error (error);
  append_request (place, journal);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 1);
  g_assert_false (g_file_test (place->runtime_dir, G_FILE_TEST_EXISTS));
}

static void
test_mark_that_cannot_be_kept (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;

  g_file_set_contents (place->runtime_dir, "in the way", -1, NULL);
  journal = kapka_place_open (place);
  append_request (place, journal);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 1);
}

static void
test_closed_stream (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *stream_id = NULL;

  append_request (place, journal);
  stream_id = kapka_place_read_text (place, "SELECT stream_id FROM stream");
  g_assert_true (kapka_upload_close_stream (journal, stream_id, NULL));
  append_request (place, journal);
  append_request (place, journal);
  g_assert_cmpint (count_streams (place), ==, 2);
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 2);
}

static void
append_unsynced (KapkaPlace *place, KapkaJournal *journal, const char *time) {
  KapkaEvent *event;

  kapka_place_set_time (place, time);
  event = kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE);
  event->at.synced = FALSE;
  kapka_place_append (journal, event);
}

static void
assert_last_clock_ok (KapkaPlace *place, int expected) {
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT clock_ok FROM event ORDER BY seq DESC LIMIT 1"), ==,
      expected);
}

static void
test_doubted_clock (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new (SAMARA, "2046-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_unsynced (place, journal, "1970-01-01T04:00:00+04:00");
  assert_last_clock_ok (place, 0);
  append_unsynced (place, journal, "2046-03-02T09:00:00+04:00");
  assert_last_clock_ok (place, 1);
  append_unsynced (place, journal, "2046-03-02T06:00:00+04:00");
  assert_last_clock_ok (place, 0);
  append_unsynced (place, journal, "2046-03-02T06:01:00+04:00");
  assert_last_clock_ok (place, 0);
  append_unsynced (place, journal, "2046-03-03T09:00:00+04:00");
  assert_last_clock_ok (place, 1);
  append_unsynced (place, journal, "2048-01-01T09:00:00+04:00");
  assert_last_clock_ok (place, 0);
  append_unsynced (place, journal, "2048-01-01T09:01:00+04:00");
  assert_last_clock_ok (place, 0);
  append_unsynced (place, journal, "2046-03-03T09:01:00+04:00");
  assert_last_clock_ok (place, 1);
  // A synchronised clock is believed whatever it shows.
  kapka_place_set_time (place, "2049-01-01T09:00:00+04:00");
  append_request (place, journal);
  assert_last_clock_ok (place, 1);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT max(seq) = count(*) FROM event"), ==, 1);
}

/** The clock goes back three hours over midnight: the order of the numbers holds, and the day says
 * what the clock did. */
static void
test_back_over_midnight (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new (SAMARA, "2046-03-03T01:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *rows = NULL;

  append_unsynced (place, journal, "2046-03-03T01:00:00+04:00");
  append_unsynced (place, journal, "2046-03-02T22:00:00+04:00");
  append_unsynced (place, journal, "2046-03-03T01:30:00+04:00");
  rows = kapka_place_read_text (
      place, "SELECT group_concat(seq || ' ' || day || ' ' || clock_ok) FROM (SELECT * FROM event"
             " ORDER BY seq)");
  g_assert_cmpstr (rows, ==, "1 2046-03-03 1,2 2046-03-02 0,3 2046-03-03 1");
  g_assert_true (kapka_journal_check (journal, NULL));
}

static void
test_end_may_lie_back (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new (SAMARA, "2046-03-02T09:10:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  KapkaEvent *end;

  append_request (place, journal);
  end = kapka_place_end (place, PLACE_VISIT_1, "idle");
  end->at.utc_ms -= 60000;
  end->at.synced = FALSE;
  kapka_place_append (journal, end);
  assert_last_clock_ok (place, 1);
}

static void
test_on_first_of_each_day (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *kinds = NULL;

  g_assert_true (kapka_journal_append_on (journal, NULL));
  g_assert_true (kapka_journal_append_on (journal, NULL));
  kapka_place_set_time (place, "2026-03-02T23:59:00+04:00");
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_place_set_time (place, "2026-03-03T00:01:00+04:00");
  append_request (place, journal);
  kapka_place_append (journal, kapka_place_end (place, PLACE_VISIT_1, "finished"));
  // Another program writes no `on`; neither does the kiosk once more after it opened anew.
  g_clear_pointer (&journal, kapka_journal_close);
  journal = kapka_place_open (place);
  g_assert_true (kapka_journal_append_on (journal, NULL));
  kinds = kapka_place_read_text (
      place,
      "SELECT group_concat(kind || ' ' || day) FROM (SELECT kind, day FROM event ORDER BY seq)");
  g_assert_cmpstr (
      kinds, ==, "on 2026-03-02,begin 2026-03-02,on 2026-03-03,request 2026-03-03,end 2026-03-03");
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_count_diff"), ==, 0);
}

static void
test_no_on_without_kiosk (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_request (place, journal);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event WHERE kind = 'on'"), ==,
                   0);
}

static void
test_on_in_new_stream (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *stream_id = NULL;
  g_autofree char *kinds = NULL;

  g_assert_true (kapka_journal_append_on (journal, NULL));
  stream_id = kapka_place_read_text (place, "SELECT stream_id FROM stream");
  g_assert_true (kapka_upload_close_stream (journal, stream_id, NULL));
  append_request (place, journal);
  kinds = kapka_place_read_text (
      place,
      "SELECT group_concat(kind) FROM (SELECT kind FROM event WHERE stream_no = 2 ORDER BY seq)");
  g_assert_cmpstr (kinds, ==, "on,request");
}

typedef struct {
  const char *zone;
  const char *time;
  const char *day;
  int utc_off_min;
} ZoneCase;

// tz database, release 2020f and later: Samara UTC+4 since 2010; Berlin changes on the last Sundays
// of March and October; Apia had no 30 December 2011; Volgograd went from UTC+4 to UTC+3 at 2
// o'clock on 27 December 2020.
static const ZoneCase zone_cases[] = {
  { "Europe/Samara", "2026-03-02T19:59:59Z", "2026-03-02", 240 },
  { "Europe/Samara", "2026-03-02T20:00:00Z", "2026-03-03", 240 },
  { "Europe/Berlin", "2026-03-28T22:59:59Z", "2026-03-28", 60 },
  { "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29", 60 },
  { "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29", 120 },
  { "Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30", 120 },
  { "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25", 120 },
  { "Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25", 60 },
  { "Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25", 60 },
  { "Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26", 60 },
  { "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29", -600 },
  { "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", 840 },
  { "Europe/Volgograd", "2020-12-26T21:30:00Z", "2020-12-27", 240 },
  { "Europe/Volgograd", "2020-12-27T20:59:59Z", "2020-12-27", 180 },
  { "Europe/Volgograd", "2020-12-27T21:00:00Z", "2020-12-28", 180 },
};

static void
test_zones (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (zone_cases); i++) {
    const ZoneCase *c = &zone_cases[i];
    g_autoptr (KapkaPlace) place = kapka_place_new (c->zone, c->time);
    g_autoptr (KapkaJournal) journal = kapka_place_open (place);
    g_autofree char *day = NULL;

    append_request (place, journal);
    day = kapka_place_read_text (place, "SELECT day FROM event");
    g_assert_cmpstr (day, ==, c->day);
    g_assert_cmpint (kapka_place_read_int (place, "SELECT utc_off_min FROM event"), ==,
                     c->utc_off_min);
    g_assert_cmpint (kapka_place_read_int (place, "SELECT utc_ms FROM event"), ==,
                     kapka_place_parse_ms (c->time));
  }
}

/** The rules of the zone change under the program, as they did for Samara in 2010: what was written
 * keeps its day. */
static void
test_old_rules (void) {
  g_autoptr (KapkaPlace) place = NULL;
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *root = g_dir_make_tmp ("kapka-zones-XXXXXX", NULL);
  g_autofree char *directory = g_build_filename (root, "Europe", NULL);
  g_autofree char *zone = g_build_filename (directory, "Samara", NULL);
  g_autofree char *rows = NULL;

  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  kapka_place_copy ("/usr/share/zoneinfo/Europe/Moscow", zone);
  g_setenv ("TZDIR", root, TRUE);
  place = kapka_place_new (SAMARA, "2026-03-02T20:30:00Z");
  g_unsetenv ("TZDIR");
  journal = kapka_place_open (place);
  append_request (place, journal);
  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, SAMARA, PLACE_BOOT_2);
  journal = kapka_place_open (place);
  append_request (place, journal);
  rows = kapka_place_read_text (
      place, "SELECT group_concat(day || ' ' || utc_off_min) FROM (SELECT * FROM event ORDER BY "
             "stream_no)");
  g_assert_cmpstr (rows, ==, "2026-03-02 180,2026-03-03 240");
  g_assert_cmpint (kapka_place_read_int (place, "SELECT sum(value) FROM day_count"), ==, 2);
  kapka_place_remove_tree (root);
}

static void
test_days_add_up (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Berlin", "2026-10-24T20:00:00Z");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  gint64 start_ms = kapka_place_parse_ms ("2026-10-24T20:00:00Z");
  gint64 sum;
  gint64 days;

  for (int i = 0; i < 60; i++) {
    kapka_clock_set_utc_ms (place->clock, start_ms + i * 3600000LL);
    append_request (place, journal);
  }
  g_assert_true (kapka_journal_sum (journal, "s3", "2026-10-25", "2026-10-25", &sum, NULL, NULL));
  g_assert_cmpint (sum, ==, 25);
  g_assert_true (kapka_journal_sum (journal, "s3", "2026-10-01", "2026-10-31", &sum, &days, NULL));
  g_assert_cmpint (sum, ==, 60);
  g_assert_cmpint (days, ==, 4);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/stream/one-per-boot", test_one_per_boot);
  g_test_add_func ("/journal/stream/install-id", test_install_id_of_enrolment);
  g_test_add_func ("/matrix/41-rolled-back", test_rolled_back_file);
  g_test_add_func ("/matrix/41-rolled-back-before-stream", test_rolled_back_before_stream);
  g_test_add_func ("/journal/stream/no-mark", test_no_mark);
  g_test_add_func ("/journal/stream/mark-impossible", test_mark_that_cannot_be_kept);
  g_test_add_func ("/journal/stream/closed", test_closed_stream);
  g_test_add_func ("/journal/clock/doubted", test_doubted_clock);
  g_test_add_func ("/journal/clock/end-lies-back", test_end_may_lie_back);
  g_test_add_func ("/matrix/36-over-midnight", test_on_first_of_each_day);
  g_test_add_func ("/journal/on/kiosk-alone", test_no_on_without_kiosk);
  g_test_add_func ("/journal/on/new-stream", test_on_in_new_stream);
  g_test_add_func ("/matrix/35-day-of-each-zone", test_zones);
  g_test_add_func ("/matrix/35-old-rules", test_old_rules);
  g_test_add_func ("/matrix/34-back-over-midnight", test_back_over_midnight);
  g_test_add_func ("/matrix/35-days-add-up", test_days_add_up);
  return g_test_run ();
}
