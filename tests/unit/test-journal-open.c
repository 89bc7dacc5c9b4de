// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "journal/db.h"
#include "journal/salvage.h"
#include "test-journal-place.h"

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
}

static void
append_requests (KapkaPlace *place, KapkaJournal *journal, guint n) {
  for (guint i = 0; i < n; i++)
    kapka_place_append (journal,
                        kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
}

static void
fill (KapkaPlace *place, guint n) {
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_requests (place, journal, n);
}

static void
assert_open_fails (KapkaPlace *place, KapkaJournalAccess access, KapkaError code) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (place->state_dir, place->runtime_dir, place->clock, access, NULL, &error);

  g_assert_null (journal);
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static KapkaJournal *
open_noticing (KapkaPlace *place, KapkaJournalNotice expected) {
  g_autoptr (GError) error = NULL;
  KapkaJournalNotice notice;
  KapkaJournal *journal = kapka_journal_open (place->state_dir, place->runtime_dir, place->clock,
                                              KAPKA_JOURNAL_EVENTS, &notice, &error);

  g_assert_no_error (error);
  g_assert_cmpint (notice, ==, expected);
  return journal;
}

static void
test_access (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) kiosk = NULL;
  g_autoptr (KapkaJournal) reader = NULL;
  g_autoptr (KapkaEvent) event = kapka_place_begin (place, PLACE_VISIT_2);
  g_autoptr (GError) error = NULL;

  assert_open_fails (place, KAPKA_JOURNAL_READ, KAPKA_ERROR_NOT_FOUND);
  assert_open_fails (place, KAPKA_JOURNAL_SYNC, KAPKA_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (place->state_dir, G_FILE_TEST_EXISTS));
  kiosk = open_noticing (place, KAPKA_JOURNAL_CREATED);
  append_requests (place, kiosk, 1);
  g_clear_pointer (&kiosk, kapka_journal_close);
  kiosk = open_noticing (place, KAPKA_JOURNAL_OPENED);
  reader =
      kapka_journal_open (place->state_dir, NULL, place->clock, KAPKA_JOURNAL_READ, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (kapka_journal_append (reader, event, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 1);
  g_assert_cmpuint (kapka_place_count_files (place->state_dir), ==, 1);
}

static gint64
read_pragma (KapkaDb *db, const char *name) {
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strconcat ("PRAGMA ", name, NULL);
  gint64 value;

  kapka_db_read_int (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_settings (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaDb) db = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *mode = NULL;

  fill (place, 1);
  db = kapka_db_open (place->path, KAPKA_DB_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_pragma (db, "synchronous"), ==, 3);
  g_assert_cmpint (read_pragma (db, "foreign_keys"), ==, 1);
  g_assert_cmpint (read_pragma (db, "recursive_triggers"), ==, 1);
  g_assert_cmpint (read_pragma (db, "trusted_schema"), ==, 0);
  g_assert_cmpint (read_pragma (db, "cell_size_check"), ==, 1);
  g_assert_cmpint (read_pragma (db, "mmap_size"), ==, 0);
  g_assert_cmpint (read_pragma (db, "busy_timeout"), ==, 10000);
  g_assert_cmpint (read_pragma (db, "application_id"), ==, 0x4B41504B);
  g_assert_cmpint (read_pragma (db, "user_version"), ==, 1);
  mode = kapka_place_read_text (place, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
  // Defensive: the schema cannot be edited as if it were a table.
  g_assert_false (kapka_db_run_script (
      db, "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name = 'event_keep'", NULL));
}

static void
test_foreign_wal_is_undone (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (KapkaDb) db = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *mode = NULL;

  fill (place, 1);
  db = kapka_db_open (place->path, KAPKA_DB_WRITE, &error);
  {
    g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, "PRAGMA journal_mode=WAL");

    g_assert_true (kapka_stmt_run (stmt, &error));
  }
  g_clear_pointer (&db, kapka_db_close);
  journal = open_noticing (place, KAPKA_JOURNAL_OPENED);
  mode = kapka_place_read_text (place, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
}

static void
truncate_half (const char *path) {
  g_autofree char *bytes = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, NULL);
  g_file_set_contents (path, bytes, (gssize)length / 2, NULL);
}

static void
make_empty (const char *path) {
  g_file_set_contents (path, "", 0, NULL);
}

static void
make_garbage (const char *path) {
  char bytes[8192];

  memset (bytes, 0x5a, sizeof bytes);
  g_file_set_contents (path, bytes, sizeof bytes, NULL);
}

static void
make_directory (const char *path) {
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
}

static void
run_script (const char *path, const char *sql) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_CREATE, &error);

  kapka_db_run_script (db, sql, &error);
  g_assert_no_error (error);
}

static void
make_foreign (const char *path) {
  g_unlink (path);
  run_script (
      path,
      "PRAGMA application_id=7; PRAGMA user_version=1; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
}

static void
drop_trigger (const char *path) {
  run_script (path, "DROP TRIGGER event_rollup");
}

static void
change_row (const char *path) {
  run_script (path, "DROP TRIGGER event_ro; UPDATE event SET item = 'mfc' WHERE seq = 2;"
                    "CREATE TRIGGER event_ro BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the "
                    "journal is append-only'); END");
}

static void
lose_row (const char *path) {
  run_script (
      path, "PRAGMA recursive_triggers=OFF; DROP TRIGGER event_keep; PRAGMA foreign_keys=OFF;"
            "DELETE FROM event WHERE seq = 3; CREATE TRIGGER event_keep BEFORE DELETE ON event WHEN"
            " (SELECT state FROM stream WHERE stream_no = OLD.stream_no) <> 'folded'"
            " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END");
}

static void
spoil_pages (const char *path) {
  g_autofree char *bytes = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, NULL);
  memset (bytes + length / 4, 0xff, length / 2);
  g_file_set_contents (path, bytes, (gssize)length, NULL);
}

typedef struct {
  const char *name;
  void (*wreck) (const char *path);
} Wreck;

static const Wreck wrecks[] = {
  { "truncated", truncate_half },  { "empty", make_empty },     { "garbage", make_garbage },
  { "directory", make_directory }, { "foreign", make_foreign }, { "no-trigger", drop_trigger },
  { "changed-row", change_row },   { "lost-row", lose_row },    { "bad-pages", spoil_pages },
};

static void
test_wreck (gconstpointer data) {
  const Wreck *wreck = data;
  g_autoptr (KapkaPlace) place = make_place ();
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);
  g_autoptr (KapkaJournal) journal = NULL;

  fill (place, 200);
  wreck->wreck (place->path);
  journal = open_noticing (place, KAPKA_JOURNAL_QUARANTINED);
  g_assert_cmpuint (kapka_place_count_files (quarantine), >=, 1);
  append_requests (place, journal, 3);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 3);
  g_assert_true (kapka_journal_check (journal, NULL));
  g_clear_pointer (&journal, kapka_journal_close);
  journal = open_noticing (place, KAPKA_JOURNAL_OPENED);
}

static void
test_wreck_without_repair (void) {
  g_autoptr (KapkaPlace) place = make_place ();

  fill (place, 3);
  make_garbage (place->path);
  assert_open_fails (place, KAPKA_JOURNAL_READ, KAPKA_ERROR_CORRUPT);
  assert_open_fails (place, KAPKA_JOURNAL_SYNC, KAPKA_ERROR_CORRUPT);
  g_assert_cmpuint (kapka_place_count_files (place->state_dir), ==, 1);
}

static gboolean
any_file_ends_with (const char *directory, const char *suffix) {
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      return TRUE;
  return FALSE;
}

static void
test_journal_goes_along (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autofree char *leftover = g_strconcat (place->path, "-journal", NULL);
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);
  g_autoptr (KapkaJournal) journal = NULL;

  fill (place, 3);
  // SQLite does not get to see an empty file, so what lies beside it is left to us.
  make_empty (place->path);
  g_file_set_contents (leftover, "not a journal", -1, NULL);
  journal = open_noticing (place, KAPKA_JOURNAL_QUARANTINED);
  g_assert_true (any_file_ends_with (quarantine, ".db"));
  g_assert_true (any_file_ends_with (quarantine, ".db-journal"));
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  g_clear_pointer (&journal, kapka_journal_close);
  // A second wreck in the same second gets a name of its own.
  make_garbage (place->path);
  journal = open_noticing (place, KAPKA_JOURNAL_QUARANTINED);
  g_assert_cmpuint (kapka_place_count_files (quarantine), ==, 3);
}

static void
test_lonely_journal (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autofree char *leftover = g_strconcat (place->path, "-journal", NULL);
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);
  g_autoptr (KapkaJournal) journal = NULL;

  fill (place, 3);
  g_unlink (place->path);
  g_file_set_contents (leftover, "of a database that is gone", -1, NULL);
  journal = open_noticing (place, KAPKA_JOURNAL_CREATED);
  g_assert_true (any_file_ends_with (quarantine, ".db-journal"));
  append_requests (place, journal, 1);
}

static void
test_draft_left_behind (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autofree char *draft = g_strconcat (place->path, ".new", NULL);
  g_autoptr (KapkaJournal) journal = NULL;

  g_mkdir (place->state_dir, 0750);
  make_garbage (draft);
  journal = open_noticing (place, KAPKA_JOURNAL_CREATED);
  append_requests (place, journal, 1);
  g_assert_false (g_file_test (draft, G_FILE_TEST_EXISTS));
}

static void
test_newer (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before;
  gsize length_after;

  fill (place, 3);
  g_assert_true (kapka_place_run (place, "PRAGMA user_version = 2; CREATE TABLE future(x)", NULL));
  g_file_get_contents (place->path, &before, &length_before, NULL);
  assert_open_fails (place, KAPKA_JOURNAL_SYNC, KAPKA_ERROR_NEWER);
  reader =
      kapka_journal_open (place->state_dir, NULL, place->clock, KAPKA_JOURNAL_READ, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (place->path, &after, &length_after, NULL);
  g_assert_cmpmem (before, length_before, after, length_after);
  g_assert_cmpuint (kapka_place_count_files (place->state_dir), ==, 1);
}

/** A kiosk that was set back to an older version goes on counting beside the newer journal, which
 * stays as it is byte for byte; the newer version takes the events over, once. */
static void
test_beside_newer (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *install = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before;
  gsize length_after;

  fill (place, 3);
  install = kapka_place_read_text (place, "SELECT value FROM meta WHERE key = 'install_id'");
  g_assert_true (kapka_place_run (place, "PRAGMA user_version = 2; CREATE TABLE future(x)", NULL));
  g_file_get_contents (place->path, &before, &length_before, NULL);
  for (int i = 0; i < 2; i++) {
    journal = open_noticing (place, KAPKA_JOURNAL_BESIDE);
    append_requests (place, journal, 2);
    g_clear_pointer (&journal, kapka_journal_close);
  }
  g_file_get_contents (place->path, &after, &length_after, NULL);
  g_assert_cmpmem (before, length_before, after, length_after);
  // The newer version, which is what this one would be.
  g_assert_true (kapka_place_run (place, "PRAGMA user_version = 1; DROP TABLE future", NULL));
  for (int i = 0; i < 2; i++) {
    journal = open_noticing (place, KAPKA_JOURNAL_OPENED);
    g_assert_true (kapka_journal_salvage (journal, NULL));
    g_assert_true (kapka_journal_check (journal, NULL));
    g_clear_pointer (&journal, kapka_journal_close);
  }
  g_assert_cmpint (kapka_place_read_int (place, "SELECT value FROM day_count WHERE key = 's3'"), ==,
                   7);
  g_free (before);
  before = kapka_place_read_text (place, "SELECT group_concat(DISTINCT install_id) FROM stream");
  g_assert_cmpstr (before, ==, install);
}

static void
test_moved_under_open_handle (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_noticing (place, KAPKA_JOURNAL_CREATED);
  g_autoptr (KapkaEvent) event = kapka_place_begin (place, PLACE_VISIT_2);
  g_autofree char *aside = g_strconcat (place->path, ".aside", NULL);
  g_autoptr (GError) error = NULL;

  append_requests (place, journal, 1);
  g_assert_cmpint (g_rename (place->path, aside), ==, 0);
  g_assert_false (kapka_journal_append (journal, event, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_IO);
}

static gpointer
open_and_append (gpointer data) {
  KapkaPlace *place = data;
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  append_requests (place, journal, 1);
  return NULL;
}

static void
test_many_find_one_wreck (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);
  GThread *threads[8];

  fill (place, 3);
  make_garbage (place->path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("opener", open_and_append, place);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (kapka_place_count_files (quarantine), ==, 1);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 8);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 1);
}

static void
test_deep_check (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = open_noticing (place, KAPKA_JOURNAL_CREATED);
  g_autoptr (GError) error = NULL;

  append_requests (place, journal, 5);
  g_assert_true (kapka_journal_check (journal, &error));
  g_assert_true (kapka_place_run (place, "UPDATE day_count SET value = 4 WHERE key = 's3'", NULL));
  g_assert_false (kapka_journal_check (journal, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/open/access", test_access);
  g_test_add_func ("/journal/open/settings", test_settings);
  g_test_add_func ("/journal/open/wal", test_foreign_wal_is_undone);
  for (gsize i = 0; i < G_N_ELEMENTS (wrecks); i++) {
    g_autofree char *path = g_strconcat ("/matrix/30-", wrecks[i].name, NULL);

    g_test_add_data_func (path, &wrecks[i], test_wreck);
  }
  g_test_add_func ("/journal/open/wreck/not-repaired", test_wreck_without_repair);
  g_test_add_func ("/journal/open/wreck/journal-goes-along", test_journal_goes_along);
  g_test_add_func ("/journal/open/wreck/lonely-journal", test_lonely_journal);
  g_test_add_func ("/journal/open/wreck/many-openers", test_many_find_one_wreck);
  g_test_add_func ("/journal/open/draft", test_draft_left_behind);
  g_test_add_func ("/matrix/47-newer-journal", test_newer);
  g_test_add_func ("/matrix/47-beside-newer-journal", test_beside_newer);
  g_test_add_func ("/journal/open/moved", test_moved_under_open_handle);
  g_test_add_func ("/journal/open/deep-check", test_deep_check);
  return g_test_run ();
}
