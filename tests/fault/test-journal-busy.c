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
  g_test_add_func ("/journal/busy/locked-for-long", test_locked_for_long);
  g_test_add_func ("/journal/busy/many-writers", test_many_writers);
  return g_test_run ();
}
