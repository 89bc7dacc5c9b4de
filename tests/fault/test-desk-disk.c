// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "desk/correction.h"
#include "desk/history.h"
#include "desk/month.h"
#include "desk/outreach.h"
#include "test-desk-place.h"

#define MOST_PAGES 40
#define PAGE_BYTES 4096
#define N_FIGURES 20
#define N_BATCHES 20

static KapkaDeskPerson anna = { "Анна", KAPKA_ROLE_LIBRARIAN };

/** A journal and a desk on a small file system of their own, which the test fills up or locks;
 * needs root. */
typedef struct {
  KapkaPlace *place;
  char *ballast;
  KapkaJournal *journal; // (nullable)
  KapkaDesk *desk;       // (nullable)
} Fixture;

static void
close_both (Fixture *fixture) {
  g_clear_pointer (&fixture->desk, kapka_desk_close);
  g_clear_pointer (&fixture->journal, kapka_journal_close);
}

static void
open_both (Fixture *fixture) {
  g_autoptr (GError) error = NULL;

  close_both (fixture);
  fixture->journal = kapka_place_open (fixture->place);
  fixture->desk = kapka_desk_open (fixture->journal, fixture->place->state_dir,
                                   fixture->place->clock, &anna, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  fixture->ballast = g_build_filename (fixture->place->state_dir, "ballast", NULL);
  g_assert_cmpint (g_mkdir (fixture->place->state_dir, 0755), ==, 0);
  g_assert_cmpint (mount ("tmpfs", fixture->place->state_dir, "tmpfs", 0, "size=1m"), ==, 0);
  open_both (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  close_both (fixture);
  g_assert_cmpint (umount (fixture->place->state_dir), ==, 0);
  g_free (fixture->ballast);
  kapka_place_free (fixture->place);
}

/** Takes all the space there is but for @n_pages. */
static void
fill_disk (Fixture *fixture, guint n_pages) {
  char bytes[PAGE_BYTES] = { 0 };
  int fd = open (fixture->ballast, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  off_t length;

  while (write (fd, bytes, sizeof bytes) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  length = lseek (fd, 0, SEEK_END);
  g_assert_cmpint (ftruncate (fd, MAX (0, length - (off_t)n_pages * PAGE_BYTES)), ==, 0);
  g_assert_cmpint (close (fd), ==, 0);
}

static void
make_room (Fixture *fixture) {
  g_assert_cmpint (g_unlink (fixture->ballast), ==, 0);
}

static gboolean
hold_forum (KapkaDesk *desk, const char *title, GError **error) {
  KapkaOutreach outreach = { .kind = (char *)"forum",
                             .day = "2026-02-10",
                             .title = (char *)title,
                             .audience = (char *)"residents",
                             .participants = 10 };

  return kapka_outreach_save (desk, &outreach, error);
}

/** Desk and journal agree on @n forums. */
static void
assert_forums (Fixture *fixture, guint n) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outreaches =
      kapka_outreach_list (fixture->desk, "2026-01-01", "2026-12-31", &error);
  gint64 participants;

  g_assert_no_error (error);
  g_assert_cmpuint (outreaches->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (((KapkaOutreach *)g_ptr_array_index (outreaches, i))->title, !=, "");
  g_assert_true (kapka_journal_sum (fixture->journal, "participants", "2026-02-10", "2026-02-10",
                                    &participants, NULL, &error));
  g_assert_cmpint (participants, ==, 10 * n);
  kapka_journal_check (fixture->journal, &error);
  g_assert_no_error (error);
}

/** However little space is left: what was refused is not there, so that a second try counts once.
 */
static void
test_full (Fixture *fixture, gconstpointer data) {
  guint n_saved = 0;
  guint n_refused = 0;

  for (guint n_pages = 0; n_pages < MOST_PAGES; n_pages++) {
    g_autoptr (GError) error = NULL;

    fill_disk (fixture, n_pages);
    if (hold_forum (fixture->desk, "Форум", &error))
      n_saved++;
    else
      g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
    n_refused += error != NULL ? 1 : 0;
    make_room (fixture);
    open_both (fixture);
    assert_forums (fixture, n_saved);
  }
  g_assert_cmpuint (n_refused, >, 2);
  g_assert_cmpuint (n_saved, >, 2);
}

static void
test_full_history (Fixture *fixture, gconstpointer data) {
  g_autoptr (GPtrArray) figures = NULL;
  g_autoptr (GError) error = NULL;

  fill_disk (fixture, 0);
  g_assert_false (kapka_history_set (fixture->desk, 2018, "users", 5, "отчёт", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (kapka_month_close (fixture->desk, "2026-02", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  g_clear_error (&error);
  make_room (fixture);
  open_both (fixture);
  g_assert_true (kapka_history_set (fixture->desk, 2018, "users", 5, "отчёт", &error));
  figures = kapka_history_list (fixture->desk, &error);
  g_assert_cmpuint (figures->len, ==, 1);
}

/** A desk that cannot be made is an empty one, and no half of it is left. */
static void
test_full_at_start (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = g_build_filename (fixture->place->state_dir, "desk.db", NULL);
  g_autofree char *draft = g_strconcat (path, ".new", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->desk, kapka_desk_close);
  g_assert_cmpint (g_unlink (path), ==, 0);
  fill_disk (fixture, 2);
  fixture->desk = kapka_desk_open (fixture->journal, fixture->place->state_dir,
                                   fixture->place->clock, &anna, &error);
  g_assert_no_error (error);
  assert_forums (fixture, 0);
  g_assert_false (hold_forum (fixture->desk, "Форум", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (kapka_history_set (fixture->desk, 2018, "users", 5, "отчёт", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (draft, G_FILE_TEST_EXISTS));
  make_room (fixture);
  open_both (fixture);
  g_assert_null (kapka_desk_get_notice (fixture->desk));
}

static void
remount (Fixture *fixture, unsigned long flags) {
  g_assert_cmpint (
      mount ("tmpfs", fixture->place->state_dir, "tmpfs", MS_REMOUNT | flags, "size=1m"), ==, 0);
}

/** On a disk that may not be written a person can look. */
static void
test_read_only (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  g_assert_true (hold_forum (fixture->desk, "Форум", &error));
  close_both (fixture);
  remount (fixture, MS_RDONLY);
  fixture->journal = kapka_journal_open (fixture->place->state_dir, NULL, fixture->place->clock,
                                         KAPKA_JOURNAL_READ, NULL, &error);
  g_assert_no_error (error);
  fixture->desk = kapka_desk_open (fixture->journal, fixture->place->state_dir,
                                   fixture->place->clock, &anna, &error);
  g_assert_no_error (error);
  assert_forums (fixture, 1);
  g_assert_false (hold_forum (fixture->desk, "Форум", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY);
  close_both (fixture);
  remount (fixture, 0);
  open_both (fixture);
  assert_forums (fixture, 1);
}

static void
test_read_only_journal (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  close_both (fixture);
  fixture->journal = kapka_journal_open (fixture->place->state_dir, NULL, fixture->place->clock,
                                         KAPKA_JOURNAL_READ, NULL, &error);
  fixture->desk = kapka_desk_open (fixture->journal, fixture->place->state_dir,
                                   fixture->place->clock, &anna, &error);
  g_assert_no_error (error);
  g_assert_false (hold_forum (fixture->desk, "Форум", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY);
  open_both (fixture);
  assert_forums (fixture, 0);
}

/** Starts another program at the same desk. Returns: its pid, 0 within it. */
static pid_t
start_other (Fixture *fixture) {
  pid_t pid;

  close_both (fixture);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    g_random_set_seed ((guint32)getpid ()); // Else both would think of the same identities.
  open_both (fixture);
  return pid;
}

static void
await_other (pid_t pid) {
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static gboolean
write_figures (Fixture *fixture, int first_year) {
  for (int i = 0; i < N_FIGURES; i++)
    if (!kapka_history_set (fixture->desk, first_year + i, "users", i, "отчёт", NULL) ||
        !hold_forum (fixture->desk, "Форум", NULL))
      return FALSE;
  return TRUE;
}

static void
test_two_writers (Fixture *fixture, gconstpointer data) {
  g_autoptr (GPtrArray) figures = NULL;
  pid_t pid = start_other (fixture);

  if (pid == 0)
    _exit (write_figures (fixture, 1950) ? 0 : 1);
  g_assert_true (write_figures (fixture, 1980));
  await_other (pid);
  figures = kapka_history_list (fixture->desk, NULL);
  g_assert_cmpuint (figures->len, ==, 2 * N_FIGURES);
  assert_forums (fixture, 2 * N_FIGURES);
}

/** Adds batches to a day of @month until it is closed, and tells of each. */
static int
add_batches (Fixture *fixture, const char *month, int fd) {
  KapkaBatch batch = { .users = 1, .services = { 1 } };
  g_autoptr (GError) error = NULL;

  g_snprintf (batch.day, sizeof batch.day, "%s-10", month);
  for (guint i = 0; i < N_BATCHES && error == NULL; i++) {
    g_autofree char *event_id = kapka_correction_add_batch (fixture->desk, &batch, &error);

    if (event_id != NULL && write (fd, ".", 1) != 1)
      return 1;
  }
  return error == NULL || g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED) ? 0 : 1;
}

/** Closes @month when another program has added @n_before batches to it. */
static void
close_while_adding (Fixture *fixture, const char *month, guint n_before) {
  g_autoptr (KapkaMonthState) state = NULL;
  g_autoptr (GError) error = NULL;
  int ends[2];
  char dot;
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = start_other (fixture);
  if (pid == 0)
    _exit (add_batches (fixture, month, ends[1]));
  for (guint i = 0; i < n_before; i++)
    g_assert_cmpint (read (ends[0], &dot, 1), ==, 1);
  kapka_month_close (fixture->desk, month, &error);
  g_assert_no_error (error);
  await_other (pid);
  state = kapka_month_get_state (fixture->desk, month, &error);
  g_assert_true (state->closed);
  g_assert_false (state->changed);
  close (ends[0]);
  close (ends[1]);
}

/** No batch comes between the figures that were closed and the lock. */
static void
test_closing_race (Fixture *fixture, gconstpointer data) {
  for (guint i = 1; i <= 9; i++) {
    g_autofree char *month = g_strdup_printf ("2025-%02u", i);

    close_while_adding (fixture, month, i);
  }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer)) {
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add ("/desk-disk/full", test_full);
  add ("/desk-disk/full-history", test_full_history);
  add ("/desk-disk/full-at-start", test_full_at_start);
  add ("/desk-disk/read-only", test_read_only);
  add ("/desk-disk/read-only-journal", test_read_only_journal);
  add ("/desk-disk/two-writers", test_two_writers);
  add ("/desk-disk/closing-race", test_closing_race);
  return g_test_run ();
}
