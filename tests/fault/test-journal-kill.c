// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test-journal-place.h"

#define N_KILLS 80
#define LONGEST_LIFE_USEC 30000
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

/** Reads what the child told; a write of 36 bytes to a pipe is whole or not at all. */
static void
read_confirmed (int fd, GPtrArray *confirmed) {
  char id[37] = { 0 };

  while (read (fd, id, 36) == 36)
    g_ptr_array_add (confirmed, g_strdup (id));
}

static void
live_and_kill (KapkaPlace *place, GRand *rand, GPtrArray *confirmed) {
  int fd;
  pid_t pid = start_child (place, &fd);
  int status;

  // The moment is random, so nothing is waited for here: the clock is what is tested.
  g_usleep ((gulong)g_rand_int_range (rand, 0, LONGEST_LIFE_USEC));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  read_confirmed (fd, confirmed);
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

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/kill", test_kill);
  return g_test_run ();
}
