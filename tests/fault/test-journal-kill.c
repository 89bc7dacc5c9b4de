// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program.h"
#include "test-journal-place.h"

#define N_KILLS 80
#define MOST_AWAITED 3
#define LONGEST_REST_USEC 2000
#define N_EVENTS 3
#define DEADLINE_MS 60000
#define SEED 20260302u

/** The child: appends until it is killed, and tells of each event once it is confirmed. */
static int
append_for_ever (KapkaPlace *place, int fd) {
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  kapka_journal_append_on (journal, NULL);
  for (;;) {
    g_autoptr (KapkaEvent) event =
        kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE);

    if (!kapka_journal_append (journal, event, NULL) ||
        write (fd, event->event_id, strlen (event->event_id)) != 36)
      return 1;
  }
}

static pid_t
start_child (KapkaPlace *place, int *out_fd) {
  int ends[2];
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  if (pid == 0)
    _exit (append_for_ever (place, ends[1]));
  g_assert_cmpint (pid, >, 0);
  close (ends[1]);
  *out_fd = ends[0];
  return pid;
}

/** Reads what the child told, at most @most ids; a write of 36 bytes to a pipe is whole or not at
 * all. */
static void
read_confirmed (int fd, guint most, GPtrArray *confirmed) {
  char id[37] = { 0 };

  for (guint i = 0; i < most && read (fd, id, 36) == 36; i++)
    g_ptr_array_add (confirmed, g_strdup (id));
}

static void
live_and_kill (KapkaPlace *place, GRand *rand, GPtrArray *confirmed) {
  int fd;
  pid_t pid = start_child (place, &fd);
  int status;

  // However slow the machine is, the child gets that far; the rest is a random moment.
  read_confirmed (fd, (guint)g_rand_int_range (rand, 0, MOST_AWAITED + 1), confirmed);
  g_usleep ((gulong)g_rand_int_range (rand, 0, LONGEST_REST_USEC));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  read_confirmed (fd, G_MAXUINT, confirmed);
  close (fd);
}

static GHashTable *
read_events (KapkaPlace *place) {
  g_autofree char *text = kapka_place_read_text (place, "SELECT group_concat(event_id) FROM event");
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) words = g_strsplit (text == NULL ? "" : text, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (ids, g_strdup (words[i]));
  return ids;
}

static void
assert_whole (KapkaPlace *place, GPtrArray *confirmed) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GHashTable) ids = read_events (place);
  g_autofree char *integrity = kapka_place_read_text (place, "PRAGMA integrity_check");

  g_assert_cmpstr (integrity, ==, "ok");
  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < confirmed->len; i++)
    g_assert_true (g_hash_table_contains (ids, g_ptr_array_index (confirmed, i)));
}

static void
test_kill (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (GPtrArray) confirmed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);

  g_test_message ("seed %u", SEED);
  for (int i = 0; i < N_KILLS; i++) {
    live_and_kill (place, rand, confirmed);
    assert_whole (place, confirmed);
  }
  g_test_message ("%u events confirmed over %d kills", confirmed->len, N_KILLS);
  g_assert_cmpuint (confirmed->len, >, N_KILLS);
  g_assert_cmpuint (kapka_place_count_files (quarantine), ==, 0);
}

/** The child under strace: a few events, each told once it is confirmed. */
static int
append_a_few (const char *state_dir, const char *runtime_dir) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (state_dir, runtime_dir, place->clock, KAPKA_JOURNAL_EVENTS, NULL, NULL);

  if (journal == NULL || !kapka_journal_append_on (journal, NULL))
    return 1;
  for (int i = 0; i < N_EVENTS; i++) {
    g_autoptr (KapkaEvent) event =
        kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE);

    if (!kapka_journal_append (journal, event, NULL) ||
        write (STDOUT_FILENO, event->event_id, 36) != 36)
      return 1;
  }
  return 0;
}

/** Runs the child and kills it at its @nth call of @call. Returns: whether it ended before that. */
static gboolean
live_under_strace (KapkaPlace *place, const char *call, guint nth, GPtrArray *confirmed) {
  g_autofree char *inject = g_strdup_printf ("inject=%s:signal=KILL:when=%u", call, nth);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { "strace",
                               "-f",
                               "-qq",
                               "-e",
                               inject,
                               "-o",
                               "/dev/null",
                               self,
                               "--child",
                               place->state_dir,
                               place->runtime_dir,
                               NULL };
  // The search for leaks cannot run beside strace, and needs not.
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_autoptr (KapkaTestProgram) program = NULL;
  g_autofree char *text = NULL;
  int status;

  program = kapka_test_program_start (argv, (const char *const *)envp);
  status = kapka_test_program_wait (program, DEADLINE_MS);
  text = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  for (gsize i = 0; i + 36 <= strlen (text); i += 36)
    g_ptr_array_add (confirmed, g_strndup (text + i, 36));
  g_assert_true (status == 0 || status == 128 + SIGKILL);
  return status == 0;
}

/** Kills at each call of its kind in turn, until the child comes to its end. */
static void
test_each_call (gconstpointer data) {
  const char *call = data;
  guint stride = g_getenv ("KAPKA_LONG") == NULL ? 3 : 1;
  gboolean done = FALSE;
  guint nth = 1;

  for (; !done; nth += stride) {
    g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
    g_autoptr (GPtrArray) confirmed = g_ptr_array_new_with_free_func (g_free);

    kapka_journal_close (kapka_place_open (place));
    done = live_under_strace (place, call, nth, confirmed);
    assert_whole (place, confirmed);
    g_assert_true (!done || confirmed->len == N_EVENTS);
    g_assert_cmpuint (nth, <, 1000);
  }
  g_test_message ("killed at %s up to number %u", call, nth);
  g_assert_cmpuint (nth, >, 1 + stride);
}

int
main (int argc, char **argv) {
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return append_a_few (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/23-kill-at-any-moment", test_kill);
  g_test_add_data_func ("/matrix/23-kill-at-write", "pwrite64", test_each_call);
  g_test_add_data_func ("/matrix/23-kill-at-sync", "fdatasync", test_each_call);
  g_test_add_data_func ("/matrix/23-kill-at-unlink", "unlink", test_each_call);
  return g_test_run ();
}
