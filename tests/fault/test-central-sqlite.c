// SPDX-License-Identifier: GPL-3.0-or-later
// What a disk, another program and a kill can do to a centre with SQLite: row 51 of the fault
// matrix.
#include <string.h>

#include "base/error.h"
#include "crowd-place.h"
#include "journal/db.h"
#include "room.h"
#include "wait.h"

#define PATIENCE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  char *file;
  CrowdPlace *place;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->file = kapka_test_dir_join (fixture->dir, "central.db");
  fixture->place = crowd_place_new (fixture->dir, g_strconcat ("sqlite:", fixture->file, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  crowd_place_free (fixture->place);
  g_free (fixture->file);
  kapka_test_dir_free (fixture->dir);
}

static void
finish_exactly (CrowdPlace *place) {
  crowd_place_end (place, FALSE);
  crowd_place_assert_acked_are_stored (place);
  crowd_place_assert_exact (place);
  kapka_real_centre_stop (place->centre);
}

static void
test_busy (Fixture *fixture, gconstpointer data) {
  CrowdPlace *place = fixture->place;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) other = kapka_db_open (fixture->file, KAPKA_DB_WRITE, &error);

  kapka_real_centre_start (place->centre, NULL);
  crowd_place_begin (place);
  crowd_place_wait_acked (place, 20);
  g_assert_true (kapka_db_run_script (other, "BEGIN EXCLUSIVE", &error));
  crowd_place_wait_refused (place, 1);
  g_assert_true (kapka_db_run_script (other, "ROLLBACK", &error));
  finish_exactly (place);
}

/* Starts the centre so that the kernel kills it at its call number @n of @name. */
static void
start_mortal (KapkaRealCentre *centre, const char *name, guint n) {
  g_autofree char *inject = g_strdup_printf ("inject=%s:signal=KILL:when=%u", name, n);
  g_autofree char *trace = g_strdup_printf ("trace=%s", name);
  const char *before[] = {
    "strace", "-f", "-qq", "-o", "/dev/null", "-e", trace, "-e", inject, NULL
  };

  // The search for leaks at the end needs to trace the program itself.
  kapka_real_centre_set (centre, "ASAN_OPTIONS", "detect_leaks=0");
  kapka_real_centre_start (centre, before);
}

static gboolean
has_ended (gpointer data) {
  return !kapka_test_program_is_running (kapka_real_centre_get_program (data));
}

/* A store that is opened anew rolls back what was not committed. */
static void
kill_at (CrowdPlace *place, const char *name, guint n) {
  start_mortal (place->centre, name, n);
  crowd_place_begin (place);
  g_assert_true (kapka_test_wait_until (has_ended, place->centre, PATIENCE_MS));
  crowd_place_end (place, TRUE);
  kapka_real_centre_kill (place->centre);
  crowd_place_assert_acked_are_stored (place);
}

/* Opening, journal, pages, truncation: each of these calls is somewhere in a transaction. */
static void
test_kill (Fixture *fixture, gconstpointer data) {
  CrowdPlace *place = fixture->place;

  for (guint n = 1; n <= 9; n++) {
    kill_at (place, "fdatasync", n);
    kill_at (place, "pwrite64", 4 * n + 1);
  }
  kill_at (place, "ftruncate", 2);
  kapka_real_centre_start (place->centre, NULL);
  crowd_place_begin (place);
  finish_exactly (place);
}

#define DISK "/run/disk" // Inside the room.

static void
run_in_room (KapkaTestRoom *room, const char *command) {
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_room_start (room, argv, NULL);

  g_assert_cmpint (kapka_test_program_wait (program, PATIENCE_MS), ==, 0);
}

/* The small disk is seen inside the room alone, so the store is looked at in a copy. */
static void
test_full (Fixture *fixture, gconstpointer data) {
  CrowdPlace *place = fixture->place;
  g_autofree char *prepare = g_strdup_printf (
      "mkdir " DISK " && mount -t tmpfs -o size=1m tmpfs " DISK " && cp '%s' " DISK "/central.db",
      fixture->file);
  g_autofree char *copy_back = g_strdup_printf ("cp " DISK "/central.db '%s'", fixture->file);
  g_autoptr (KapkaTestRoom) room = kapka_test_room_new (prepare);

  kapka_real_centre_start_in (place->centre, room, "sqlite:" DISK "/central.db");
  crowd_place_begin (place);
  crowd_place_wait_acked (place, 20);
  run_in_room (room, "cat /dev/zero >" DISK "/ballast 2>/dev/null || true");
  crowd_place_wait_refused (place, 1);
  run_in_room (room, "rm " DISK "/ballast");
  crowd_place_end (place, FALSE);
  run_in_room (room, copy_back);
  crowd_place_assert_acked_are_stored (place);
  crowd_place_assert_exact (place);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data)) {
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add ("/matrix/51-busy", test_busy);
  add ("/matrix/51-kill", test_kill);
  add ("/matrix/51-full", test_full);
  return g_test_run ();
}
