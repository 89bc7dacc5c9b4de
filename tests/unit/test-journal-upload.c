// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "journal/upload.h"
#include "test-journal-place.h"

#define RECEIVER "d0d00000-0000-4000-8000-000000000001"
#define OTHER_RECEIVER "d0d00000-0000-4000-8000-000000000002"

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
}

static void
append_request (KapkaPlace *place, KapkaJournal *journal) {
  kapka_place_append (journal,
                      kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
}

/** Two days in one stream: two requests on the first, one on the second. */
static KapkaJournal *
open_with_days (KapkaPlace *place) {
  KapkaJournal *journal = kapka_place_open (place);

  g_assert_true (kapka_journal_append_on (journal, NULL));
  append_request (place, journal);
  append_request (place, journal);
  kapka_place_set_time (place, "2026-03-03T09:00:00+04:00");
  append_request (place, journal);
  g_assert_true (kapka_journal_set_meta (journal, "receiver_id", RECEIVER, NULL));
  return journal;
}

static GPtrArray *
list (KapkaJournal *journal, guint limit) {
  g_autoptr (GError) error = NULL;
  GPtrArray *documents = kapka_upload_list_pending (journal, limit, &error);

  g_assert_no_error (error);
  return documents;
}

static void
ack_all (KapkaJournal *journal, const char *receiver) {
  g_autoptr (GPtrArray) documents = list (journal, 200);

  g_assert_true (kapka_upload_write_acks (journal, receiver, documents, NULL, 1000, NULL));
}

static void
assert_counts (const KapkaDayDocument *document, const char *expected) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < document->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (document->counts, i);

    g_string_append_printf (text, "%s=%d ", count->key, (int)count->delta);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_documents (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) documents = list (journal, 200);
  g_autoptr (GPtrArray) one = list (journal, 1);
  g_autofree char *oldest = NULL;
  g_autofree char *stream_id = kapka_place_read_text (place, "SELECT stream_id FROM stream");
  g_autofree char *digest = NULL;
  const KapkaDayDocument *first = g_ptr_array_index (documents, 0);
  const KapkaDayDocument *second = g_ptr_array_index (documents, 1);

  g_assert_cmpint (kapka_upload_count_pending (journal, &oldest, NULL), ==, 2);
  g_assert_cmpstr (oldest, ==, "2026-03-02");
  g_assert_cmpuint (documents->len, ==, 2);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (first->stream_id, ==, stream_id);
  g_assert_cmpstr (first->day, ==, "2026-03-02");
  g_assert_cmpint (first->revision, ==, 3);
  assert_counts (first, "_on=1 s3=2 ");
  digest = kapka_day_document_digest (first->counts);
  g_assert_cmpstr (first->digest, ==, digest);
  g_assert_cmpstr (second->day, ==, "2026-03-03");
  g_assert_cmpint (second->revision, ==, 5);
  assert_counts (second, "_on=1 s3=1 ");
}

static void
test_acks (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autofree char *oldest = NULL;

  ack_all (journal, RECEIVER);
  g_assert_cmpint (kapka_upload_count_pending (journal, &oldest, NULL), ==, 0);
  g_assert_null (oldest);
  append_request (place, journal);
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 1);
  ack_all (journal, RECEIVER);
  // Another receiver holds nothing yet.
  g_assert_true (kapka_journal_set_meta (journal, "receiver_id", OTHER_RECEIVER, NULL));
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 2);
}

static void
test_old_ack_is_no_step_back (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) old = list (journal, 200);

  append_request (place, journal);
  ack_all (journal, RECEIVER);
  g_assert_true (kapka_upload_write_acks (journal, RECEIVER, old, NULL, 2000, NULL));
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 0);
}

static void
test_correction_of_sent_day (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) documents = NULL;
  KapkaEvent *correction = kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock);

  ack_all (journal, RECEIVER);
  correction->corrects = kapka_place_read_text (place, "SELECT event_id FROM event WHERE seq = 2");
  correction->author = g_strdup ("desk");
  correction->reason = g_strdup ("test");
  g_strlcpy (correction->at.day, "2026-03-02", sizeof correction->at.day);
  kapka_event_add_count (correction, "s3", -2);
  kapka_place_append (journal, correction);
  documents = list (journal, 200);
  g_assert_cmpuint (documents->len, ==, 1);
  // A counter that came to 0 is left out.
  assert_counts (g_ptr_array_index (documents, 0), "_on=1 ");
}

static void
test_changed_row_is_not_sent (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kapka_place_run (
      place, "DROP TRIGGER count_ro; UPDATE event_count SET delta = 40 WHERE seq = 2", NULL));
  documents = kapka_upload_list_pending (journal, 200, &error);
  g_assert_null (documents);
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
}

static const char fold[] =
    "BEGIN;"
    "INSERT INTO day_fold VALUES(1, '2026-03-02', 3, '{\"_on\":1,\"s3\":2}', '%s');"
    "INSERT INTO day_fold VALUES(1, '2026-03-03', 5, '{\"_on\":1,\"s3\":1}', '%s');"
    "UPDATE stream SET state = 'folded' WHERE stream_no = 1;"
    "DELETE FROM event_count WHERE stream_no = 1; DELETE FROM event WHERE stream_no = 1; COMMIT";

static void
test_folded_days (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) before = list (journal, 200);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (fold, ((KapkaDayDocument *)before->pdata[0])->digest,
                                          ((KapkaDayDocument *)before->pdata[1])->digest);

  kapka_place_run (place, sql, &error);
  g_assert_no_error (error);
  after = list (journal, 200);
  g_assert_cmpuint (after->len, ==, 2);
  assert_counts (after->pdata[0], "_on=1 s3=2 ");
  assert_counts (after->pdata[1], "_on=1 s3=1 ");
  g_assert_true (kapka_journal_check (journal, &error));
  // The days go on in a new stream.
  append_request (place, journal);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 2);
  g_assert_true (kapka_place_run (place, "UPDATE day_fold SET counts = '{\"s3\":9}'", NULL));
  g_assert_null (kapka_upload_list_pending (journal, 200, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
}

static void
record (KapkaJournal *journal, gint64 started_ms, int exit_code, const char *reason) {
  const KapkaSyncRun run = { .started_ms = started_ms,
                             .ended_ms = started_ms + 100,
                             .attempts = 2,
                             .sent = 3,
                             .acked = 1,
                             .exit_code = exit_code,
                             .reason = (char *)reason,
                             .http_status = 200 };

  g_assert_true (kapka_upload_record_run (journal, &run, NULL));
}

static void
test_runs (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_auto (KapkaSyncRun) none = { 0 };
  g_auto (KapkaSyncRun) last = { 0 };
  g_auto (KapkaSyncRun) good = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_upload_get_last_run (journal, FALSE, &none, &error));
  g_assert_no_error (error);
  for (int i = 0; i < 510; i++)
    record (journal, i, i == 400 ? 0 : 75, i == 400 ? "ok" : "network");
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM sync_run"), ==, 500);
  g_assert_true (kapka_upload_get_last_run (journal, FALSE, &last, &error));
  g_assert_cmpint (last.started_ms, ==, 509);
  g_assert_cmpint (last.ended_ms, ==, 609);
  g_assert_cmpint (last.exit_code, ==, 75);
  g_assert_cmpint (last.attempts, ==, 2);
  g_assert_cmpint (last.sent, ==, 3);
  g_assert_cmpint (last.acked, ==, 1);
  g_assert_cmpint (last.http_status, ==, 200);
  g_assert_cmpstr (last.reason, ==, "network");
  g_assert_null (last.detail);
  g_assert_true (kapka_upload_get_last_run (journal, TRUE, &good, &error));
  g_assert_cmpint (good.started_ms, ==, 400);
  g_assert_cmpstr (good.reason, ==, "ok");
}

static void
test_presence_days (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kapka_upload_count_presence_days (journal, &error), ==, 2);
  record (journal, kapka_place_parse_ms ("2026-03-02T23:00:00+04:00"), 75, "network");
  g_assert_cmpint (kapka_upload_count_presence_days (journal, &error), ==, 2);
  record (journal, kapka_place_parse_ms ("2026-03-02T23:30:00+04:00"), 0, "ok");
  g_assert_cmpint (kapka_upload_count_presence_days (journal, &error), ==, 1);
  record (journal, kapka_place_parse_ms ("2026-03-03T00:30:00+04:00"), 0, "ok");
  g_assert_cmpint (kapka_upload_count_presence_days (journal, &error), ==, 0);
  g_assert_no_error (error);
}

/** Every page of what the disk has, acked or not. */
static void
test_held (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;

  ack_all (journal, RECEIVER);
  first = kapka_upload_list_held (journal, NULL, 1, NULL);
  second = kapka_upload_list_held (journal, g_ptr_array_index (first, 0), 1, NULL);
  third = kapka_upload_list_held (journal, g_ptr_array_index (second, 0), 1, NULL);
  g_assert_cmpstr (((KapkaDayDocument *)g_ptr_array_index (first, 0))->day, ==, "2026-03-02");
  g_assert_cmpstr (((KapkaDayDocument *)g_ptr_array_index (second, 0))->day, ==, "2026-03-03");
  g_assert_cmpuint (third->len, ==, 0);
  g_assert_true (kapka_upload_drop_acks (journal, RECEIVER, second, NULL));
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 1);
}

static void
test_fragments (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) fragments = NULL;
  const KapkaFragment *first;

  g_assert_true (kapka_place_run (place, "UPDATE stream SET state = 'damaged'", NULL));
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 0);
  g_assert_cmpint (kapka_upload_count_damaged_streams (journal, NULL), ==, 1);
  fragments = kapka_upload_list_pending_fragments (journal, 2, NULL);
  first = g_ptr_array_index (fragments, 0);
  g_assert_cmpuint (fragments->len, ==, 2);
  g_assert_cmpint (first->seq, ==, 1);
  g_assert_cmpstr (first->day, ==, "2026-03-02");
  g_assert_cmpuint (first->counts->len, ==, 1);
  g_assert_true (kapka_upload_write_acks (journal, RECEIVER, none, fragments, 1, NULL));
  g_assert_cmpint (kapka_upload_count_pending_fragments (journal, NULL), ==, 3);
  g_assert_true (kapka_upload_drop_fragment_acks (journal, RECEIVER, NULL));
  g_assert_cmpint (kapka_upload_count_pending_fragments (journal, NULL), ==, 5);
}

/** Reads `day here/acked` of each day, requests alone; `!` when something waits. */
static char *
list_days (KapkaJournal *journal) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = kapka_upload_list_days (journal, "2026-03-01", "2026-03-31", &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < days->len; i++) {
    const KapkaDayProgress *day = &g_array_index (days, KapkaDayProgress, i);

    g_string_append_printf (text, "%s %d/%d%s ", day->day + 8, (int)day->requests,
                            (int)day->acked_requests, day->pending ? "!" : "");
  }
  return g_string_free (text, FALSE);
}

static void
assert_days (KapkaJournal *journal, const char *expected) {
  g_autofree char *text = list_days (journal);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_days (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);

  assert_days (journal, "03 1/0! 02 2/0! ");
  ack_all (journal, RECEIVER);
  assert_days (journal, "03 1/1 02 2/2 ");
  // What comes after the ack is here and not there yet.
  append_request (place, journal);
  assert_days (journal, "03 2/1! 02 2/2 ");
  ack_all (journal, RECEIVER);
  assert_days (journal, "03 2/2 02 2/2 ");
  g_assert_true (kapka_journal_set_meta (journal, "receiver_id", OTHER_RECEIVER, NULL));
  assert_days (journal, "03 2/0! 02 2/0! ");
}

static void
test_folded_days_of_both (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) documents = list (journal, 200);
  g_autofree char *sql = g_strdup_printf (fold, ((KapkaDayDocument *)documents->pdata[0])->digest,
                                          ((KapkaDayDocument *)documents->pdata[1])->digest);

  g_assert_true (kapka_place_run (place, sql, NULL));
  assert_days (journal, "03 1/0! 02 2/0! ");
  ack_all (journal, RECEIVER);
  append_request (place, journal);
  assert_days (journal, "03 2/1! 02 2/2 ");
}

/** Of a damaged stream that counts which the receiver took event by event. */
static void
test_days_of_fragments (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) fragments = NULL;

  g_assert_true (kapka_place_run (place, "UPDATE stream SET state = 'damaged'", NULL));
  fragments = kapka_upload_list_pending_fragments (journal, 2, NULL);
  g_assert_true (kapka_upload_write_acks (journal, RECEIVER, none, fragments, 1, NULL));
  assert_days (journal, "03 1/0! 02 2/1! ");
}

static void
test_exports (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *last = NULL;

  for (guint i = 0; i < 70; i++) {
    g_autofree char *request_id = g_strdup_printf ("0b0e0000-0000-4000-8000-%012u", i);

    g_assert_true (kapka_upload_note_export (journal, request_id, request_id, NULL));
  }
  g_assert_null (kapka_upload_find_export (journal, "0b0e0000-0000-4000-8000-000000000005", NULL));
  last = kapka_upload_find_export (journal, "0b0e0000-0000-4000-8000-000000000069", NULL);
  g_assert_cmpstr (last, ==, "0b0e0000-0000-4000-8000-000000000069");
  g_assert_true (kapka_upload_drop_export (journal, last, NULL));
  g_assert_null (kapka_upload_find_export (journal, last, NULL));
}

/** An older stream that is closed again does not open the newest one. */
static void
test_close_older (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_with_days (place);
  g_autofree char *first = kapka_place_read_text (place, "SELECT stream_id FROM stream");
  g_autofree char *second = NULL;

  g_assert_true (kapka_upload_close_stream (journal, first, NULL));
  append_request (place, journal);
  second = kapka_place_read_text (place, "SELECT stream_id FROM stream WHERE stream_no = 2");
  g_assert_true (kapka_upload_close_stream (journal, second, NULL));
  g_assert_true (kapka_upload_close_stream (journal, first, NULL));
  append_request (place, journal);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 3);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/upload/documents", test_documents);
  g_test_add_func ("/journal/upload/acks", test_acks);
  g_test_add_func ("/journal/upload/old-ack", test_old_ack_is_no_step_back);
  g_test_add_func ("/journal/upload/correction", test_correction_of_sent_day);
  g_test_add_func ("/journal/upload/changed-row", test_changed_row_is_not_sent);
  g_test_add_func ("/journal/upload/fold", test_folded_days);
  g_test_add_func ("/journal/upload/runs", test_runs);
  g_test_add_func ("/journal/upload/presence", test_presence_days);
  g_test_add_func ("/journal/upload/held", test_held);
  g_test_add_func ("/journal/upload/fragments", test_fragments);
  g_test_add_func ("/journal/upload/days", test_days);
  g_test_add_func ("/journal/upload/folded-days-of-both", test_folded_days_of_both);
  g_test_add_func ("/journal/upload/days-of-fragments", test_days_of_fragments);
  g_test_add_func ("/journal/upload/exports", test_exports);
  g_test_add_func ("/journal/upload/close-older", test_close_older);
  return g_test_run ();
}
