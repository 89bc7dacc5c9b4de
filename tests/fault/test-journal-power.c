// SPDX-License-Identifier: GPL-3.0-or-later
// The power fails, or the disk answers with errors, at every single step of the journal and of the
// centre's SQLite store: whatever was confirmed is there afterwards.
#include "central/store.h"
#include "crash-vfs.h"
#include "journal/db.h"
#include "journal/salvage.h"
#include "journal/schema.h"
#include "test-journal-place.h"

#define SEED 20260302u
#define LONGEST 2000u
#define RECEIVER "d0d0d0d0-0000-4000-8000-000000000001"
#define N_STORED 4

/** Returns: how many fates of the unsynced writes are tried for each moment at which the power
 * fails.
 */
static guint
n_lives (void) {
  return g_getenv ("KAPKA_LONG") == NULL ? 1 : 20;
}

/** Returns: by how much the operation that fails is advanced. */
static guint
stride (void) {
  return g_getenv ("KAPKA_LONG") == NULL ? 3 : 1;
}

/** What is done to a journal, and how much of it was confirmed. */
typedef struct {
  KapkaPlace *place;
  GPtrArray *events; /* of owned KapkaEvent, made before the first try */
  guint n_confirmed;
} Story;

static Story
make_story (void) {
  Story story = { .place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00") };

  story.events = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  g_ptr_array_add (story.events, kapka_place_begin (story.place, PLACE_VISIT_1));
  g_ptr_array_add (story.events,
                   kapka_place_request (story.place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE));
  kapka_place_set_time (story.place, "2026-03-03T09:00:00+04:00");
  g_ptr_array_add (story.events,
                   kapka_place_request (story.place, PLACE_VISIT_1, "mfc", "s2", FALSE));
  g_ptr_array_add (story.events, kapka_place_end (story.place, PLACE_VISIT_1, "finished"));
  return story;
}

static void
story_clear (Story *story) {
  g_ptr_array_unref (story->events);
  kapka_place_free (story->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Story, story_clear)

/** Makes the journal while the disk still works: it comes into place by a rename, of which the disk
 * of this test knows nothing. */
static void
make_journal (Story *story) {
  g_autoptr (KapkaJournal) journal = kapka_place_open (story->place);

  kapka_place_append (journal, kapka_place_begin (story->place, PLACE_VISIT_2));
}

static KapkaJournal *
open_journal (Story *story) {
  return kapka_journal_open (story->place->state_dir, story->place->runtime_dir,
                             story->place->clock, KAPKA_JOURNAL_EVENTS, NULL, NULL);
}

/** Goes on with the events that are not confirmed. Returns: whether all are. */
static gboolean
tell (Story *story) {
  g_autoptr (KapkaJournal) journal = open_journal (story);

  if (journal == NULL || !kapka_journal_append_on (journal, NULL))
    return FALSE;
  while (story->n_confirmed < story->events->len) {
    if (!kapka_journal_append (journal, g_ptr_array_index (story->events, story->n_confirmed),
                               NULL))
      return FALSE;
    story->n_confirmed++;
  }
  return kapka_journal_set_meta (journal, "receiver_id", RECEIVER, NULL);
}

static void
assert_confirmed (Story *story, guint n) {
  for (guint i = 0; i < n; i++) {
    const KapkaEvent *event = g_ptr_array_index (story->events, i);
    g_autofree char *sql =
        g_strdup_printf ("SELECT count(*) FROM event WHERE event_id = '%s'", event->event_id);

    g_assert_cmpint (kapka_place_read_int (story->place, sql), ==, 1);
  }
}

/** After the trouble the journal is in order and holds what was confirmed. A disk that cannot be
 * read may have it put aside; else nothing had to be salvaged. */
static void
assert_kept (Story *story, gboolean unreadable) {
  g_autofree char *quarantine = g_build_filename (story->place->state_dir, "quarantine", NULL);
  g_autofree char *integrity = NULL;
  g_autoptr (KapkaJournal) journal = kapka_place_open (story->place);
  g_autoptr (GError) error = NULL;

  g_assert_true (kapka_journal_salvage (journal, NULL));
  integrity = kapka_place_read_text (story->place, "PRAGMA integrity_check");
  g_assert_cmpstr (integrity, ==, "ok");
  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kapka_place_count_files (quarantine), <=, unreadable ? 1 : 0);
  assert_confirmed (story, story->n_confirmed);
}

/** The rest of the story is told on the healthy disk, and each event is there once. */
static void
assert_ends_well (Story *story, gboolean unreadable) {
  assert_kept (story, unreadable);
  g_assert_true (tell (story));
  assert_kept (story, unreadable);
  g_assert_cmpint (kapka_place_read_int (story->place, "SELECT value FROM day_count WHERE key = "
                                                       "'users' AND day = '2026-03-02'"),
                   ==, 1);
}

/** One life: the power fails at change @nth. Returns: whether the story ended before that. */
static gboolean
live_until_dark (guint nth, GRand *rand) {
  g_auto (Story) story = make_story ();
  KapkaCrashVfs *vfs;
  gboolean done;

  make_journal (&story);
  vfs = kapka_crash_vfs_new ();
  kapka_crash_vfs_cut_power (vfs, nth);
  done = tell (&story);
  g_assert_true (done || kapka_crash_vfs_is_dark (vfs));
  kapka_crash_vfs_settle (vfs, rand);
  kapka_crash_vfs_free (vfs);
  assert_ends_well (&story, FALSE);
  return done;
}

static void
test_power_cut_of_the_journal (void) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  gboolean done = FALSE;
  guint nth = 0;

  g_test_message ("seed %u", SEED);
  while (!done) {
    nth++;
    g_assert_cmpuint (nth, <, LONGEST);
    for (guint i = 0; i < n_lives (); i++)
      done = live_until_dark (nth, rand);
  }
  g_test_message ("the power failed at each of %u changes, %u times", nth - 1, n_lives ());
  g_assert_cmpuint (nth, >, 50);
}

/** One life with a disk that answers with EIO. Returns: whether it never came to that. */
static gboolean
live_with_errors (KapkaCrashOp op, guint nth, gboolean for_ever) {
  g_auto (Story) story = make_story ();
  KapkaCrashVfs *vfs;
  gboolean failed;

  make_journal (&story);
  vfs = kapka_crash_vfs_new ();
  kapka_crash_vfs_break (vfs, op, nth, for_ever);
  // Each try closes the handle that met an error and opens another.
  for (guint i = 0; i < 3 && !tell (&story); i++)
    g_assert_true (kapka_crash_vfs_has_failed (vfs));
  failed = kapka_crash_vfs_has_failed (vfs);
  if (failed && !for_ever)
    g_assert_cmpuint (story.n_confirmed, ==, story.events->len);
  kapka_crash_vfs_break (vfs, op, 0, FALSE);
  kapka_crash_vfs_free (vfs);
  assert_ends_well (&story, op == KAPKA_CRASH_OP_READ && for_ever);
  return !failed;
}

static void
test_errors (gconstpointer data) {
  KapkaCrashOp op = (KapkaCrashOp)GPOINTER_TO_INT (data);
  guint nth = 1 - stride ();
  gboolean done = FALSE;

  while (!done) {
    nth += stride ();
    g_assert_cmpuint (nth, <, LONGEST);
    live_with_errors (op, nth, TRUE);
    done = live_with_errors (op, nth, FALSE);
  }
  g_test_message ("operations up to %u failed once and for ever", nth - 1);
  g_assert_cmpuint (nth, >, 10);
}

/** Writes library number @data with a code that takes some pages, and does it again harmlessly. */
static gboolean
store_library (KapkaStore *store, gpointer data, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autofree char *filler = g_strnfill (3000, 'k');
  g_autofree char *code = g_strdup_printf ("%d-%s", GPOINTER_TO_INT (data), filler);

  kapka_sql_values_add_int (values, GPOINTER_TO_INT (data));
  kapka_sql_values_add_text (values, code);
  return kapka_store_run (store,
                          "INSERT INTO library(library_id, code, tz) VALUES(?, ?, 'UTC')"
                          " ON CONFLICT(library_id) DO NOTHING",
                          values, error);
}

/** Stores what is not confirmed yet. Returns: how many are confirmed now. */
static int
store_libraries (const char *address, int n_confirmed) {
  g_autoptr (KapkaStore) store = kapka_store_open (address, NULL);

  while (store != NULL && n_confirmed < N_STORED &&
         kapka_store_transact (store, KAPKA_STORE_WRITE, store_library,
                               GINT_TO_POINTER (n_confirmed + 1), NULL))
    n_confirmed++;
  return n_confirmed;
}

/** All that was confirmed is in the store, in order, and its file is whole. */
static void
assert_stored (const char *path, int n_confirmed) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_WRITE, &error);
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM library WHERE library_id <= %d", n_confirmed);
  gint64 n;

  g_assert_no_error (error);
  {
    g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, "PRAGMA integrity_check");

    g_assert_cmpint (kapka_stmt_step (stmt, &error), ==, KAPKA_STEP_ROW);
    g_assert_cmpstr (kapka_stmt_get_text (stmt, 0), ==, "ok");
  }
  g_assert_true (kapka_db_read_int (db, sql, &n, &error));
  g_assert_cmpint (n, ==, n_confirmed);
}

/** Returns: whether all was stored before the power failed at change @nth. */
static gboolean
store_until_dark (guint nth, GRand *rand) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autofree char *path = g_build_filename (place->root, "central.db", NULL);
  g_autofree char *address = g_strconcat ("sqlite:", path, NULL);
  KapkaCrashVfs *vfs;
  int n_confirmed;

  g_assert_cmpint (store_libraries (address, N_STORED), ==, N_STORED);
  vfs = kapka_crash_vfs_new ();
  kapka_crash_vfs_cut_power (vfs, nth);
  n_confirmed = store_libraries (address, 0);
  kapka_crash_vfs_settle (vfs, rand);
  kapka_crash_vfs_free (vfs);
  assert_stored (path, n_confirmed);
  g_assert_cmpint (store_libraries (address, n_confirmed), ==, N_STORED);
  assert_stored (path, N_STORED);
  return n_confirmed == N_STORED;
}

static void
test_power_cut_of_the_store (void) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  gboolean done = FALSE;
  guint nth = 0;

  while (!done) {
    nth++;
    g_assert_cmpuint (nth, <, LONGEST);
    for (guint i = 0; i < n_lives (); i++)
      done = store_until_dark (nth, rand);
  }
  g_test_message ("the power failed at each of %u changes, %u times", nth - 1, n_lives ());
  g_assert_cmpuint (nth, >, 20);
}

/** Returns: whether the schema came to be before the power failed at change @nth. */
static gboolean
migrate_until_dark (guint nth, GRand *rand) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autofree char *path = g_build_filename (place->root, "migrated.db", NULL);
  KapkaCrashVfs *vfs = kapka_crash_vfs_new ();
  KapkaDb *db = kapka_db_open (path, KAPKA_DB_CREATE, NULL);
  gboolean done;
  gint64 n;
  gboolean newer;

  kapka_crash_vfs_cut_power (vfs, nth);
  done = kapka_schema_migrate (&kapka_journal_schema, db, NULL);
  kapka_db_close (db);
  kapka_crash_vfs_settle (vfs, rand);
  kapka_crash_vfs_free (vfs);
  db = kapka_db_open (path, KAPKA_DB_CREATE, NULL);
  g_assert_true (kapka_db_read_int (db, "SELECT count(*) FROM sqlite_schema", &n, NULL));
  // The old version, which is nothing at all, or the new one and all of it.
  g_assert_true (n == 0 ? !done : kapka_schema_check (&kapka_journal_schema, db, &newer, NULL));
  g_assert_true (kapka_schema_migrate (&kapka_journal_schema, db, NULL));
  g_assert_true (kapka_schema_check (&kapka_journal_schema, db, &newer, NULL));
  kapka_db_close (db);
  return done;
}

static void
test_power_cut_of_the_migration (void) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint nth = 1;

  while (!migrate_until_dark (nth, rand))
    g_assert_cmpuint (nth++, <, LONGEST);
  g_assert_cmpuint (nth, >, 5);
}

int
main (int argc, char **argv) {
  // The syncs of the real disk prove nothing here, and there are thousands of them.
  g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/24-power-cut-of-the-journal", test_power_cut_of_the_journal);
  g_test_add_func ("/matrix/24-power-cut-of-the-store", test_power_cut_of_the_store);
  g_test_add_func ("/matrix/47-migration-cut-short", test_power_cut_of_the_migration);
  g_test_add_data_func ("/matrix/27-read-errors", GINT_TO_POINTER (KAPKA_CRASH_OP_READ),
                        test_errors);
  g_test_add_data_func ("/matrix/27-write-errors", GINT_TO_POINTER (KAPKA_CRASH_OP_WRITE),
                        test_errors);
  g_test_add_data_func ("/matrix/27-sync-errors", GINT_TO_POINTER (KAPKA_CRASH_OP_SYNC),
                        test_errors);
  return g_test_run ();
}
