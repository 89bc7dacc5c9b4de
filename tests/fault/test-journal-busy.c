// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "journal/db.h"
#include "journal/writer.h"
#include "test-journal-place.h"

#define PATIENCE_USEC (60 * G_USEC_PER_SEC)
#define N_WRITERS 6
#define N_EACH 40

static gboolean
wake_cb (gpointer data) {
  return G_SOURCE_CONTINUE;
}

static void
on_append_ready (GObject *source, GAsyncResult *result, gpointer data) {
  guint *n_answers = data;
  g_autoptr (GError) error = NULL;

  kapka_journal_writer_append_finish (KAPKA_JOURNAL_WRITER (source), result, &error);
  g_assert_no_error (error);
  (*n_answers)++;
}

/** The program ends before the event is in the journal. */
static void
on_append_refused (GObject *source, GAsyncResult *result, gpointer data) {
  guint *n_answers = data;
  g_autoptr (GError) error = NULL;

  g_assert_false (
      kapka_journal_writer_append_finish (KAPKA_JOURNAL_WRITER (source), result, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_IO);
  (*n_answers)++;
}

static void
wait_for (KapkaJournalWriter *writer, gboolean counting, const guint *n_answers, guint wanted) {
  gint64 deadline_usec = g_get_monotonic_time () + PATIENCE_USEC;
  guint waker = g_timeout_add (20, wake_cb, NULL);

  while (kapka_journal_writer_get_counting (writer) != counting || *n_answers < wanted) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline_usec);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (waker);
}

/** Longer than any patience of SQLite: the events wait and are written once. */
static void
test_locked_for_long (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournalWriter) writer =
      kapka_journal_writer_new (place->state_dir, place->runtime_dir, place->clock);
  g_autoptr (KapkaDb) other = NULL;
  g_autoptr (GError) error = NULL;
  guint n_answers = 0;

  kapka_journal_writer_append_async (writer, kapka_place_begin (place, PLACE_VISIT_1), NULL,
                                     on_append_ready, &n_answers);
  wait_for (writer, TRUE, &n_answers, 1);
  other = kapka_db_open (place->path, KAPKA_DB_WRITE, &error);
  g_assert_true (kapka_db_run_script (other, "BEGIN EXCLUSIVE", &error));
  kapka_journal_writer_append_async (writer, kapka_place_begin (place, PLACE_VISIT_2), NULL,
                                     on_append_ready, &n_answers);
  wait_for (writer, FALSE, &n_answers, 1);
  g_assert_cmpuint (n_answers, ==, 1);
  g_assert_true (kapka_db_run_script (other, "ROLLBACK", &error));
  wait_for (writer, TRUE, &n_answers, 2);
  g_assert_cmpuint (kapka_journal_writer_stop (writer), ==, 0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 3);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 1);
}

/** The program ends while another tool still has the journal: what waited lies in the spool,
 * and the next start writes it once. */
static void
test_stopped_while_locked (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autofree char *spool = g_build_filename (place->state_dir, "journal.spool", NULL);
  g_autoptr (KapkaJournalWriter) writer = NULL;
  g_autoptr (KapkaDb) other = NULL;
  g_autoptr (GError) error = NULL;
  guint n_answers = 0;

  kapka_journal_close (kapka_place_open (place));
  other = kapka_db_open (place->path, KAPKA_DB_WRITE, &error);
  g_assert_true (kapka_db_run_script (other, "BEGIN EXCLUSIVE", &error));
  writer = kapka_journal_writer_new (place->state_dir, place->runtime_dir, place->clock);
  for (int i = 0; i < 3; i++)
    kapka_journal_writer_append_async (
        writer, kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", i == 0), NULL,
        on_append_refused, &n_answers);
  // None is lost, although none is in the journal.
  g_assert_cmpuint (kapka_journal_writer_stop (writer), ==, 0);
  while (n_answers < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (spool, G_FILE_TEST_EXISTS));
  g_assert_true (kapka_db_run_script (other, "ROLLBACK", &error));
  for (int i = 0; i < 2; i++) {
    g_autoptr (KapkaJournalWriter) next =
        kapka_journal_writer_new (place->state_dir, place->runtime_dir, place->clock);

    kapka_journal_writer_append_async (
        next, kapka_place_begin (place, i == 0 ? PLACE_VISIT_1 : PLACE_VISIT_2), NULL,
        on_append_ready, &n_answers);
    wait_for (next, TRUE, &n_answers, 4 + (guint)i);
    g_assert_cmpuint (kapka_journal_writer_stop (next), ==, 0);
  }
  g_assert_false (g_file_test (spool, G_FILE_TEST_EXISTS));
  g_assert_cmpint (kapka_place_read_int (place, "SELECT value FROM day_count WHERE key = 's3'"), ==,
                   3);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT value FROM day_count WHERE key = 'users'"),
                   ==, 1);
}

static gpointer
append_each (gpointer data) {
  KapkaPlace *place = data;
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  for (int i = 0; i < N_EACH; i++)
    kapka_place_append (journal,
                        kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
  return NULL;
}

static void
test_many_writers (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (GError) error = NULL;
  GThread *threads[N_WRITERS];

  for (int i = 0; i < N_WRITERS; i++)
    threads[i] = g_thread_new ("writer", append_each, place);
  for (int i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  journal = kapka_place_open (place);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT max(seq) FROM event"), ==,
                   N_WRITERS * N_EACH);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 1);
  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/32-locked-for-long", test_locked_for_long);
  g_test_add_func ("/matrix/32-stopped-while-locked", test_stopped_while_locked);
  g_test_add_func ("/journal/busy/many-writers", test_many_writers);
  return g_test_run ();
}
