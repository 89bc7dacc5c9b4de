// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-store-place.h"

static void
set_up (KapkaStorePlace *place, gconstpointer data) {
  place->dir = kapka_test_dir_new ();
  place->server = (KapkaStoreServer *)data;
  if (place->server != NULL && place->server->postgres == NULL) {
    place->server->dir = kapka_test_dir_new ();
    place->server->postgres = kapka_test_postgres_new (place->server->dir, NULL);
  }
  place->address = kapka_store_place_add_database (place, "central");
  place->store = kapka_store_open_for_test (place->address);
}

static void
tear_down (KapkaStorePlace *place, gconstpointer data) {
  if (place->store != NULL)
    g_assert_finalize_object (place->store);
  g_free (place->address);
  kapka_test_dir_free (place->dir);
}

void
kapka_store_place_add (const char *group,
                       const char *name,
                       KapkaStoreServer *server,
                       KapkaStorePlaceTest test) {
  g_autofree char *path =
      g_strdup_printf ("/%s/%s/%s", group, server == NULL ? "sqlite" : "postgres", name);

  g_test_add (path, KapkaStorePlace, server, set_up, test, tear_down);
}

void
kapka_store_place_add_both (const char *group,
                            const KapkaStorePlaceCase *cases,
                            gsize n_cases,
                            KapkaStoreServer *server) {
  for (gsize i = 0; i < n_cases; i++) {
    kapka_store_place_add (group, cases[i].name, NULL, cases[i].test);
    kapka_store_place_add (group, cases[i].name, server, cases[i].test);
  }
}

int
kapka_store_place_run_all (KapkaStoreServer *server) {
  int status = g_test_run ();

  kapka_test_postgres_free (server->postgres);
  kapka_test_dir_free (server->dir);
  return status;
}

char *
kapka_store_place_add_database (KapkaStorePlace *place, const char *name) {
  if (place->server != NULL)
    return kapka_test_postgres_add_database (place->server->postgres, NULL);
  return g_strdup_printf ("sqlite:%s/%s.db", kapka_test_dir_get_path (place->dir), name);
}

KapkaStore *
kapka_store_open_for_test (const char *address) {
  g_autoptr (GError) error = NULL;
  KapkaStore *store = kapka_store_open (address, &error);

  g_assert_no_error (error);
  return store;
}

/* One statement and what it answers. */
typedef struct {
  const char *sql;
  char *answer;
} Question;

static char *
join (const KapkaSqlRows *rows) {
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < kapka_sql_rows_get_length (rows); row++)
    for (guint column = 0; column < kapka_sql_rows_get_n_columns (rows); column++)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " ",
                              kapka_sql_rows_get_text (rows, row, column));
  return g_string_free (text, FALSE);
}

static gboolean
ask_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Question *question = user_data;
  g_autoptr (KapkaSqlRows) rows = kapka_store_query (store, question->sql, NULL, error);

  if (rows == NULL)
    return FALSE;
  g_free (question->answer);
  question->answer = join (rows);
  return TRUE;
}

gboolean
kapka_store_try_for_test (KapkaStore *store, const char *sql, GError **error) {
  Question question = { sql, NULL };
  gboolean done = kapka_store_transact (store, KAPKA_STORE_WRITE, ask_cb, &question, error);

  g_free (question.answer);
  return done;
}

void
kapka_store_run_for_test (KapkaStore *store, const char *sql) {
  g_autoptr (GError) error = NULL;

  kapka_store_try_for_test (store, sql, &error);
  g_assert_no_error (error);
}

void
kapka_store_transact_for_test (KapkaStore *store, KapkaStoreFunc func, gpointer user_data) {
  g_autoptr (GError) error = NULL;

  kapka_store_transact (store, KAPKA_STORE_WRITE, func, user_data, &error);
  g_assert_no_error (error);
}

char *
kapka_store_ask_for_test (KapkaStore *store, const char *sql) {
  Question question = { sql, NULL };
  g_autoptr (GError) error = NULL;

  kapka_store_transact (store, KAPKA_STORE_READ, ask_cb, &question, &error);
  g_assert_no_error (error);
  return question.answer;
}

void
kapka_store_assert_answer (KapkaStore *store, const char *sql, const char *expected) {
  g_autofree char *answer = kapka_store_ask_for_test (store, sql);

  g_assert_cmpstr (answer, ==, expected);
}
