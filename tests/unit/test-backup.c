// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"
#include "central/backup.h"
#include "test-store-place.h"

#define INSTALL "7f1c0000-0000-4000-8000-000000000002"
#define RECEIVER_ID "SELECT value FROM receiver_meta WHERE key = 'receiver_id'"
// More than two portions of a copy.
#define N_DAYS 2100

static const char *const statements[] = {
  "INSERT INTO library VALUES (1, '18-0142', 'Europe/Samara'), (2, '18-0001', 'Europe/Samara')",
  "INSERT INTO library_period VALUES (1, '2025-03-01', 'Библиотека «Игра»', 'Игринский', 1)",
  "INSERT INTO terminal VALUES (1, 1, 'ПК-1', NULL), (1, 2, 'PC-2', '2026-01-01')",
  "INSERT INTO install VALUES ('" INSTALL "', 1, 2, 'a0', NULL, 'revoked', NULL, 5)",
  "INSERT INTO enroll_code VALUES ('c0de', 1, 2, 1772430000000, NULL, NULL)",
  "INSERT INTO counter_title VALUES ('s1', '2026-01-01', 'Узнать об услуге')",
  "INSERT INTO fragment VALUES (1, '" INSTALL "', 41, 2, '" INSTALL
  "', '2026-03-02', '{\"s3\":100}', 0)",
  "INSERT INTO adjustment VALUES (1, '" INSTALL
  "', 0, '2026-03-02', '{\"s3\":-1,\"s5\":1}', 'anna', 'wrong_service', 0, NULL)",
  "INSERT INTO install_seen VALUES (1, '" INSTALL "', 391, 7, 'b', NULL, NULL, '{}')",
  "INSERT INTO dirty_month VALUES (1, '2026-03-01', 9)",
  "INSERT INTO month_count VALUES (1, 2, '2026-02-01', 'users', 12)",
  "INSERT INTO past_total VALUES ('2020', 1, 'users', 9007199254740991, 'Отчёт 2020')",
};

static gboolean
add_days_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  for (int i = 0; i < N_DAYS; i++) {
    g_autofree char *stream = g_strdup_printf ("00000000-0000-4000-8000-%012d", i / 7);
    g_autofree char *day = g_strdup_printf ("2026-03-%02d", i % 7 + 1);

    kapka_sql_values_add_int (values, i % 2 + 1);
    kapka_sql_values_add_text (values, stream);
    kapka_sql_values_add_text (values, day);
    kapka_sql_values_add_int (values, i + 1);
  }
  rows = kapka_store_query_many (store, "INSERT INTO day_report VALUES",
                                 "(?, ?, ?, 2, '" INSTALL "', ?, 'd', '{\"s3\":7}', '1', 0)", "",
                                 values, N_DAYS, error);
  return rows != NULL;
}

static void
fill (KapkaStore *store) {
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    kapka_store_run_for_test (store, statements[i]);
  kapka_store_transact_for_test (store, add_days_cb, NULL);
}

/* JSON has spaces or not, as the store likes, so it is compared by what it counts. */
static const char *const questions[] = {
  "SELECT * FROM library ORDER BY 1",
  "SELECT * FROM library_period",
  "SELECT * FROM terminal ORDER BY 1, 2",
  "SELECT * FROM install",
  "SELECT * FROM enroll_code",
  "SELECT * FROM counter_title",
  "SELECT library_id, stream_id, day, terminal_id, install_id, revision, digest, software FROM"
  " day_report ORDER BY 1, 2, 3",
  "SELECT library_id, adjustment_id, author, reason FROM adjustment",
  "SELECT library_id, install_id, accepted, last_seen_ms, boot_id, clone_ms FROM install_seen",
  "SELECT * FROM dirty_month",
  "SELECT * FROM month_count",
  "SELECT * FROM past_total",
  "SELECT library_id, terminal_id, day, key, n FROM day_key ORDER BY 1, 2, 3, 4",
  "SELECT count(*) FROM receiver_meta",
};

static void
assert_same (KapkaStore *a, KapkaStore *b) {
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autofree char *answer = kapka_store_ask_for_test (a, questions[i]);

    g_assert_cmpstr (answer, !=, "");
    kapka_store_assert_answer (b, questions[i], answer);
  }
}

static void
write_backup (KapkaStore *store, const char *path) {
  g_autoptr (GError) error = NULL;

  kapka_backup_write (store, NULL, path, &error);
  g_assert_no_error (error);
}

static void
restore (KapkaStore *store, const char *path, KapkaRestoreFlags flags) {
  g_autoptr (GError) error = NULL;

  kapka_backup_restore (store, NULL, path, flags, &error);
  g_assert_no_error (error);
}

static char *
backup_path (KapkaStorePlace *place) {
  return kapka_test_dir_join (place->dir, "backup");
}

/* Backs @from up and restores it into a new database. */
static KapkaStore *
move (KapkaStorePlace *place, KapkaStore *from, const char *address, KapkaRestoreFlags flags) {
  g_autofree char *path = backup_path (place);
  KapkaStore *to = kapka_store_open_for_test (address);

  write_backup (from, path);
  restore (to, path, flags);
  return to;
}

static void
test_round_trip (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *address = kapka_store_place_add_database (place, "other");
  g_autofree char *id = kapka_store_ask_for_test (place->store, RECEIVER_ID);
  g_autoptr (KapkaStore) other = NULL;
  g_autofree char *new_id = NULL;

  fill (place->store);
  other = move (place, place->store, address, 0);
  assert_same (place->store, other);
  new_id = kapka_store_ask_for_test (other, RECEIVER_ID);
  g_assert_true (g_uuid_string_is_valid (new_id));
  g_assert_cmpstr (new_id, !=, id);
  kapka_store_assert_answer (place->store, RECEIVER_ID, id);
}

static void
test_crosswise (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *address = kapka_store_place_add_database (place, "other");
  g_autofree char *sqlite =
      g_strdup_printf ("sqlite:%s/between.db", kapka_test_dir_get_path (place->dir));
  g_autoptr (KapkaStore) between = NULL;
  g_autoptr (KapkaStore) other = NULL;

  fill (place->store);
  between = move (place, place->store, sqlite, 0);
  assert_same (place->store, between);
  other = move (place, between, address, 0);
  assert_same (place->store, other);
}

static void
test_keep_id (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *address = kapka_store_place_add_database (place, "other");
  g_autofree char *id = kapka_store_ask_for_test (place->store, RECEIVER_ID);
  g_autoptr (KapkaStore) other = move (place, place->store, address, KAPKA_RESTORE_KEEP_ID);

  kapka_store_assert_answer (other, RECEIVER_ID, id);
}

static void
test_replace (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *path = backup_path (place);
  g_autoptr (GError) error = NULL;

  kapka_store_run_for_test (place->store, statements[0]);
  write_backup (place->store, path);
  kapka_store_run_for_test (place->store, "INSERT INTO terminal VALUES (1, 1, 'ПК-1', NULL)");
  g_assert_false (kapka_backup_restore (place->store, NULL, path, 0, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM terminal", "1");
  restore (place->store, path, KAPKA_RESTORE_REPLACE);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM terminal", "0");
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM library", "2");
}

static void
assert_not_restored (KapkaStorePlace *place, const char *path, KapkaError code) {
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_backup_restore (place->store, NULL, path, KAPKA_RESTORE_REPLACE, &error));
  g_assert_error (error, KAPKA_ERROR, (int)code);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM library", "2");
}

/* A store is no backup: only the mark says that everything has arrived. */
static void
test_no_backup (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *path = backup_path (place);
  g_autofree char *missing = kapka_test_dir_join (place->dir, "missing");
  g_autofree char *empty = kapka_test_dir_write (place->dir, "empty", "");
  g_autofree char *text = kapka_test_dir_write (place->dir, "text", "no database");
  g_autofree char *plain = kapka_test_dir_join (place->dir, "plain.db");
  g_autofree char *address = g_strconcat ("sqlite:", plain, NULL);

  g_object_unref (kapka_store_open_for_test (address));
  kapka_store_run_for_test (place->store, statements[0]);
  write_backup (place->store, path);
  g_assert_cmpint (truncate (path, 8192), ==, 0);
  assert_not_restored (place, missing, KAPKA_ERROR_NOT_FOUND);
  assert_not_restored (place, empty, KAPKA_ERROR_CORRUPT);
  assert_not_restored (place, text, KAPKA_ERROR_CORRUPT);
  assert_not_restored (place, plain, KAPKA_ERROR_CORRUPT);
  assert_not_restored (place, path, KAPKA_ERROR_CORRUPT);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
}

static guint
count_files (const char *path) {
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_file (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *directory = kapka_test_dir_make (place->dir, "backups");
  g_autofree char *path = g_build_filename (directory, "backup", NULL);
  g_autofree char *nowhere = kapka_test_dir_join (place->dir, "nowhere/backup");
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  write_backup (place->store, path);
  write_backup (place->store, path);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpuint (count_files (directory), ==, 1);
  g_assert_false (kapka_backup_write (place->store, NULL, nowhere, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
}

/* Two tables, the first and the last that are copied, always hold the same number. */
typedef struct {
  const char *address;
  gint stop;
} Mover;

static gboolean
move_on_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autofree char *number = g_strdup_printf ("%d", GPOINTER_TO_INT (user_data));
  g_autofree char *sql = g_strdup_printf ("UPDATE past_total SET value = %s", number);

  return kapka_store_set_meta (store, "number", number, error) &&
         kapka_store_run (store, sql, NULL, error);
}

static gpointer
move_thread (gpointer data) {
  Mover *mover = data;
  g_autoptr (KapkaStore) store = kapka_store_open_for_test (mover->address);

  for (int i = 2; !g_atomic_int_get (&mover->stop); i++)
    kapka_store_transact_for_test (store, move_on_cb, GINT_TO_POINTER (i));
  return NULL;
}

static void
test_one_moment (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *path = backup_path (place);
  g_autofree char *address = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (KapkaStore) file = NULL;
  Mover mover = { place->address, 0 };
  GThread *thread;

  fill (place->store);
  kapka_store_transact_for_test (place->store, move_on_cb, GINT_TO_POINTER (1));
  thread = g_thread_new ("mover", move_thread, &mover);
  write_backup (place->store, path);
  g_atomic_int_set (&mover.stop, 1);
  g_thread_join (thread);
  file = kapka_store_open_for_test (address);
  kapka_store_assert_answer (file,
                             "SELECT count(*) FROM past_total p JOIN receiver_meta m ON m.key ="
                             " 'number' AND CAST(m.value AS bigint) = p.value",
                             "1");
}

static const KapkaStorePlaceCase tests[] = {
  { "round-trip", test_round_trip }, { "keep-id", test_keep_id }, { "replace", test_replace },
  { "no-backup", test_no_backup },   { "file", test_file },       { "one-moment", test_one_moment },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("backup", tests, G_N_ELEMENTS (tests), &server);
  kapka_store_place_add ("backup", "crosswise", &server, test_crosswise);
  return kapka_store_place_run_all (&server);
}
