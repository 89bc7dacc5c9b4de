// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/fold.h"

#include "base/error.h"
#include "journal/upload.h"
#include "test-journal-place.h"

#define SAMARA "Europe/Samara"
#define RECEIVER "d0d0d0d0-0000-4000-8000-000000000001"
#define MANY 1000u

/** Two days of the first boot and one of the second, which is the current one. */
static KapkaJournal *
fill (KapkaPlace *place) {
  KapkaJournal *journal = kapka_place_open (place);
  KapkaEvent *request = kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE);
  KapkaEvent *correction = kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock);

  correction->corrects = g_strdup (request->event_id);
  correction->author = g_strdup ("desk");
  correction->reason = g_strdup ("not_a_visit");
  kapka_event_add_count (correction, "s3", -1);
  kapka_event_add_count (correction, "users", -1);
  kapka_journal_append_on (journal, NULL);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_place_append (journal, request);
  kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_1, "fssp", "s5", FALSE));
  kapka_place_set_time (place, "2026-03-03T09:00:00+04:00");
  kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_2, "mfc", "s2", TRUE));
  // It takes back the request of the day before.
  kapka_place_append (journal, correction);
  kapka_journal_close (journal);
  kapka_place_reboot (place, SAMARA, PLACE_BOOT_2);
  journal = kapka_place_open (place);
  kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_2, "mfc", "s2", TRUE));
  return journal;
}

static KapkaPlace *
make_place (void) {
  return kapka_place_new (SAMARA, "2026-03-02T09:00:00+04:00");
}

/** The days that wait are those of the view, whole or folded. */
static void
assert_pending_as_in_view (KapkaPlace *place, KapkaJournal *journal) {
  g_autofree char *oldest = NULL;
  g_autofree char *oldest_in_view = NULL;

  g_assert_cmpint (kapka_upload_count_pending (journal, &oldest, NULL), ==,
                   kapka_place_read_int (place, "SELECT count(*) FROM pending"));
  oldest_in_view = kapka_place_read_text (place, "SELECT min(day) FROM pending");
  g_assert_cmpstr (oldest, ==, oldest_in_view);
}

static int
fold (KapkaPlace *place, KapkaJournal *journal, const char *time, gboolean with_centre) {
  g_autoptr (GError) error = NULL;
  KapkaInstant now;
  int n;

  kapka_place_set_time (place, time);
  kapka_clock_now (place->clock, &now);
  assert_pending_as_in_view (place, journal);
  n = kapka_journal_fold (journal, &now, with_centre, MANY, &error);
  g_assert_no_error (error);
  assert_pending_as_in_view (place, journal);
  return n;
}

static void
ack_all (KapkaJournal *journal) {
  g_autoptr (GPtrArray) documents = kapka_upload_list_pending (journal, MANY, NULL);

  kapka_journal_set_meta (journal, "receiver_id", RECEIVER, NULL);
  g_assert_true (kapka_upload_write_acks (journal, RECEIVER, documents, NULL, 1, NULL));
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 0);
}

/** All that the journal can send, one line a document, whether or not it was acked. */
static char *
print_documents (KapkaJournal *journal) {
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) documents = NULL;

  kapka_journal_set_meta (journal, "receiver_id", "somebody else", NULL);
  documents = kapka_upload_list_pending (journal, MANY, NULL);
  kapka_journal_set_meta (journal, "receiver_id", RECEIVER, NULL);
  g_assert_nonnull (documents);
  for (guint i = 0; i < documents->len; i++) {
    const KapkaDayDocument *document = g_ptr_array_index (documents, i);

    g_string_append_printf (text, "%s %s %s %" G_GINT64_FORMAT " %s\n", document->stream_id,
                            document->install_id, document->day, document->revision,
                            document->digest);
    kapka_counts_print (document->counts, text);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_state (KapkaPlace *place, int stream_no, const char *expected) {
  g_autofree char *sql =
      g_strdup_printf ("SELECT state FROM stream WHERE stream_no = %d", stream_no);
  g_autofree char *state = kapka_place_read_text (place, sql);

  g_assert_cmpstr (state, ==, expected);
}

static void
test_same_documents (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = print_documents (journal);
  g_autofree char *after = NULL;
  g_autofree char *rollup = NULL;

  ack_all (journal);
  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", TRUE), ==, 1);
  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", TRUE), ==, 0);
  assert_state (place, 1, "folded");
  assert_state (place, 2, "whole");
  after = print_documents (journal);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event WHERE stream_no = 1"),
                   ==, 0);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM event_count WHERE stream_no = 1"), ==, 0);
  rollup = kapka_place_read_text (
      place, "SELECT group_concat(key || '=' || value, ' ') FROM (SELECT key, value FROM day_count"
             " WHERE day = '2026-03-02' ORDER BY key)");
  g_assert_cmpstr (rollup, ==, "_on=1 s3=0 s5=1 users=0");
  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
}

static void
test_age (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);

  // Its newest event is of 2026-03-03, 9 o'clock.
  g_assert_cmpint (fold (place, journal, "2028-04-03T08:59:00+04:00", FALSE), ==, 0);
  g_assert_cmpint (fold (place, journal, "2028-04-03T09:01:00+04:00", FALSE), ==, 1);
}

static void
test_unacked_stays (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);

  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", TRUE), ==, 0);
  ack_all (journal);
  g_assert_true (kapka_place_run (place, "DELETE FROM ack WHERE day = '2026-03-02'", NULL));
  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", TRUE), ==, 0);
  ack_all (journal);
  kapka_journal_set_meta (journal, "receiver_id", "of a new centre", NULL);
  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", TRUE), ==, 0);
  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", FALSE), ==, 1);
}

static void
test_only_whole_streams (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);

  g_assert_true (
      kapka_place_run (place, "UPDATE stream SET state = 'damaged' WHERE stream_no = 1", NULL));
  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", FALSE), ==, 0);
  g_assert_true (
      kapka_place_run (place, "UPDATE stream SET state = 'conflict' WHERE stream_no = 1", NULL));
  g_assert_cmpint (fold (place, journal, "2028-06-01T09:00:00+04:00", FALSE), ==, 0);
}

static void
test_limit (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);
  KapkaInstant now;

  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, SAMARA, "33333333-3333-4333-8333-333333333333");
  kapka_place_set_time (place, "2028-06-01T09:00:00+04:00");
  journal = kapka_place_open (place);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_BOOT_1));
  kapka_clock_now (place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, 1, NULL), ==, 1);
  assert_state (place, 1, "folded");
  assert_state (place, 2, "whole");
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, 1, NULL), ==, 1);
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, 1, NULL), ==, 0);
  assert_state (place, 2, "folded");
}

static void
test_doubted_clock (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);
  KapkaInstant now;

  kapka_place_set_time (place, "2038-06-01T09:00:00+04:00");
  kapka_clock_now (place->clock, &now);
  now.synced = FALSE;
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, MANY, NULL), ==, 0);
  assert_state (place, 1, "whole");
}

/** An event that a wrong clock put into 1970 does not make its stream old. */
static void
test_stream_of_wrong_clock (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new (SAMARA, "1970-01-01T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  KapkaEvent *event = kapka_place_request (place, PLACE_VISIT_1, "mfc", "s2", TRUE);

  event->at.synced = FALSE;
  kapka_place_append (journal, event);
  kapka_place_reboot (place, SAMARA, PLACE_BOOT_2);
  kapka_place_set_time (place, "2026-03-02T09:00:00+04:00");
  kapka_journal_close (g_steal_pointer (&journal));
  journal = kapka_place_open (place);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  g_assert_cmpint (fold (place, journal, "2026-03-02T09:30:00+04:00", FALSE), ==, 0);
  assert_state (place, 1, "whole");
}

static void
test_bad_row_stops_it (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);
  g_autoptr (GError) error = NULL;
  KapkaInstant now;

  g_assert_true (kapka_place_run (
      place,
      "DROP TRIGGER count_ro; UPDATE event_count SET delta = 2 WHERE key = 's5';"
      "CREATE TRIGGER count_ro BEFORE UPDATE ON event_count BEGIN SELECT RAISE(ABORT, 'the journal "
      "is append-only'); END",
      NULL));
  kapka_place_set_time (place, "2028-06-01T09:00:00+04:00");
  kapka_clock_now (place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, MANY, &error), ==, -1);
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
  assert_state (place, 1, "whole");
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_fold"), ==, 0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event WHERE stream_no = 1"),
                   ==, 7);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/fold/same-documents", test_same_documents);
  g_test_add_func ("/journal/fold/age", test_age);
  g_test_add_func ("/journal/fold/unacked-stays", test_unacked_stays);
  g_test_add_func ("/journal/fold/only-whole-streams", test_only_whole_streams);
  g_test_add_func ("/journal/fold/limit", test_limit);
  g_test_add_func ("/journal/fold/doubted-clock", test_doubted_clock);
  g_test_add_func ("/journal/fold/stream-of-wrong-clock", test_stream_of_wrong_clock);
  g_test_add_func ("/journal/fold/bad-row", test_bad_row_stops_it);
  return g_test_run ();
}
