// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/desk.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "desk/desk-private.h"
#include "desk/history.h"
#include "journal/care.h"
#include "journal/salvage.h"
#include "test-desk-place.h"

static void
test_fresh (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autoptr (KapkaTransaction) act = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kapka_desk_get_journal (place->desk) == place->journal);
  g_assert_cmpstr (kapka_desk_get_today (place->desk), ==, "2026-03-02");
  g_assert_null (kapka_desk_get_notice (place->desk));
  act = kapka_desk_begin (place->desk, "2026-03-02", &error);
  g_assert_no_error (error);
  g_assert_true (kapka_transaction_commit (act, &error));
  kapka_place_set_time (place->place, "2026-03-02T23:59:59+04:00");
  g_assert_cmpstr (kapka_desk_get_today (place->desk), ==, "2026-03-02");
  kapka_place_set_time (place->place, "2026-03-03T00:00:00+04:00");
  g_assert_cmpstr (kapka_desk_get_today (place->desk), ==, "2026-03-03");
}

/** Who only looks makes no file. */
static void
test_look (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&place->desk, kapka_desk_close);
  g_assert_cmpint (g_unlink (place->path), ==, 0);
  kapka_desk_place_reopen (place, NULL, KAPKA_ROLE_ADMINISTRATOR);
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
  g_assert_null (kapka_desk_begin (place->desk, "2026-03-02", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED);
}

static void
set_users (KapkaDeskPlace *place, gint64 value) {
  g_autoptr (GError) error = NULL;

  kapka_history_set (place->desk, 2018, "users", value, "отчёт", &error);
  g_assert_no_error (error);
}

/** Expects that the desk has @value as the users of 2018, nothing when it is -1. */
static void
assert_users (KapkaDeskPlace *place, gint64 value) {
  g_autoptr (GPtrArray) figures = kapka_history_list (place->desk, NULL);

  g_assert_nonnull (figures);
  g_assert_cmpuint (figures->len, ==, value == -1 ? 0 : 1);
  if (value != -1)
    g_assert_cmpint (((KapkaPastFigure *)g_ptr_array_index (figures, 0))->value, ==, value);
}

/** Does all that is due in the thread of the journal. */
static void
take_care (KapkaDeskPlace *place, const char *backup_dir) {
  g_autoptr (KapkaCare) care = kapka_care_new (place->journal, backup_dir, FALSE);
  KapkaCareAnswer answer;

  do {
    answer = kapka_care_step (care, TRUE);
  } while (answer == KAPKA_CARE_MORE);
  g_assert_cmpint (answer, ==, KAPKA_CARE_DONE);
}

static char *
backup_path (KapkaDeskPlace *place, const char *day) {
  g_autofree char *name = g_strdup_printf ("desk-%s.db", day);

  return g_build_filename (place->place->state_dir, "backup", name, NULL);
}

/** A desk with 10748 users of 2018, whose backups of two days have 1 and 2. */
static KapkaDeskPlace *
with_backups (void) {
  KapkaDeskPlace *place = kapka_desk_place_new ();

  set_users (place, 1);
  take_care (place, NULL);
  set_users (place, 2);
  kapka_place_set_time (place->place, "2026-03-03T09:00:00+04:00");
  take_care (place, NULL);
  set_users (place, 10748);
  return place;
}

static void
overwrite (const char *path, const char *bytes, gssize length) {
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

static void
damage_header (const char *path) {
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes, 'x', 100);
  overwrite (path, bytes, (gssize)length);
}

static void
damage_pages (const char *path) {
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + 4096, 0x5A, length - 4096);
  overwrite (path, bytes, (gssize)length);
}

static gint64
read_int (const char *path, const char *sql) {
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_READ, NULL);
  gint64 value;

  g_assert_true (kapka_db_read_int (db, sql, &value, NULL));
  return value;
}

/** Damage that nobody meets who does not look for it. */
static void
damage_index (const char *path) {
  gint64 page = read_int (path, "SELECT rootpage FROM sqlite_schema WHERE name = 'promo_by_no'");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + (page - 1) * 4096, 0x5A, 4096);
  overwrite (path, bytes, (gssize)length);
}

static void
damage_end (const char *path) {
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  overwrite (path, bytes, (gssize)length / 2);
}

static void
damage_all (const char *path) {
  overwrite (path, "", 0);
}

static void
run (const char *path, const char *sql) {
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_WRITE, NULL);

  g_assert_true (kapka_db_run_script (db, sql, NULL));
}

static void
damage_schema (const char *path) {
  run (path, "DROP TRIGGER past_keep");
}

static void
damage_identity (const char *path) {
  run (path, "PRAGMA application_id = 1");
}

static void
damage_kind (const char *path) {
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

typedef void (*Damage) (const char *path);

static guint
count_wrecks (KapkaDeskPlace *place) {
  g_autofree char *quarantine = g_build_filename (place->place->state_dir, "quarantine", NULL);

  return kapka_place_count_files (quarantine);
}

static void
test_damage (gconstpointer data) {
  g_autoptr (KapkaDeskPlace) place = with_backups ();
  const KapkaDeskPerson nobody = { NULL, KAPKA_ROLE_LIBRARIAN };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&place->desk, kapka_desk_close);
  ((Damage)data) (place->path);
  g_assert_null (kapka_desk_open (place->journal, place->place->state_dir, place->place->clock,
                                  &nobody, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
  g_assert_cmpuint (count_wrecks (place), ==, 0);

  kapka_desk_place_restart (place);
  assert_users (place, 2);
  g_assert_nonnull (strstr (kapka_desk_get_notice (place->desk), "last backup"));
  g_assert_cmpuint (count_wrecks (place), ==, 1);
  set_users (place, 3);
  kapka_desk_place_restart (place);
  assert_users (place, 3);
  g_assert_null (kapka_desk_get_notice (place->desk));

  // The wreck is no journal, and nobody takes it for one.
  g_assert_true (kapka_journal_salvage (place->journal, NULL));
  g_assert_cmpint (
      kapka_place_read_int (place->place, "SELECT count(*) FROM meta WHERE key LIKE 'salvaged%'"),
      ==, 0);
}

static void
test_damaged_backup (void) {
  g_autoptr (KapkaDeskPlace) place = with_backups ();
  g_autofree char *newest = backup_path (place, "2026-03-03");

  g_clear_pointer (&place->desk, kapka_desk_close);
  damage_header (place->path);
  damage_index (newest);
  kapka_desk_place_restart (place);
  assert_users (place, 1);
}

static void
test_no_backup (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();

  set_users (place, 1);
  g_clear_pointer (&place->desk, kapka_desk_close);
  damage_header (place->path);
  kapka_desk_place_restart (place);
  assert_users (place, -1);
  g_assert_nonnull (strstr (kapka_desk_get_notice (place->desk), "no backup"));
  g_assert_cmpuint (count_wrecks (place), ==, 1);
}

static void
test_gone (void) {
  g_autoptr (KapkaDeskPlace) place = with_backups ();

  g_clear_pointer (&place->desk, kapka_desk_close);
  g_assert_cmpint (g_unlink (place->path), ==, 0);
  kapka_desk_place_restart (place);
  assert_users (place, 2);
  g_assert_nonnull (kapka_desk_get_notice (place->desk));
  g_assert_cmpuint (count_wrecks (place), ==, 0);
}

/** A desk of a newer Kapka is left as it is. */
static void
test_newer (void) {
  g_autoptr (KapkaDeskPlace) place = with_backups ();
  const KapkaDeskPerson anna = { "Анна", KAPKA_ROLE_LIBRARIAN };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&place->desk, kapka_desk_close);
  run (place->path, "PRAGMA user_version = 2");
  g_assert_null (kapka_desk_open (place->journal, place->place->state_dir, place->place->clock,
                                  &anna, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NEWER);
  g_assert_cmpuint (count_wrecks (place), ==, 0);
  run (place->path, "PRAGMA user_version = 1");
  kapka_desk_place_restart (place);
  assert_users (place, 10748);
}

/** With a backup on another disk there is one beside the file too; a damaged desk is no backup, and
 * no reason to put the journal aside. */
static void
test_care (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autofree char *elsewhere = g_build_filename (place->place->root, "elsewhere", NULL);
  g_autofree char *there = g_build_filename (elsewhere, "desk-2026-03-02.db", NULL);
  g_autofree char *there_next = g_build_filename (elsewhere, "desk-2026-03-03.db", NULL);
  g_autofree char *here = backup_path (place, "2026-03-02");
  g_autofree char *here_next = backup_path (place, "2026-03-03");

  take_care (place, elsewhere);
  g_assert_true (g_file_test (there, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (here, G_FILE_TEST_EXISTS));
  g_clear_pointer (&place->desk, kapka_desk_close);
  damage_index (place->path);
  kapka_place_set_time (place->place, "2026-03-03T09:00:00+04:00");
  take_care (place, elsewhere);
  g_assert_false (g_file_test (there_next, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (here_next, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_wrecks (place), ==, 0);
  g_assert_true (kapka_journal_check (place->journal, NULL));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/fresh", test_fresh);
  g_test_add_func ("/desk/look", test_look);
  g_test_add_data_func ("/desk/damaged-header", damage_header, test_damage);
  g_test_add_data_func ("/desk/damaged-pages", damage_pages, test_damage);
  g_test_add_data_func ("/desk/damaged-index", damage_index, test_damage);
  g_test_add_data_func ("/desk/damaged-end", damage_end, test_damage);
  g_test_add_data_func ("/desk/damaged-all", damage_all, test_damage);
  g_test_add_data_func ("/desk/damaged-schema", damage_schema, test_damage);
  g_test_add_data_func ("/desk/damaged-identity", damage_identity, test_damage);
  g_test_add_data_func ("/desk/damaged-kind", damage_kind, test_damage);
  g_test_add_func ("/desk/damaged-backup", test_damaged_backup);
  g_test_add_func ("/desk/no-backup", test_no_backup);
  g_test_add_func ("/desk/gone", test_gone);
  g_test_add_func ("/desk/newer", test_newer);
  g_test_add_func ("/desk/care", test_care);
  return g_test_run ();
}
