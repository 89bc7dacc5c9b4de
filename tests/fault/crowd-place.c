// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd-place.h"

#include "wait.h"

#define N_KIOSKS 40
#define N_CONNECTIONS 8
#define PATIENCE_SECONDS 120
// Slow enough that the uploads are still on their way when the fault comes.
#define UPLOADS_PER_SECOND 150

CrowdPlace *
crowd_place_new (KapkaTestDir *dir, char *database) {
  CrowdPlace *place = g_new0 (CrowdPlace, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store = kapka_store_open (database, &error);

  g_assert_no_error (error);
  place->dir = dir;
  place->database = database;
  place->crowd = kapka_crowd_new (N_KIOSKS);
  kapka_crowd_enrol (place->crowd, store);
  place->centre = kapka_real_centre_new (kapka_test_dir_get_path (dir), database);
  return place;
}

void
crowd_place_free (CrowdPlace *place) {
  if (place == NULL)
    return;
  g_assert_null (place->thread);
  kapka_load_result_clear (&place->result);
  kapka_real_centre_free (place->centre);
  kapka_crowd_free (place->crowd);
  g_free (place->database);
  g_free (place);
}

static gpointer
load_thread (gpointer data) {
  CrowdPlace *place = data;
  const KapkaLoad load = {
    .crowd = place->crowd,
    .socket = kapka_real_centre_get_socket (place->centre),
    .n_connections = N_CONNECTIONS,
    .n_uploads = CROWD_UPLOADS,
    .seconds = PATIENCE_SECONDS,
    .rate = UPLOADS_PER_SECOND,
    .progress = &place->progress,
  };

  kapka_load_run (&load, &place->result);
  return NULL;
}

void
crowd_place_begin (CrowdPlace *place) {
  kapka_load_result_clear (&place->result);
  place->result = (KapkaLoadResult){ 0 };
  place->progress = (KapkaLoadProgress){ 0 };
  place->thread = g_thread_new ("load", load_thread, place);
}

/* A number that another thread counts up to a goal. */
typedef struct {
  const gint *number;
  gint goal;
} Goal;

static gboolean
is_reached (gpointer data) {
  const Goal *goal = data;

  return g_atomic_int_get (goal->number) >= goal->goal;
}

static void
wait_for_more (const gint *number, gint n) {
  Goal goal = { number, g_atomic_int_get (number) + n };

  g_assert_true (kapka_test_wait_until (is_reached, &goal, PATIENCE_SECONDS * 1000));
}

void
crowd_place_wait_acked (CrowdPlace *place, gint n) {
  wait_for_more (&place->progress.n_acked, n);
}

void
crowd_place_wait_refused (CrowdPlace *place, gint n) {
  wait_for_more (&place->progress.n_refused, n);
}

void
crowd_place_end (CrowdPlace *place, gboolean give_up) {
  g_atomic_int_set (&place->progress.stop, give_up);
  g_thread_join (g_steal_pointer (&place->thread));
  if (place->result.n_wrong > 0)
    g_error ("not an answer to an upload: %s", place->result.wrong);
}

/* What is read out of the store in one transaction. */
typedef struct {
  const char *sql;
  KapkaSqlRows *rows;
} Question;

static gboolean
ask_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Question *question = user_data;

  g_clear_pointer (&question->rows, kapka_sql_rows_free);
  question->rows = kapka_store_query (store, question->sql, NULL, error);
  return question->rows != NULL;
}

static KapkaSqlRows *
ask (CrowdPlace *place, const char *sql) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store = kapka_store_open (place->database, &error);
  Question question = { sql, NULL };

  g_assert_no_error (error);
  kapka_store_transact (store, KAPKA_STORE_READ, ask_cb, &question, &error);
  g_assert_no_error (error);
  return question.rows;
}

void
crowd_place_assert_acked_are_stored (CrowdPlace *place) {
  g_autoptr (KapkaSqlRows) rows = ask (place, "SELECT stream_id, day FROM day_report");
  g_autoptr (GHashTable) stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < kapka_sql_rows_get_length (rows); i++)
    g_hash_table_add (stored, g_strjoin (" ", kapka_sql_rows_get_text (rows, i, 0),
                                         kapka_sql_rows_get_text (rows, i, 1), NULL));
  for (guint i = 0; i < place->result.acked->len; i++) {
    guint64 upload = g_array_index (place->result.acked, guint64, i);
    g_autofree char *name = kapka_crowd_name_document (place->crowd, upload);

    g_assert_true (g_hash_table_contains (stored, name));
  }
}

static void
assert_number (CrowdPlace *place, const char *sql, gint64 expected) {
  g_autoptr (KapkaSqlRows) rows = ask (place, sql);

  g_assert_cmpint (kapka_sql_rows_get_int (rows, 0, 0), ==, expected);
}

void
crowd_place_assert_exact (CrowdPlace *place) {
  g_assert_cmpuint (place->result.n_acked, ==, CROWD_UPLOADS);
  assert_number (place, "SELECT count(*) FROM day_report", CROWD_UPLOADS);
  assert_number (place, "SELECT count(*) FROM day_report_log", CROWD_UPLOADS);
  assert_number (place, "SELECT sum(n) FROM day_key WHERE key = 's3'",
                 CROWD_UPLOADS * KAPKA_CROWD_S3);
  assert_number (place, "SELECT sum(accepted) FROM install_seen", CROWD_UPLOADS);
}
