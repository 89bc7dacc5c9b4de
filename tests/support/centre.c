// SPDX-License-Identifier: GPL-3.0-or-later
#include "centre.h"

#include "real-centre.h"
#include "tmpdir.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#include "central/store.h"
#include "journal/db.h"

#define COMMAND_MS 60000

struct _KapkaTestCentre {
  KapkaTestDir *dir;
  char *database; /* address of the store */
  char *upstream;
  char *url;
  KapkaRealCentre *program;
  KapkaTestCutProxy *network;
};

static void
lay_network (KapkaTestCentre *centre) {
  const char *socket = kapka_real_centre_get_socket (centre->program);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket);

  centre->network = kapka_test_cut_proxy_new (address);
  centre->upstream = g_strconcat ("unix:", socket, NULL);
  centre->url =
      g_strdup_printf ("http://127.0.0.1:%u/", kapka_test_cut_proxy_get_port (centre->network));
}

KapkaTestCentre *
kapka_test_centre_new (void) {
  KapkaTestCentre *centre = g_new0 (KapkaTestCentre, 1);
  g_autofree char *path = NULL;

  centre->dir = kapka_test_dir_new ();
  path = kapka_test_dir_join (centre->dir, "central.db");
  centre->database = g_strconcat ("sqlite:", path, NULL);
  centre->program = kapka_real_centre_new (kapka_test_dir_get_path (centre->dir), centre->database);
  kapka_real_centre_start (centre->program, NULL);
  lay_network (centre);
  return centre;
}

void
kapka_test_centre_free (KapkaTestCentre *centre) {
  if (centre == NULL)
    return;
  kapka_test_cut_proxy_free (centre->network);
  kapka_real_centre_free (centre->program);
  kapka_test_dir_free (centre->dir);
  g_free (centre->database);
  g_free (centre->upstream);
  g_free (centre->url);
  g_free (centre);
}

const char *
kapka_test_centre_get_url (KapkaTestCentre *centre) {
  return centre->url;
}

const char *
kapka_test_centre_get_database (KapkaTestCentre *centre) {
  return centre->database;
}

KapkaTestCutProxy *
kapka_test_centre_get_network (KapkaTestCentre *centre) {
  return centre->network;
}

const char *
kapka_test_centre_get_upstream (KapkaTestCentre *centre) {
  return centre->upstream;
}

char *
kapka_test_centre_run (KapkaTestCentre *centre, const char *const *command) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *database = g_strconcat ("--database=", centre->database, NULL);
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add_many (builder, g_getenv ("KAPKA_CENTRAL"), database, NULL);
  g_strv_builder_addv (builder, (const char **)command);
  argv = g_strv_builder_end (builder);
  return kapka_test_program_run ((const char *const *)argv, NULL, COMMAND_MS);
}

static void
add_library (KapkaTestCentre *centre, const char *library) {
  const char *command[] = {
    "library", "add", library, "--name=Библиотека", "--district=Район", "--tz=Europe/Samara", NULL
  };

  g_free (kapka_test_centre_run (centre, command));
}

char *
kapka_test_centre_find_code (const char *text) {
  g_autoptr (GRegex) regex = g_regex_new ("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    g_error ("no code in: %s", text);
  return g_match_info_fetch (match, 0);
}

char *
kapka_test_centre_add_terminal (KapkaTestCentre *centre,
                                const char *library,
                                const char *terminal) {
  const char *command[] = { "terminal", "add", library, terminal, NULL };
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM library WHERE code = '%s'", library);
  g_autofree char *text = NULL;

  if (kapka_test_centre_read_int (centre, sql) == 0)
    add_library (centre, library);
  text = kapka_test_centre_run (centre, command);
  return kapka_test_centre_find_code (text);
}

char *
kapka_test_centre_renew_code (KapkaTestCentre *centre, const char *library, const char *terminal) {
  const char *command[] = { "terminal", "code", library, terminal, NULL };
  g_autofree char *text = kapka_test_centre_run (centre, command);

  return kapka_test_centre_find_code (text);
}

void
kapka_test_centre_change (KapkaTestCentre *centre, const char *sql) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db =
      kapka_db_open (centre->database + strlen ("sqlite:"), KAPKA_DB_WRITE, &error);

  g_assert_no_error (error);
  kapka_db_run_script (db, sql, &error);
  g_assert_no_error (error);
}

void
kapka_test_centre_stop (KapkaTestCentre *centre) {
  kapka_real_centre_stop (centre->program);
}

void
kapka_test_centre_start (KapkaTestCentre *centre) {
  kapka_real_centre_start (centre->program, NULL);
}

void
kapka_test_centre_empty (KapkaTestCentre *centre) {
  g_assert_null (kapka_real_centre_get_program (centre->program));
  g_assert_cmpint (g_unlink (centre->database + strlen ("sqlite:")), ==, 0);
}

/* Runs one statement that gives one number; @user_data holds both. */
typedef struct {
  const char *sql;
  const KapkaSqlValues *values;
  gint64 number;
} Question;

static gboolean
ask_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Question *question = user_data;
  g_autoptr (KapkaSqlRows) rows = kapka_store_query (store, question->sql, question->values, error);

  if (rows == NULL)
    return FALSE;
  g_assert_cmpuint (kapka_sql_rows_get_length (rows), ==, 1);
  question->number = kapka_sql_rows_get_int (rows, 0, 0);
  return TRUE;
}

static gint64
ask (KapkaTestCentre *centre, const char *sql, const KapkaSqlValues *values) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store = kapka_store_open (centre->database, &error);
  Question question = { .sql = sql, .values = values };

  g_assert_no_error (error);
  kapka_store_transact (store, KAPKA_STORE_READ, ask_cb, &question, &error);
  g_assert_no_error (error);
  return question.number;
}

gint64
kapka_test_centre_sum (KapkaTestCentre *centre,
                       const char *library,
                       const char *terminal,
                       const char *key) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  kapka_sql_values_add_text (values, key);
  kapka_sql_values_add_text (values, library == NULL ? "%" : library);
  kapka_sql_values_add_text (values, terminal == NULL ? "%" : terminal);
  return ask (
      centre,
      "SELECT coalesce(sum(d.n), 0) FROM day_key d JOIN library l ON l.library_id = d.library_id "
      "JOIN terminal t ON t.library_id = d.library_id AND t.terminal_id = d.terminal_id "
      "WHERE d.key = ? AND l.code LIKE ? AND t.code LIKE ?",
      values);
}

gint64
kapka_test_centre_read_int (KapkaTestCentre *centre, const char *sql) {
  return ask (centre, sql, NULL);
}
