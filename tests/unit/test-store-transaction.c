// SPDX-License-Identifier: GPL-3.0-or-later
// A transaction is written whole or not at all, on every kind of store.
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "test-store-place.h"

static gboolean
write_and_fail_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_assert_true (kapka_store_set_meta (store, "note", "x", error));
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "of the caller");
  return FALSE;
}

static void
test_rollback (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  g_assert_false (
      kapka_store_transact (place->store, KAPKA_STORE_WRITE, write_and_fail_cb, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM receiver_meta WHERE key = 'note'",
                             "0");
}

static gboolean
write_in_vain_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_assert_true (kapka_store_set_meta (store, "note", "x", error));
  g_assert_false (kapka_store_run (store, "SELECT nothing FROM receiver_meta", NULL, NULL));
  return TRUE;
}

static void
test_spoilt (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  g_assert_false (
      kapka_store_transact (place->store, KAPKA_STORE_WRITE, write_in_vain_cb, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM receiver_meta WHERE key = 'note'",
                             "0");
}

static gboolean
set_note_cb (KapkaStore *store, gpointer user_data, GError **error) {
  return kapka_store_set_meta (store, "note", "x", error);
}

static void
test_reading_writes_nothing (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_store_transact (place->store, KAPKA_STORE_READ, set_note_cb, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY);
  kapka_store_transact_for_test (place->store, set_note_cb, NULL);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM receiver_meta WHERE key = 'note'",
                             "1");
}

static void
assert_refused (KapkaStore *store, const char *sql) {
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_store_try_for_test (store, sql, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

static void
test_refused (KapkaStorePlace *place, gconstpointer data) {
  assert_refused (place->store, "INSERT INTO past_total VALUES ('2020', 2, 'users', 1, 'x')");
  assert_refused (place->store, "INSERT INTO past_total VALUES ('2020', 1, NULL, 1, 'x')");
  assert_refused (place->store, "INSERT INTO past_total VALUES ('2020', 1, 'users', 'a', 'x')");
  assert_refused (place->store, "INSERT INTO library_period VALUES (9, '2026-01-01', 'x', 'x', 1)");
}

/* How often a transaction has been tried, and how often it has to be. */
typedef struct {
  guint n_tries;
  guint n_busy;
} Race;

static gboolean
lose_race_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Race *race = user_data;

  g_assert_true (kapka_store_run (
      store, "INSERT INTO receiver_meta(key, value) VALUES ('note', 'x')", NULL, error));
  if (race->n_tries++ >= race->n_busy)
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_BUSY, "lost");
  return FALSE;
}

static void
test_retry (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  Race won = { 0, 3 };
  Race lost = { 0, 100 };

  g_assert_false (
      kapka_store_transact (place->store, KAPKA_STORE_WRITE, lose_race_cb, &lost, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_BUSY);
  g_assert_cmpuint (lost.n_tries, ==, 4);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM receiver_meta WHERE key = 'note'",
                             "0");
  kapka_store_transact_for_test (place->store, lose_race_cb, &won);
  g_assert_cmpuint (won.n_tries, ==, 4);
}

static gpointer
count_thread (gpointer data) {
  const KapkaStorePlace *place = data;
  g_autoptr (KapkaStore) store = kapka_store_open_for_test (place->address);

  for (int i = 0; i < 50; i++)
    kapka_store_run_for_test (
        store, "INSERT INTO past_total AS t VALUES ('2020', 1, 'users', 1, 'x')"
               " ON CONFLICT(year, rural, key) DO UPDATE SET value = t.value + excluded.value");
  return NULL;
}

static void
test_two_writers (KapkaStorePlace *place, gconstpointer data) {
  GThread *threads[2];

  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new ("writer", count_thread, place);
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  kapka_store_assert_answer (place->store, "SELECT value FROM past_total", "100");
}

static gpointer
open_thread (gpointer data) {
  const KapkaStorePlace *place = data;

  return kapka_store_open_for_test (place->address);
}

static void
test_other_thread (KapkaStorePlace *place, gconstpointer data) {
  g_clear_object (&place->store);
  place->store = g_thread_join (g_thread_new ("opener", open_thread, place));
  kapka_store_transact_for_test (place->store, set_note_cb, NULL);
}

/* Everybody's sessions of the place's database but psql's own. */
static void
end_sessions (KapkaStorePlace *place) {
  g_autofree char *ended = kapka_test_postgres_run (
      place->server->postgres, place->address,
      "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
      " WHERE datname = current_database() AND pid <> pg_backend_pid()");

  g_assert_cmpstr (ended, ==, "1\n");
}

/* A transaction whose session is ended before its first COMMIT. */
typedef struct {
  KapkaStorePlace *place;
  guint n_tries;
} LostSession;

static gboolean
lose_connection_cb (KapkaStore *store, gpointer user_data, GError **error) {
  LostSession *lost = user_data;

  if (!kapka_store_set_meta (store, "note", lost->n_tries == 0 ? "first" : "second", error))
    return FALSE;
  if (lost->n_tries++ == 0)
    end_sessions (lost->place);
  return TRUE;
}

static void
test_lost_connection (KapkaStorePlace *place, gconstpointer data) {
  LostSession lost = { place, 0 };

  // Between two transactions nobody notices, and at COMMIT the whole is repeated.
  end_sessions (place);
  kapka_store_transact_for_test (place->store, lose_connection_cb, &lost);
  kapka_store_assert_answer (place->store, "SELECT value FROM receiver_meta WHERE key = 'note'",
                             "second");
}

static void
test_server_away (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  kapka_store_transact_for_test (place->store, set_note_cb, NULL);
  kapka_test_postgres_stop (place->server->postgres);
  g_assert_false (
      kapka_store_transact (place->store, KAPKA_STORE_WRITE, set_note_cb, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK);
  kapka_test_postgres_start (place->server->postgres);
  kapka_store_transact_for_test (place->store, set_note_cb, NULL);
}

static void
test_gone_file (KapkaStorePlace *place, gconstpointer data) {
  const char *path = place->address + strlen ("sqlite:");
  g_autoptr (GError) error = NULL;

  // Whatever becomes of the open file, no empty centre takes the place of the one that is missed.
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (kapka_store_try_for_test (place->store, "DELETE FROM past_total", &error));
  g_assert_false (kapka_store_try_for_test (place->store, "DELETE FROM past_total", NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static const KapkaStorePlaceCase tests[] = {
  { "rollback", test_rollback },
  { "spoilt", test_spoilt },
  { "reading-writes-nothing", test_reading_writes_nothing },
  { "refused", test_refused },
  { "retry", test_retry },
  { "two-writers", test_two_writers },
  { "other-thread", test_other_thread },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("store", tests, G_N_ELEMENTS (tests), &server);
  kapka_store_place_add ("store", "lost-connection", &server, test_lost_connection);
  kapka_store_place_add ("store", "server-away", &server, test_server_away);
  kapka_store_place_add ("store", "gone-file", NULL, test_gone_file);
  return kapka_store_place_run_all (&server);
}
