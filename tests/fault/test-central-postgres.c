// SPDX-License-Identifier: GPL-3.0-or-later
// What a PostgreSQL can do to the centre: rows 49 and 50 of the fault matrix.
#include <string.h>

#include "base/error.h"
#include "crowd-place.h"
#include "postgres.h"
#include "room.h"

#define SHIM_PLAN "KAPKA_PQ_PLAN"
#define PATIENCE_MS 60000

/* The server of most tests. */
typedef struct {
  KapkaTestDir *dir;
  KapkaTestPostgres *postgres; // (nullable) until the first test that needs it.
} Server;

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPostgres *postgres; // Borrowed.
  char *address;               // Of an empty database.
  char *plan;                  // File in which statements fail.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  Server *server = (Server *)data;

  if (server->postgres == NULL)
    server->postgres = kapka_test_postgres_new (server->dir, NULL);
  fixture->dir = kapka_test_dir_new ();
  fixture->postgres = server->postgres;
  fixture->address = kapka_test_postgres_add_database (fixture->postgres, NULL);
  fixture->plan = kapka_test_dir_write (fixture->dir, "plan", "");
  g_setenv (SHIM_PLAN, fixture->plan, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_free (fixture->plan);
  g_free (fixture->address);
  kapka_test_dir_free (fixture->dir);
}

/* The centre with a crowd that sends to it. */
static CrowdPlace *
start_centre (Fixture *fixture) {
  CrowdPlace *place = crowd_place_new (fixture->dir, g_strdup (fixture->address));

  kapka_real_centre_start (place->centre, NULL);
  crowd_place_begin (place);
  crowd_place_wait_acked (place, 20);
  return place;
}

static void
finish_exactly (CrowdPlace *place) {
  crowd_place_end (place, FALSE);
  crowd_place_assert_acked_are_stored (place);
  crowd_place_assert_exact (place);
  kapka_real_centre_stop (place->centre);
}

static void
test_restart (Fixture *fixture, gconstpointer data) {
  g_autoptr (CrowdPlace) place = start_centre (fixture);

  kapka_test_postgres_stop (fixture->postgres);
  crowd_place_wait_refused (place, 1);
  kapka_test_postgres_start (fixture->postgres);
  finish_exactly (place);
}

static void
end_sessions (Fixture *fixture) {
  g_free (kapka_test_postgres_run (fixture->postgres, fixture->address,
                                   "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                   " datname = current_database() AND pid <> pg_backend_pid()"));
}

static void
test_ended_sessions (Fixture *fixture, gconstpointer data) {
  g_autoptr (CrowdPlace) place = start_centre (fixture);

  for (int i = 0; i < 10; i++)
    end_sessions (fixture);
  finish_exactly (place);
}

/* The role of the centre may have no session any more. */
static void
test_no_connections (Fixture *fixture, gconstpointer data) {
  g_autoptr (CrowdPlace) place = NULL;
  g_autofree char *address = g_strconcat (fixture->address, "&user=clerk", NULL);

  g_free (kapka_test_postgres_run (fixture->postgres, fixture->address,
                                   "CREATE ROLE clerk LOGIN;"
                                   " GRANT ALL ON SCHEMA public TO clerk"));
  g_free (fixture->address);
  fixture->address = g_steal_pointer (&address);
  place = start_centre (fixture);
  g_free (kapka_test_postgres_run (fixture->postgres, NULL,
                                   "ALTER ROLE clerk CONNECTION LIMIT 0;"
                                   "SELECT pg_terminate_backend(pid) FROM"
                                   " pg_stat_activity WHERE usename ="
                                   " 'clerk'"));
  crowd_place_wait_refused (place, 1);
  g_free (
      kapka_test_postgres_run (fixture->postgres, NULL, "ALTER ROLE clerk CONNECTION LIMIT -1"));
  finish_exactly (place);
}

/* Runs a command where the small disk is. */
static void
run_in_room (KapkaTestRoom *room, const char *command) {
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_room_start (room, argv, NULL);

  g_assert_cmpint (kapka_test_program_wait (program, PATIENCE_MS), ==, 0);
}

#define DISK "/run/disk" // Inside the room; its parents are open to all.

static void
test_disk_full (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autoptr (KapkaTestRoom) room =
      kapka_test_room_new ("mkdir " DISK " && mount -t tmpfs -o size=24m,mode=700 tmpfs " DISK
                           " && chown postgres " DISK);
  const KapkaTestPostgresOptions options = { .room = room };
  g_autoptr (KapkaTestPostgres) postgres = kapka_test_postgres_new (dir, &options);
  Fixture fixture = { .dir = dir, .postgres = postgres };
  g_autoptr (CrowdPlace) place = NULL;

  g_free (kapka_test_postgres_run (postgres, NULL, "CREATE TABLESPACE small LOCATION '" DISK "'"));
  fixture.address = kapka_test_postgres_add_database (postgres, "TABLESPACE small");
  place = start_centre (&fixture);
  run_in_room (room, "cat /dev/zero >" DISK "/ballast 2>/dev/null || true");
  crowd_place_wait_refused (place, 1);
  run_in_room (room, "rm " DISK "/ballast");
  finish_exactly (place);
  g_free (fixture.address);
}

/* Two transactions that touch two rows in opposite order, each the first time after the other has
 * touched its first row. */
typedef struct {
  const char *address;
  GMutex lock;
  GCond cond;
  guint n_ready;
  gint n_tries;
} Deadlock;

typedef struct {
  Deadlock *deadlock;
  const char *keys[2];
  gboolean is_first_try;
} Opponent;

static gboolean
touch (KapkaStore *store, const char *key, GError **error) {
  g_autofree char *sql = g_strdup_printf (
      "UPDATE past_total SET value = value + 1 WHERE year = '2020' AND key = '%s'", key);

  return kapka_store_run (store, sql, NULL, error);
}

static void
meet (Deadlock *deadlock) {
  g_mutex_lock (&deadlock->lock);
  deadlock->n_ready++;
  g_cond_broadcast (&deadlock->cond);
  while (deadlock->n_ready < 2)
    g_cond_wait (&deadlock->cond, &deadlock->lock);
  g_mutex_unlock (&deadlock->lock);
}

static gboolean
touch_both_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Opponent *opponent = user_data;

  g_atomic_int_inc (&opponent->deadlock->n_tries);
  if (!touch (store, opponent->keys[0], error))
    return FALSE;
  if (opponent->is_first_try)
    meet (opponent->deadlock);
  opponent->is_first_try = FALSE;
  return touch (store, opponent->keys[1], error);
}

static gpointer
opponent_thread (gpointer data) {
  Opponent *opponent = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store = kapka_store_open (opponent->deadlock->address, &error);

  g_assert_no_error (error);
  kapka_store_transact (store, KAPKA_STORE_WRITE, touch_both_cb, opponent, &error);
  g_assert_no_error (error);
  return NULL;
}

static void
assert_answer (Fixture *fixture, const char *sql, const char *expected) {
  g_autofree char *answer = kapka_test_postgres_run (fixture->postgres, fixture->address, sql);

  g_assert_cmpstr (g_strchomp (answer), ==, expected);
}

static void
test_deadlock (Fixture *fixture, gconstpointer data) {
  Deadlock deadlock = { .address = fixture->address };
  Opponent opponents[] = { { &deadlock, { "s1", "s2" }, TRUE },
                           { &deadlock, { "s2", "s1" }, TRUE } };
  GThread *threads[2];
  g_autoptr (GError) error = NULL;

  g_object_unref (kapka_store_open (fixture->address, &error));
  g_assert_no_error (error);
  g_free (kapka_test_postgres_run (fixture->postgres, fixture->address,
                                   "INSERT INTO past_total VALUES ('2020', 0, 's1', 0, ''),"
                                   " ('2020', 0, 's2', 0, '')"));
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new ("opponent", opponent_thread, &opponents[i]);
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  // One of them had to try again; on a busy machine they may meet once more.
  g_assert_cmpint (deadlock.n_tries, >=, 3);
  assert_answer (fixture, "SELECT sum(value) FROM past_total", "4");
}

/* How a statement of the store fails, and what becomes of the transaction. */
typedef struct {
  const char *fault; // A line of the plan.
  guint n_tries;     // How often the transaction runs when it fails once.
  int code;          // -1: once is not enough to make it fail.
  int lasting;       // Error when it fails each time.
} FaultRow;

static const FaultRow faults[] = {
  { "BEGIN before 57P01", 1, -1, KAPKA_ERROR_BUSY },
  { "BEGIN before lost", 1, -1, KAPKA_ERROR_BUSY },
  { "EXECUTE before 40001", 2, -1, KAPKA_ERROR_BUSY },
  { "EXECUTE after 40P01", 2, -1, KAPKA_ERROR_BUSY },
  { "EXECUTE before 23505", 2, -1, KAPKA_ERROR_BUSY },
  { "EXECUTE after 08006", 2, -1, KAPKA_ERROR_BUSY },
  { "EXECUTE before lost", 2, -1, KAPKA_ERROR_BUSY },
  { "EXECUTE after lost", 2, -1, KAPKA_ERROR_BUSY },
  { "COMMIT before 40001", 2, -1, KAPKA_ERROR_BUSY },
  { "COMMIT before 40003", 2, -1, KAPKA_ERROR_BUSY },
  { "COMMIT after 40003", 2, -1, KAPKA_ERROR_BUSY },
  { "COMMIT before lost", 2, -1, KAPKA_ERROR_BUSY },
  { "COMMIT after lost", 2, -1, KAPKA_ERROR_BUSY },
  { "EXECUTE before 53100", 1, KAPKA_ERROR_FULL, KAPKA_ERROR_FULL },
  { "EXECUTE before 25006", 1, KAPKA_ERROR_READ_ONLY, KAPKA_ERROR_READ_ONLY },
  { "EXECUTE before 42501", 1, KAPKA_ERROR_DENIED, KAPKA_ERROR_DENIED },
  { "EXECUTE before 57014", 1, KAPKA_ERROR_NETWORK, KAPKA_ERROR_NETWORK },
  { "EXECUTE before 22P02", 1, KAPKA_ERROR_DATA, KAPKA_ERROR_DATA },
  { "COMMIT before 53100", 1, KAPKA_ERROR_FULL, KAPKA_ERROR_FULL },
};

static gboolean
note_cb (KapkaStore *store, gpointer user_data, GError **error) {
  guint *n_tries = user_data;

  (*n_tries)++;
  return kapka_store_set_meta (store, "note", "x", error);
}

static void
assert_outcome (KapkaStore *store, guint *n_tries, int code) {
  g_autoptr (GError) error = NULL;
  gboolean done = kapka_store_transact (store, KAPKA_STORE_WRITE, note_cb, n_tries, &error);

  g_assert_true (done == (code < 0));
  if (code >= 0)
    g_assert_error (error, KAPKA_ERROR, code);
}

static void
write_plan (Fixture *fixture, const char *fault, guint times) {
  g_autoptr (GString) plan = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append_printf (plan, "%s\n", fault);
  g_assert_true (g_file_set_contents (fixture->plan, plan->str, -1, NULL));
}

static void
assert_plan_done (Fixture *fixture) {
  g_autofree char *left = NULL;

  g_assert_true (g_file_get_contents (fixture->plan, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "");
}

static void
try_fault (Fixture *fixture, KapkaStore *store, const FaultRow *row) {
  guint n_tries = 0;
  gboolean repeats = row->lasting == KAPKA_ERROR_BUSY;

  g_test_message ("%s", row->fault);
  write_plan (fixture, row->fault, 1);
  assert_outcome (store, &n_tries, row->code);
  g_assert_cmpuint (n_tries, ==, row->n_tries);
  assert_plan_done (fixture);
  write_plan (fixture, row->fault, repeats ? 4 : 1);
  assert_outcome (store, &n_tries, row->lasting);
  assert_plan_done (fixture);
  assert_outcome (store, &n_tries, -1);
}

static void
test_injected (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store = kapka_store_open (fixture->address, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    try_fault (fixture, store, &faults[i]);
}

/* Faults in the middle of batches of the real program: some are repeated unseen, and four in a row
 * give 503. */
static void
write_long_plan (Fixture *fixture) {
  g_autoptr (GString) plan = g_string_new (NULL);

  for (guint i = 0; i < 3; i++) {
    g_string_append (plan, "EXECUTE before 40001\nEXECUTE after 23505\nCOMMIT after 40003\n"
                           "COMMIT before lost\nCOMMIT after lost\nEXECUTE before lost\n");
    for (guint j = 0; j < 8; j++)
      g_string_append (plan, "COMMIT after lost\n");
  }
  g_assert_true (g_file_set_contents (fixture->plan, plan->str, -1, NULL));
}

static void
test_injected_in_batches (Fixture *fixture, gconstpointer data) {
  g_autoptr (CrowdPlace) place = crowd_place_new (fixture->dir, g_strdup (fixture->address));
  const char *asan = g_getenv ("ASAN_OPTIONS");
  g_autofree char *options = g_strjoin (":", "verify_asan_link_order=0", asan, NULL);

  kapka_real_centre_set (place->centre, "LD_PRELOAD", g_getenv ("KAPKA_PQ_SHIM"));
  kapka_real_centre_set (place->centre, "ASAN_OPTIONS", options);
  kapka_real_centre_start (place->centre, NULL);
  write_long_plan (fixture);
  crowd_place_begin (place);
  finish_exactly (place);
  assert_plan_done (fixture);
}

static const struct {
  const char *path;
  void (*test) (Fixture *fixture, gconstpointer data);
} tests[] = {
  { "/matrix/49-restart", test_restart },
  { "/matrix/49-ended-sessions", test_ended_sessions },
  { "/matrix/49-no-connections", test_no_connections },
  { "/matrix/49-deadlock", test_deadlock },
  { "/matrix/50-injected", test_injected },
  { "/matrix/50-injected-in-batches", test_injected_in_batches },
};

int
main (int argc, char **argv) {
  Server server = { .dir = kapka_test_dir_new () };
  int status;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, &server, set_up, tests[i].test, tear_down);
  g_test_add_func ("/matrix/49-disk-full", test_disk_full);
  status = g_test_run ();
  kapka_test_postgres_free (server.postgres);
  kapka_test_dir_free (server.dir);
  return status;
}
