// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mount.h>
#include <unistd.h>

#include "base/error.h"
#include "journal/backup.h"
#include "journal/ballast.h"
#include "journal/journal-private.h"
#include "journal/writer.h"
#include "test-journal-place.h"

#define PATIENCE_USEC (30 * G_USEC_PER_SEC)
#define N_EVENTS 60

/** A journal on a small file system of its own, which the test fills up or takes away; needs root.
 */
typedef struct {
  KapkaPlace *place;
  char *ballast;
  KapkaJournalWriter *writer;
  guint n_answers;
  GString *order; // Names of the items in the order of their answers.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  fixture->ballast = g_build_filename (fixture->place->state_dir, "ballast", NULL);
  fixture->order = g_string_new (NULL);
  g_assert_cmpint (g_mkdir (fixture->place->state_dir, 0755), ==, 0);
}

static void
mount_tmpfs_of (Fixture *fixture, unsigned long flags, const char *size) {
  g_autofree char *options = g_strconcat ("size=", size, NULL);

  g_assert_cmpint (mount ("tmpfs", fixture->place->state_dir, "tmpfs", flags, options), ==, 0);
}

static void
mount_tmpfs (Fixture *fixture, unsigned long flags) {
  mount_tmpfs_of (fixture, flags, "1m");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  if (fixture->writer != NULL)
    kapka_journal_writer_stop (fixture->writer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->writer);
  while (umount (fixture->place->state_dir) == 0)
    ;
  g_assert_cmpint (errno, ==, EINVAL); // Nothing is mounted there any more.
  g_free (fixture->ballast);
  g_string_free (fixture->order, TRUE);
  kapka_place_free (fixture->place);
}

static void
start (Fixture *fixture) {
  fixture->writer = g_object_new (KAPKA_TYPE_JOURNAL_WRITER, "state-dir", fixture->place->state_dir,
                                  "runtime-dir", fixture->place->runtime_dir, "clock",
                                  fixture->place->clock, "retry-ms", 20, NULL);
}

/** Takes all the space there is. */
static void
fill_disk (Fixture *fixture) {
  char bytes[1024] = { 0 };
  int fd = open (fixture->ballast, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  while (write (fd, bytes, sizeof bytes) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpint (close (fd), ==, 0);
}

static void
on_append_ready (GObject *source, GAsyncResult *result, gpointer data) {
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  kapka_journal_writer_append_finish (KAPKA_JOURNAL_WRITER (source), result, &error);
  g_assert_no_error (error);
  fixture->n_answers++;
}

static void
append_some (Fixture *fixture, guint first, guint n) {
  for (guint i = first; i < first + n; i++) {
    g_autofree char *item = g_strdup_printf ("tile-%03u", i);
    KapkaEvent *event = kapka_place_request (fixture->place, PLACE_VISIT_1, item, "s3", FALSE);

    kapka_journal_writer_append_async (fixture->writer, event, NULL, on_append_ready, fixture);
  }
}

static gboolean
wake_cb (gpointer data) {
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Fixture *fixture, gboolean counting, guint n_answers) {
  gint64 deadline_usec = g_get_monotonic_time () + PATIENCE_USEC;
  guint waker = g_timeout_add (20, wake_cb, NULL);

  while (kapka_journal_writer_get_counting (fixture->writer) != counting ||
         fixture->n_answers < n_answers) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline_usec);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (waker);
}

/** All events are there, once each, in the order in which they happened. */
static void
assert_complete (Fixture *fixture, guint n) {
  g_autoptr (KapkaJournal) journal = kapka_place_open (fixture->place);
  g_autoptr (GError) error = NULL;
  g_autofree char *items = kapka_place_read_text (
      fixture->place, "SELECT group_concat(item) FROM (SELECT item FROM event WHERE kind = "
                      "'request' ORDER BY stream_no, seq)");
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (expected, "%stile-%03u", i == 0 ? "" : ",", i);
  g_assert_cmpstr (items, ==, expected->str);
  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
}

static void
test_full_says_so (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  mount_tmpfs (fixture, 0);
  journal = kapka_place_open (fixture->place);
  fill_disk (fixture);
  // The last page of the file may have room for a few.
  while (error == NULL && n < 1000) {
    g_autoptr (KapkaEvent) event =
        kapka_place_request (fixture->place, PLACE_VISIT_1, "mfc", "s2", FALSE);

    if (kapka_journal_append (journal, event, &error))
      n++;
  }
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  g_clear_pointer (&journal, kapka_journal_close);
  g_assert_cmpint (g_unlink (fixture->ballast), ==, 0);
  g_assert_cmpint (kapka_place_read_int (fixture->place, "SELECT count(*) FROM event"), ==, n);
}

static gpointer
count_requests (KapkaJournal *journal, gpointer data, GError **error) {
  gint64 sum = 0;

  kapka_journal_sum (journal, "s3", "2026-03-02", "2026-03-02", &sum, NULL, error);
  return GINT_TO_POINTER ((int)sum);
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (GError) error = NULL;
  int *out_sum = data;

  *out_sum = GPOINTER_TO_INT (kapka_journal_writer_run_finish (result, &error));
  g_assert_no_error (error);
}

/** Figures can be looked at even where nothing can be written. */
static void
assert_can_be_read (Fixture *fixture) {
  int sum = -1;

  kapka_journal_writer_run_async (fixture->writer, count_requests, NULL, NULL, NULL, NULL,
                                  on_run_ready, &sum);
  while (sum < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sum, >=, 4);
}

static void
test_full_and_freed (Fixture *fixture, gconstpointer data) {
  mount_tmpfs (fixture, 0);
  start (fixture);
  kapka_journal_writer_append_async (fixture->writer,
                                     kapka_place_begin (fixture->place, PLACE_VISIT_1), NULL,
                                     on_append_ready, fixture);
  append_some (fixture, 0, 4);
  wait_for (fixture, TRUE, 5);
  fill_disk (fixture);
  append_some (fixture, 4, N_EVENTS - 4);
  wait_for (fixture, FALSE, 5);
  g_assert_cmpuint (fixture->n_answers, <, N_EVENTS);
  assert_can_be_read (fixture);
  g_assert_cmpint (g_unlink (fixture->ballast), ==, 0);
  wait_for (fixture, TRUE, N_EVENTS + 1);
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
  assert_complete (fixture, N_EVENTS);
  // The visit goes on: opening anew does not make it one that was left open.
  g_assert_cmpint (
      kapka_place_read_int (fixture->place, "SELECT count(*) FROM event WHERE kind = 'end'"), ==,
      0);
}

/** There is room for the ballast: the full disk costs nobody's count, and nobody had to come. The
 * backup finds no room, which costs nothing either. */
static void
test_full_with_ballast (Fixture *fixture, gconstpointer data) {
  g_autofree char *reserve = g_build_filename (fixture->place->state_dir, "journal.ballast", NULL);

  mount_tmpfs_of (fixture, 0, "24m");
  kapka_ballast_ensure (fixture->place->state_dir);
  g_assert_true (g_file_test (reserve, G_FILE_TEST_EXISTS));
  start (fixture);
  append_some (fixture, 0, 4);
  wait_for (fixture, TRUE, 4);
  fill_disk (fixture);
  append_some (fixture, 4, N_EVENTS - 4);
  wait_for (fixture, TRUE, N_EVENTS);
  g_assert_false (g_file_test (reserve, G_FILE_TEST_EXISTS));
  g_assert_true (kapka_ballast_is_missing (fixture->place->state_dir));
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
  assert_complete (fixture, N_EVENTS);
  g_assert_cmpint (g_unlink (fixture->ballast), ==, 0);
  kapka_ballast_ensure (fixture->place->state_dir);
  g_assert_false (kapka_ballast_is_missing (fixture->place->state_dir));
}

/** A backup that does not fit leaves the backups of before alone, and the journal too. */
static void
test_full_for_backup (Fixture *fixture, gconstpointer data) {
  g_autofree char *directory = g_build_filename (fixture->place->state_dir, "backup", NULL);
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  mount_tmpfs (fixture, 0);
  journal = kapka_place_open (fixture->place);
  kapka_backup_write_day (journal->db, directory, "journal", "2026-03-01", &error);
  g_assert_no_error (error);
  fill_disk (fixture);
  g_assert_false (kapka_backup_write_day (journal->db, directory, "journal", "2026-03-02", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  g_assert_cmpuint (kapka_place_count_files (directory), ==, 1);
  g_assert_cmpint (g_unlink (fixture->ballast), ==, 0);
  g_clear_error (&error);
  kapka_backup_write_day (journal->db, directory, "journal", "2026-03-02", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kapka_place_count_files (directory), ==, 2);
}

static void
test_full_at_start (Fixture *fixture, gconstpointer data) {
  mount_tmpfs (fixture, 0);
  fill_disk (fixture);
  start (fixture);
  append_some (fixture, 0, N_EVENTS);
  wait_for (fixture, FALSE, 0);
  g_assert_cmpint (g_unlink (fixture->ballast), ==, 0);
  wait_for (fixture, TRUE, N_EVENTS);
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
  assert_complete (fixture, N_EVENTS);
}

static void
test_read_only_at_start (Fixture *fixture, gconstpointer data) {
  mount_tmpfs (fixture, MS_RDONLY);
  start (fixture);
  append_some (fixture, 0, N_EVENTS);
  wait_for (fixture, FALSE, 0);
  g_assert_cmpint (mount ("tmpfs", fixture->place->state_dir, "tmpfs", MS_REMOUNT, "size=1m"), ==,
                   0);
  wait_for (fixture, TRUE, N_EVENTS);
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
  assert_complete (fixture, N_EVENTS);
}

static void
run (const char *command_line) {
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command_line, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

/** Runs a command with the image and the place where it is mounted. */
static void
run_on_image (Fixture *fixture, const char *format) {
  g_autofree char *image = g_build_filename (fixture->place->root, "image", NULL);
  g_autoptr (GString) command = g_string_new (format);

  g_string_replace (command, "IMAGE", image, 0);
  g_string_replace (command, "PLACE", fixture->place->state_dir, 0);
  run (command->str);
}

/** The writer tries the old disk again and again; one that is in use while it is taken away would
 * live on as it is, also at its next place. */
static void
unmount (Fixture *fixture) {
  gint64 deadline_usec = g_get_monotonic_time () + PATIENCE_USEC;

  while (umount (fixture->place->state_dir) != 0) {
    g_assert_cmpint (errno, ==, EBUSY);
    g_assert_cmpint (g_get_monotonic_time (), <, deadline_usec);
    g_thread_yield ();
  }
}

/** What a kernel does to a disk that fails: the file system turns read-only with the journal open.
 */
static void
test_read_only_while_running (Fixture *fixture, gconstpointer data) {
  // While the image is away nothing may be written in its place, where mounting it would hide it.
  mount_tmpfs (fixture, MS_RDONLY);
  run_on_image (fixture, "truncate -s 16M IMAGE");
  run_on_image (fixture, "mkfs.ext4 -q IMAGE");
  run_on_image (fixture, "mount -o loop IMAGE PLACE");
  start (fixture);
  append_some (fixture, 0, 5);
  wait_for (fixture, TRUE, 5);
  run_on_image (fixture, "mount -o remount,abort PLACE");
  append_some (fixture, 5, N_EVENTS - 5);
  wait_for (fixture, FALSE, 5);
  g_assert_cmpuint (fixture->n_answers, ==, 5);
  // Repaired and mounted again at the same place.
  unmount (fixture);
  run_on_image (fixture, "mount -o loop IMAGE PLACE");
  wait_for (fixture, TRUE, N_EVENTS);
  g_assert_cmpuint (kapka_journal_writer_stop (fixture->writer), ==, 0);
  assert_complete (fixture, N_EVENTS);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data)) {
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add ("/matrix/26-full", test_full_says_so);
  add ("/matrix/26-full-and-freed", test_full_and_freed);
  add ("/matrix/26-full-with-ballast", test_full_with_ballast);
  add ("/matrix/26-full-for-backup", test_full_for_backup);
  add ("/matrix/26-full-at-start", test_full_at_start);
  add ("/matrix/28-read-only-at-start", test_read_only_at_start);
  add ("/matrix/28-read-only-while-running", test_read_only_while_running);
  return g_test_run ();
}
