// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/writer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "test-journal-place.h"

#define PATIENCE_USEC (20 * G_USEC_PER_SEC)

typedef struct {
  KapkaPlace *place;
  KapkaJournalWriter *writer;
  GString *answers; // One letter for each answer: w written, d refused as data, i input or output,
                    // c cancelled.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->place = kapka_place_new ("Europe/Samara", "2026-03-02T23:50:00+04:00");
  fixture->answers = g_string_new (NULL);
}

static void
start (Fixture *fixture) {
  fixture->writer = g_object_new (KAPKA_TYPE_JOURNAL_WRITER, "state-dir", fixture->place->state_dir,
                                  "runtime-dir", fixture->place->runtime_dir, "clock",
                                  fixture->place->clock, "retry-ms", 20, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  if (fixture->writer != NULL)
    kapka_journal_writer_stop (fixture->writer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->writer);
  g_string_free (fixture->answers, TRUE);
  kapka_place_free (fixture->place);
}

static void
on_append_ready (GObject *source, GAsyncResult *result, gpointer data) {
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  if (kapka_journal_writer_append_finish (KAPKA_JOURNAL_WRITER (source), result, &error))
    g_string_append_c (fixture->answers, 'w');
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_string_append_c (fixture->answers, 'c');
  else
    g_string_append_c (fixture->answers,
                       g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DATA) ? 'd' : 'i');
}

static void
append (Fixture *fixture, KapkaEvent *event) {
  kapka_journal_writer_append_async (fixture->writer, event, NULL, on_append_ready, fixture);
}

static gboolean
wake_cb (gpointer data) {
  return G_SOURCE_CONTINUE;
}

static void
wait_for_answers (Fixture *fixture, gsize n) {
  gint64 deadline_usec = g_get_monotonic_time () + PATIENCE_USEC;
  guint waker = g_timeout_add (50, wake_cb, NULL);

  while (fixture->answers->len < n) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline_usec);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (waker);
}

static void
wait_for_counting (Fixture *fixture, gboolean counting) {
  gint64 deadline_usec = g_get_monotonic_time () + PATIENCE_USEC;
  guint waker = g_timeout_add (50, wake_cb, NULL);

  while (kapka_journal_writer_get_counting (fixture->writer) != counting) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline_usec);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (waker);
}

static char *
read_kinds (Fixture *fixture) {
  return kapka_place_read_text (
      fixture->place,
      "SELECT group_concat(kind) FROM (SELECT kind FROM event ORDER BY stream_no, seq)");
}

static void
test_order (Fixture *fixture, gconstpointer data) {
  g_autofree char *items = NULL;
  g_autofree char *kinds = NULL;

  start (fixture);
  for (int i = 0; i < 40; i++) {
    g_autofree char *item = g_strdup_printf ("tile-%02d", i);

    append (fixture, kapka_place_request (fixture->place, PLACE_VISIT_1, item, "s3", FALSE));
  }
  wait_for_answers (fixture, 40);
  g_assert_cmpint (kapka_place_read_int (fixture->place,
                                         "SELECT count(*) FROM event WHERE kind = 'request'"
                                         " AND item = printf('tile-%02d', seq - 2)"),
                   ==, 40);
  kinds = read_kinds (fixture);
  g_assert_true (g_str_has_prefix (kinds, "on,request"));
  g_assert_true (kapka_journal_writer_get_counting (fixture->writer));
  g_assert_null (kapka_journal_writer_get_trouble (fixture->writer));
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
}

static gpointer
read_users (KapkaJournal *journal, gpointer data, GError **error) {
  gint64 users = -1;

  if (!kapka_journal_sum (journal, "users", data, data, &users, NULL, error))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, users);
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer data) {
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kapka_journal_writer_run_finish (result, &error);

  if (error == NULL)
    g_string_append (fixture->answers, text);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_string_append_c (fixture->answers, 'c');
  else
    g_string_append_c (fixture->answers, 'i');
}

static void
run (Fixture *fixture, GCancellable *cancellable) {
  kapka_journal_writer_run_async (fixture->writer, read_users, g_strdup ("2026-03-02"), g_free,
                                  g_free, cancellable, on_run_ready, fixture);
}

/** A job sees every event that was handed over before it. */
static void
test_runs_jobs (Fixture *fixture, gconstpointer data) {
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  start (fixture);
  append (fixture, kapka_place_request (fixture->place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE));
  run (fixture, NULL);
  g_cancellable_cancel (cancellable);
  run (fixture, cancellable);
  wait_for_answers (fixture, 3);
  g_assert_cmpstr (fixture->answers->str, ==, "w1c");
}

static void
test_answers_jobs_without_journal (Fixture *fixture, gconstpointer data) {
  g_assert_true (g_file_set_contents (fixture->place->state_dir, "in the way", -1, NULL));
  start (fixture);
  run (fixture, NULL);
  wait_for_answers (fixture, 1);
  run (fixture, NULL);
  kapka_journal_writer_stop (fixture->writer);
  wait_for_answers (fixture, 2);
  g_assert_cmpstr (fixture->answers->str, ==, "ii");
  g_unlink (fixture->place->state_dir);
}

static void
test_stop_writes_all (Fixture *fixture, gconstpointer data) {
  start (fixture);
  for (int i = 0; i < 40; i++)
    append (fixture, kapka_place_request (fixture->place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
  g_assert_cmpint (kapka_place_read_int (fixture->place, "SELECT count(*) FROM event"), ==, 41);
  wait_for_answers (fixture, 40);
}

static void
test_over_midnight (Fixture *fixture, gconstpointer data) {
  g_autofree char *kinds = NULL;

  start (fixture);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_1));
  append (fixture, kapka_place_end (fixture->place, PLACE_VISIT_1, "idle"));
  wait_for_answers (fixture, 2);
  kapka_place_set_time (fixture->place, "2026-03-03T00:10:00+04:00");
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_2));
  wait_for_answers (fixture, 3);
  kinds = read_kinds (fixture);
  g_assert_cmpstr (kinds, ==, "on,begin,end,on,begin");
  g_assert_cmpint (kapka_place_read_int (fixture->place,
                                         "SELECT count(DISTINCT day) FROM event WHERE kind = 'on'"),
                   ==, 2);
}

static void
test_ends_open_visits (Fixture *fixture, gconstpointer data) {
  g_autofree char *kinds = NULL;

  start (fixture);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_1));
  kapka_journal_writer_stop (fixture->writer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->writer);
  start (fixture);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_2));
  wait_for_answers (fixture, 2);
  kinds = read_kinds (fixture);
  g_assert_cmpstr (kinds, ==, "on,begin,end,begin");
}

static void
test_bad_event_holds_up_nobody (Fixture *fixture, gconstpointer data) {
  KapkaEvent *bad;

  start (fixture);
  bad = kapka_place_request (fixture->place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE);
  g_free (bad->service);
  bad->service = g_strdup ("s9");
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_1));
  append (fixture, bad);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_2));
  wait_for_answers (fixture, 3);
  g_assert_cmpstr (fixture->answers->str, ==, "wdw");
  g_assert_true (kapka_journal_writer_get_counting (fixture->writer));
}

static void
test_cancelled_is_written (Fixture *fixture, gconstpointer data) {
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  start (fixture);
  kapka_journal_writer_append_async (fixture->writer,
                                     kapka_place_begin (fixture->place, PLACE_VISIT_1), cancellable,
                                     on_append_ready, fixture);
  g_cancellable_cancel (cancellable);
  wait_for_answers (fixture, 1);
  g_assert_cmpstr (fixture->answers->str, ==, "c");
  g_assert_cmpint (
      kapka_place_read_int (fixture->place, "SELECT count(*) FROM event WHERE kind = 'begin'"), ==,
      1);
}

/** A file lies where the directory of the journal should be. */
static void
block (Fixture *fixture) {
  g_assert_true (g_file_set_contents (fixture->place->state_dir, "in the way", -1, NULL));
}

static void
test_waits_for_the_disk (Fixture *fixture, gconstpointer data) {
  guint waiting;

  block (fixture);
  start (fixture);
  wait_for_counting (fixture, FALSE);
  g_assert_nonnull (kapka_journal_writer_get_trouble (fixture->writer));
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_1));
  append (fixture, kapka_place_end (fixture->place, PLACE_VISIT_1, "idle"));
  do {
    g_main_context_iteration (NULL, TRUE);
    g_object_get (fixture->writer, "waiting", &waiting, NULL);
  } while (waiting < 2);
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  g_unlink (fixture->place->state_dir);
  wait_for_answers (fixture, 2);
  wait_for_counting (fixture, TRUE);
  g_assert_null (kapka_journal_writer_get_trouble (fixture->writer));
  g_object_get (fixture->writer, "waiting", &waiting, NULL);
  g_assert_cmpuint (waiting, ==, 0);
}

static void
test_stop_tells_what_is_lost (Fixture *fixture, gconstpointer data) {
  block (fixture);
  start (fixture);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_1));
  append (fixture, kapka_place_end (fixture->place, PLACE_VISIT_1, "idle"));
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 2);
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
  wait_for_answers (fixture, 2);
  g_assert_cmpstr (fixture->answers->str, ==, "ii");
  g_unlink (fixture->place->state_dir);
}

static void
test_replaced_journal (Fixture *fixture, gconstpointer data) {
  g_autofree char *aside = g_strconcat (fixture->place->path, ".aside", NULL);

  start (fixture);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_1));
  wait_for_answers (fixture, 1);
  // Somebody takes the file away under the running kiosk.
  g_assert_cmpint (g_rename (fixture->place->path, aside), ==, 0);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_2));
  wait_for_answers (fixture, 2);
  g_assert_cmpstr (fixture->answers->str, ==, "ww");
  g_assert_cmpint (kapka_place_read_int (fixture->place,
                                         "SELECT count(*) FROM event WHERE visit = '" PLACE_VISIT_2
                                         "'"),
                   ==, 1);
}

/** Visitors are counted at once beside a wreck; what was in it comes after them. */
static void
test_salvages (Fixture *fixture, gconstpointer data) {
  gint64 deadline_usec = g_get_monotonic_time () + PATIENCE_USEC;
  g_autofree char *bytes = NULL;
  gsize length;

  start (fixture);
  for (int i = 0; i < 30; i++)
    append (fixture, kapka_place_request (fixture->place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
  kapka_journal_writer_stop (fixture->writer);
  wait_for_answers (fixture, 30);
  g_assert_finalize_object (fixture->writer);
  g_assert_true (g_file_get_contents (fixture->place->path, &bytes, &length, NULL));
  memset (bytes, 0, 100);
  g_assert_true (g_file_set_contents (fixture->place->path, bytes, (gssize)length, NULL));
  start (fixture);
  append (fixture, kapka_place_begin (fixture->place, PLACE_VISIT_2));
  wait_for_answers (fixture, 31);
  g_assert_true (kapka_journal_writer_get_counting (fixture->writer));
  while (kapka_place_read_int (fixture->place,
                               "SELECT count(*) FROM meta WHERE key LIKE 'salvaged %'") == 0)
    g_assert_cmpint (g_get_monotonic_time (), <, deadline_usec);
  g_assert_cmpint (kapka_place_read_int (fixture->place, "SELECT count(*) FROM event"), ==, 33);
  g_assert_cmpint (kapka_place_read_int (fixture->place, "SELECT count(*) FROM day_count_diff"), ==,
                   0);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data)) {
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add ("/journal/writer/order", test_order);
  add ("/journal/writer/runs-jobs", test_runs_jobs);
  add ("/journal/writer/jobs-without-journal", test_answers_jobs_without_journal);
  add ("/journal/writer/stop-writes-all", test_stop_writes_all);
  add ("/journal/writer/over-midnight", test_over_midnight);
  add ("/journal/writer/ends-open-visits", test_ends_open_visits);
  add ("/journal/writer/bad-event", test_bad_event_holds_up_nobody);
  add ("/journal/writer/cancelled", test_cancelled_is_written);
  add ("/journal/writer/waits-for-disk", test_waits_for_the_disk);
  add ("/journal/writer/stop-tells-lost", test_stop_tells_what_is_lost);
  add ("/matrix/30-salvage-beside-visitors", test_salvages);
  add ("/journal/writer/replaced", test_replaced_journal);
  return g_test_run ();
}
