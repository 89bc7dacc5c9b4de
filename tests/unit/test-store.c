// SPDX-License-Identifier: GPL-3.0-or-later
// What is written into a store comes back as it was, on every kind of store.
#include <string.h>

#include "base/json.h"
#include "test-store-place.h"

#define STREAM "6f1c0000-0000-4000-8000-000000000001"
#define INSTALL "7f1c0000-0000-4000-8000-000000000002"
#define MANY 150

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

static void
test_many (KapkaStorePlace *place, gconstpointer data) {
  ManyDays all = { 5, 5, MANY, 1 };
  ManyDays last = { 4, 6, 1, MANY };

  kapka_store_transact_for_test (place->store, upsert_many_cb, &all);
  kapka_store_transact_for_test (place->store, upsert_many_cb, &last);
  kapka_store_assert_answer (place->store, "SELECT sum(revision) FROM day_report", "751");
  kapka_store_transact_for_test (place->store, find_many_cb, NULL);
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

static const KapkaStorePlaceCase tests[] = {
  { "round-trip", test_round_trip },     { "many", test_many },
  { "strange", test_strange },           { "day-key", test_day_key },
  { "library-span", test_library_span },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("store", tests, G_N_ELEMENTS (tests), &server);
  return kapka_store_place_run_all (&server);
}
