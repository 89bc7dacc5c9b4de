// SPDX-License-Identifier: GPL-3.0-or-later
// Each test runs on every kind of store.
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/json.h"
#include "central/sql-dialect.h"
#include "central/store.h"
#include "test-store-place.h"

#define STREAM "6f1c0000-0000-4000-8000-000000000001"
#define INSTALL "7f1c0000-0000-4000-8000-000000000002"
#define MANY 150

static void
test_receiver_id (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *id = kapka_store_ask_for_test (
      place->store, "SELECT value FROM receiver_meta WHERE key = 'receiver_id'");

  g_assert_true (g_uuid_string_is_valid (id));
  g_clear_object (&place->store);
  place->store = kapka_store_open_for_test (place->address);
  kapka_store_assert_answer (place->store,
                             "SELECT value FROM receiver_meta WHERE key = 'receiver_id'", id);
  kapka_store_assert_answer (place->store,
                             "SELECT value FROM receiver_meta WHERE key = 'schema_version'", "1");
}

static void
test_newer (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  kapka_store_run_for_test (place->store,
                            "UPDATE receiver_meta SET value = '2' WHERE key = 'schema_version'");
  g_clear_object (&place->store);
  g_assert_null (kapka_store_open (place->address, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NEWER);
}

static void
test_no_version (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  kapka_store_run_for_test (place->store,
                            "UPDATE receiver_meta SET value = 'x' WHERE key = 'schema_version'");
  g_clear_object (&place->store);
  g_assert_null (kapka_store_open (place->address, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
}

static const char insert_day[] =
    "INSERT INTO day_report AS t(library_id, stream_id, day, terminal_id, install_id, revision,"
    " digest, counts, software, received_ms) VALUES";
static const char day_tuple[] = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char day_upsert[] =
    "ON CONFLICT(library_id, stream_id, day) DO UPDATE SET revision = excluded.revision,"
    " digest = excluded.digest WHERE excluded.revision > t.revision"
    " AND excluded.install_id = t.install_id RETURNING library_id, stream_id, day";

static void
add_day (KapkaSqlValues *values, gint64 library_id, const char *day, gint64 revision) {
  kapka_sql_values_add_int (values, library_id);
  kapka_sql_values_add_text (values, STREAM);
  kapka_sql_values_add_text (values, day);
  kapka_sql_values_add_int (values, 2);
  kapka_sql_values_add_text (values, INSTALL);
  kapka_sql_values_add_int (values, revision);
  kapka_sql_values_add_text (values, "sha256:36");
  kapka_sql_values_add_text (values, "{\"_on\":1,\"s3\":7,\"users\":6}");
  kapka_sql_values_add_text (values, "1.4.0 «капка» 'q' ? $1 --");
  kapka_sql_values_add_int (values, G_GINT64_CONSTANT (1772430000000));
}

static gboolean
day_round_trip_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;
  g_autoptr (KapkaJson) counts = NULL;
  g_autofree char *sql = g_strdup_printf ("%s %s %s", insert_day, day_tuple, day_upsert);
  const char *json;
  gint64 s3 = 0;

  add_day (values, G_MAXINT64, "2026-03-02", 41);
  g_assert_true (kapka_store_run (store, sql, values, error));
  rows = kapka_store_query (store,
                            "SELECT library_id, stream_id, day, software, received_ms, counts"
                            " FROM day_report",
                            NULL, error);
  g_assert_cmpuint (kapka_sql_rows_get_length (rows), ==, 1);
  g_assert_cmpint (kapka_sql_rows_get_int (rows, 0, 0), ==, G_MAXINT64);
  g_assert_cmpstr (kapka_sql_rows_get_text (rows, 0, 1), ==, STREAM);
  g_assert_cmpstr (kapka_sql_rows_get_text (rows, 0, 2), ==, "2026-03-02");
  g_assert_cmpstr (kapka_sql_rows_get_text (rows, 0, 3), ==, "1.4.0 «капка» 'q' ? $1 --");
  g_assert_cmpint (kapka_sql_rows_get_int (rows, 0, 4), ==, G_GINT64_CONSTANT (1772430000000));
  json = kapka_sql_rows_get_text (rows, 0, 5);
  counts = kapka_json_parse (json, strlen (json), 1000, NULL, error);
  g_assert_true (kapka_json_get_int (counts, "s3", 7, 7, &s3, error));
  return TRUE;
}

static gboolean
null_round_trip_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  kapka_sql_values_add_text (values, "c0de");
  kapka_sql_values_add_int (values, -1);
  kapka_sql_values_add_text (values, NULL);
  kapka_sql_values_add_text (values, NULL);
  g_assert_true (kapka_store_run (store,
                                  "INSERT INTO enroll_code(code_sha256, library_id, terminal_id,"
                                  " expires_ms, install_id, used_ms) VALUES (?, ?, 1, 0, ?, ?)",
                                  values, error));
  rows = kapka_store_query (store, "SELECT library_id, install_id, used_ms FROM enroll_code", NULL,
                            error);
  g_assert_cmpint (kapka_sql_rows_get_int (rows, 0, 0), ==, -1);
  g_assert_null (kapka_sql_rows_get_text (rows, 0, 1));
  g_assert_null (kapka_sql_rows_get_text (rows, 0, 2));
  g_assert_cmpint (kapka_sql_rows_get_int (rows, 0, 2), ==, 0);
  return TRUE;
}

static void
test_round_trip (KapkaStorePlace *place, gconstpointer data) {
  kapka_store_transact_for_test (place->store, day_round_trip_cb, NULL);
  kapka_store_transact_for_test (place->store, null_round_trip_cb, NULL);
}

/* Many libraries send a day; the last one of them sends another revision than the others. */
typedef struct {
  gint64 revision;
  gint64 last_revision;
  guint n_stored;
  gint64 first_stored; // Its library.
} ManyDays;

static gboolean
upsert_many_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const ManyDays *days = user_data;
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  for (gint64 i = 1; i <= MANY; i++)
    add_day (values, i, "2026-03-02", i == MANY ? days->last_revision : days->revision);
  rows = kapka_store_query_many (store, insert_day, day_tuple, day_upsert, values, MANY, error);
  if (rows == NULL)
    return FALSE;
  g_assert_cmpuint (kapka_sql_rows_get_length (rows), ==, days->n_stored);
  g_assert_cmpint (kapka_sql_rows_get_int (rows, 0, 0), ==, days->first_stored);
  return TRUE;
}

static gboolean
find_many_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  for (gint64 i = 1; i <= 100; i++) {
    kapka_sql_values_add_int (values, i * 2);
    kapka_sql_values_add_text (values, STREAM);
    kapka_sql_values_add_text (values, "2026-03-02");
  }
  rows = kapka_store_query_many (
      store,
      "SELECT library_id, revision FROM day_report WHERE (library_id, stream_id, day) IN (VALUES",
      "(CAST(? AS bigint), CAST(? AS uuid), CAST(? AS date))", ")", values, 100, error);
  g_assert_nonnull (rows);
  g_assert_cmpuint (kapka_sql_rows_get_length (rows), ==, MANY / 2);
  return TRUE;
}

static const char *const strange[] = { "\"", "\\", "{a,b}", "NULL", "", " ", "Игра «ы»", "$1 ? '" };

/* Texts that mean something to an array of PostgreSQL, and rows with constants and NULL. */
static gboolean
insert_strange_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlValues) titles = kapka_sql_values_new ();
  g_autoptr (KapkaSqlValues) codes = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++) {
    kapka_sql_values_add_text (titles, strange[i]);
    kapka_sql_values_add_text (titles, strange[i]);
    kapka_sql_values_add_text (codes, strange[i]);
    kapka_sql_values_add_text (codes, i == 0 ? NULL : INSTALL);
  }
  rows = kapka_store_query_many (store, "INSERT INTO counter_title(key, valid_from, title) VALUES",
                                 "(?, '2026-01-01', ?)", "RETURNING title", titles,
                                 G_N_ELEMENTS (strange), error);
  g_assert_nonnull (rows);
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    g_assert_cmpstr (kapka_sql_rows_get_text (rows, i, 0), ==, strange[i]);
  g_clear_pointer (&rows, kapka_sql_rows_free);
  rows = kapka_store_query_many (
      store,
      "INSERT INTO enroll_code(code_sha256, library_id, terminal_id, expires_ms, install_id)"
      " VALUES",
      "(?, 1, 2, 3, ?)", "RETURNING install_id", codes, G_N_ELEMENTS (strange), error);
  g_assert_nonnull (rows);
  g_assert_null (kapka_sql_rows_get_text (rows, 0, 0));
  g_assert_cmpstr (kapka_sql_rows_get_text (rows, 1, 0), ==, INSTALL);
  return TRUE;
}

static void
test_strange (KapkaStorePlace *place, gconstpointer data) {
  kapka_store_transact_for_test (place->store, insert_strange_cb, NULL);
}

static void
test_many (KapkaStorePlace *place, gconstpointer data) {
  ManyDays all = { 5, 5, MANY, 1 };
  ManyDays last = { 4, 6, 1, MANY };

  kapka_store_transact_for_test (place->store, upsert_many_cb, &all);
  kapka_store_transact_for_test (place->store, upsert_many_cb, &last);
  kapka_store_assert_answer (place->store, "SELECT sum(revision) FROM day_report", "751");
  kapka_store_transact_for_test (place->store, find_many_cb, NULL);
}

static void
test_day_key (KapkaStorePlace *place, gconstpointer data) {
  KapkaStore *store = place->store;

  kapka_store_transact_for_test (store, day_round_trip_cb, NULL);
  // A fragment counts above the revision that is held alone, a revoked adjustment never.
  kapka_store_run_for_test (
      store, "INSERT INTO fragment VALUES (9223372036854775807, '" STREAM "', 41, 2, '" INSTALL
             "', '2026-03-02', '{\"s3\":100}', 0), (9223372036854775807, '" STREAM
             "', 42, 2, '" INSTALL "', '2026-03-02', '{\"s3\":10}', 0)");
  kapka_store_run_for_test (
      store, "INSERT INTO adjustment VALUES (9223372036854775807, '" STREAM
             "', 2, '2026-03-02', '{\"s3\":-1,\"s5\":1}', 'anna', 'wrong_service', 0, NULL),"
             " (9223372036854775807, '" INSTALL
             "', 2, '2026-03-02', '{\"s3\":1000}', 'anna', 'wrong_service', 0, 1)");
  kapka_store_assert_answer (store, "SELECT n FROM day_key WHERE key = 's3'", "16");
  kapka_store_assert_answer (store, "SELECT key FROM day_key ORDER BY key", "_on s3 s5 users");
}

static void
test_library_span (KapkaStorePlace *place, gconstpointer data) {
  KapkaStore *store = place->store;

  kapka_store_run_for_test (store, "INSERT INTO library VALUES (1, '18-0142', 'Europe/Samara')");
  kapka_store_run_for_test (
      store, "INSERT INTO library_period VALUES (1, '2025-03-01', 'Село', 'Игра', 1),"
             " (1, '2026-01-01', 'Город', 'Игра', 0)");
  kapka_store_assert_answer (store, "SELECT first_month FROM library_span ORDER BY 1",
                             "0001-01-01 2026-01-01");
  kapka_store_assert_answer (store, "SELECT end_month FROM library_span ORDER BY 1",
                             "2026-01-01 9999-01-01");
}

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
assert_not_opened (const char *address, KapkaError code) {
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_store_open (address, &error));
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static void
test_not_let_in (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *nobody = g_strconcat (place->address, "&user=nobody", NULL);
  g_autofree char *reader = g_strconcat (place->address, "&user=reader", NULL);
  g_autofree char *no_database = g_strdup (place->address);
  char *name = strstr (no_database, "centre_");

  memcpy (name, "no", 2);
  assert_not_opened (no_database, KAPKA_ERROR_NOT_FOUND);
  assert_not_opened (nobody, KAPKA_ERROR_DENIED);
  kapka_store_run_for_test (place->store, "CREATE ROLE reader LOGIN");
  assert_not_opened (reader, KAPKA_ERROR_DENIED);
}

static void
test_session (KapkaStorePlace *place, gconstpointer data) {
  kapka_store_assert_answer (place->store,
                             "SELECT concat_ws(' ', current_setting('synchronous_commit'),"
                             " current_setting('statement_timeout'), current_setting('timezone'),"
                             " current_setting('datestyle'), current_setting('client_encoding'),"
                             " current_setting('default_transaction_isolation'),"
                             " current_setting('transaction_isolation'))",
                             "on 30s UTC ISO, MDY UTF8 read committed repeatable read");
}

static void
test_foreign_file (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "foreign.db", "this is a text\n");
  g_autofree char *address = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_null (kapka_store_open (address, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "this is a text\n");
}

static void
test_addresses (void) {
  static const struct {
    const char *address;
    KapkaError code;
  } rows[] = {
    { "mysql://localhost/kapka", KAPKA_ERROR_USAGE },
    { "", KAPKA_ERROR_USAGE },
    { "sqlite:/no/such/place/central.db", KAPKA_ERROR_NOT_FOUND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (kapka_store_open (rows[i].address, &error));
    g_assert_error (error, KAPKA_ERROR, (int)rows[i].code);
  }
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

static void
test_dialects (void) {
  static const struct {
    const char *sql;
    const char *sqlite;
    const char *postgres;
  } rows[] = {
    { "SELECT ?, 'it''s a ? date -- x', \"text?\" FROM t -- why? bigint\n WHERE a = ?",
      "SELECT ?, 'it''s a ? date -- x', \"text?\" FROM t \n WHERE a = ?",
      "SELECT $1, 'it''s a ? date -- x', \"text?\" FROM t \n WHERE a = $2" },
    { "SELECT CAST(? AS bigint), CAST('0001-01-01' AS date) FROM jsonb_each_text(d.counts) c",
      "SELECT CAST(? AS INTEGER), CAST('0001-01-01' AS TEXT) FROM json_each(d.counts) c",
      "SELECT CAST($1 AS bigint), CAST('0001-01-01' AS date) FROM jsonb_each_text(d.counts) c" },
    { "CREATE TABLE t(update_id uuid PRIMARY KEY)",
      "CREATE TABLE t(update_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
      "CREATE TABLE t(update_id uuid PRIMARY KEY)" },
    { "SELECT 'no end ?", "SELECT 'no end ?", "SELECT 'no end ?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *sqlite = kapka_sql_to_sqlite (rows[i].sql);
    g_autofree char *postgres = kapka_sql_to_postgres (rows[i].sql);

    g_assert_cmpstr (sqlite, ==, rows[i].sqlite);
    g_assert_cmpstr (postgres, ==, rows[i].postgres);
  }
}

static void
test_split (void) {
  g_auto (GStrv) statements = kapka_sql_split ("-- first; comment\nA ';' B; \n\n C -- d;\n e;;\n");

  g_assert_cmpuint (g_strv_length (statements), ==, 2);
  g_assert_cmpstr (statements[0], ==, "A ';' B");
  g_assert_cmpstr (statements[1], ==, "C \n e");
}

static const KapkaStorePlaceCase tests[] = {
  { "receiver-id", test_receiver_id },
  { "newer", test_newer },
  { "no-version", test_no_version },
  { "round-trip", test_round_trip },
  { "many", test_many },
  { "strange", test_strange },
  { "day-key", test_day_key },
  { "library-span", test_library_span },
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
  kapka_store_place_add ("store", "gone-file", NULL, test_gone_file);
  kapka_store_place_add ("store", "lost-connection", &server, test_lost_connection);
  kapka_store_place_add ("store", "server-away", &server, test_server_away);
  kapka_store_place_add ("store", "not-let-in", &server, test_not_let_in);
  kapka_store_place_add ("store", "session", &server, test_session);
  g_test_add_func ("/store/sqlite/foreign-file", test_foreign_file);
  g_test_add_func ("/store/addresses", test_addresses);
  g_test_add_func ("/store/dialects", test_dialects);
  g_test_add_func ("/store/split", test_split);
  return kapka_store_place_run_all (&server);
}
