// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-centre.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "central/backup.h"
#include "central/store.h"
#include "central/terminal.h"
#include "program.h"

#define DEADLINE_MS 60000

static const char *const libraries[] = { "18-0001", "18-0002" };
static const char *const terminals[] = { "PC-1", "PC-2", "PC-3" };

static void
backup_free (HistoryBackup *backup) {
  g_unlink (backup->path);
  g_free (backup->path);
  history_held_free (backup->held);
  g_free (backup);
}

static char *
get_central (void) {
  const char *central = g_getenv ("KAPKA_CENTRAL");

  g_assert_nonnull (central);
  return g_strdup (central);
}

/* Runs `kapka-central @words…`. Returns what it prints. */
static char *
run (HistoryCentre *centre, const char *const *words) {
  g_autofree char *central = get_central ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, central);
  g_ptr_array_add (argv, centre->database);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)words[i]);
  g_ptr_array_add (argv, NULL);
  return kapka_test_program_run ((const char *const *)argv->pdata, NULL, DEADLINE_MS);
}

#define RUN(centre, ...) run (centre, (const char *const[]){ __VA_ARGS__, NULL })

static void
start (HistoryCentre *centre) {
  g_autofree char *central = get_central ();
  g_autofree char *listen = g_strconcat ("--listen=unix:", centre->socket, NULL);
  const char *argv[] = { central, centre->database, "serve", listen, "--token-rate=0", NULL };

  centre->program = kapka_test_program_start (argv, NULL);
  g_free (kapka_test_program_wait_line (centre->program, KAPKA_TEST_STREAM_OUT,
                                        "listen=", DEADLINE_MS));
}

static void
stop (HistoryCentre *centre) {
  if (centre->program == NULL)
    return;
  kapka_test_program_signal (centre->program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (centre->program, DEADLINE_MS), ==, 0);
  g_clear_pointer (&centre->program, kapka_test_program_free);
}

static KapkaStore *
open_store (HistoryCentre *centre) {
  g_autoptr (GError) error = NULL;
  KapkaStore *store = kapka_store_open (strchr (centre->database, '=') + 1, &error);

  g_assert_no_error (error);
  return store;
}

static char *
get_template (HistoryCentre *centre) {
  return g_build_filename (centre->directory, "template.backup", NULL);
}

static void
make_template (HistoryCentre *centre) {
  g_autofree char *path = get_template (centre);

  for (guint i = 0; i < G_N_ELEMENTS (libraries); i++) {
    g_free (RUN (centre, "library", "add", libraries[i], "--name=Library", "--district=District"));
    for (guint j = 0; j < G_N_ELEMENTS (terminals); j++)
      g_free (RUN (centre, "terminal", "add", libraries[i], terminals[j]));
  }
  g_free (RUN (centre, "backup", path));
}

HistoryCentre *
history_centre_new (const char *address, const char *directory) {
  HistoryCentre *centre = g_new0 (HistoryCentre, 1);

  centre->database = g_strconcat ("--database=", address, NULL);
  centre->directory = g_strdup (directory);
  centre->socket = g_build_filename (directory, "central.sock", NULL);
  centre->held = history_held_new ();
  centre->terminals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  centre->backups = g_ptr_array_new_with_free_func ((GDestroyNotify)backup_free);
  make_template (centre);
  return centre;
}

void
history_centre_free (HistoryCentre *centre) {
  stop (centre);
  g_ptr_array_unref (centre->backups);
  g_hash_table_unref (centre->terminals);
  history_held_free (centre->held);
  g_free (centre->database);
  g_free (centre->socket);
  g_free (centre->directory);
  g_free (centre);
}

/* The centre is down while its store becomes what @path holds. */
static void
load (HistoryCentre *centre, const char *path, gboolean keep_id, HistoryHeld *held) {
  stop (centre);
  g_free (RUN (centre, "restore", "--replace", path, keep_id ? "--keep-id" : NULL));
  start (centre);
  history_held_free (centre->held);
  centre->held = held;
}

/* As `restore` does it, but without a program that has to be started for each history. */
static void
load_template (HistoryCentre *centre) {
  g_autofree char *path = get_template (centre);
  g_autoptr (KapkaStore) store = open_store (centre);
  g_autoptr (GError) error = NULL;

  kapka_backup_restore (store, NULL, path, KAPKA_RESTORE_REPLACE | KAPKA_RESTORE_KEEP_ID, &error);
  g_assert_no_error (error);
}

void
history_centre_begin (HistoryCentre *centre) {
  stop (centre);
  load_template (centre);
  start (centre);
  history_held_free (centre->held);
  centre->held = history_held_new ();
  g_ptr_array_set_size (centre->backups, 0);
  g_hash_table_remove_all (centre->terminals);
}

const char *
history_centre_get_socket (HistoryCentre *centre) {
  return centre->socket;
}

char *
history_centre_make_code (HistoryCentre *centre, const char *library, const char *terminal) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store = open_store (centre);
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("UTC", NULL);
  g_auto (GStrv) plain = NULL;
  char *code;

  code = kapka_terminal_renew_code (store, clock, library, terminal, &error);
  g_assert_no_error (error);
  // A kiosk sends it without what makes it easy to read.
  plain = g_strsplit (code, "-", -1);
  g_hash_table_insert (centre->terminals, g_strjoinv (NULL, plain),
                       g_strdup_printf ("%s %s", library, terminal));
  return code;
}

void
history_centre_back_up (HistoryCentre *centre) {
  HistoryBackup *backup = g_new0 (HistoryBackup, 1);
  g_autofree char *name = g_strdup_printf ("%u.backup", centre->backups->len + 1);
  g_autoptr (KapkaStore) store = open_store (centre);
  g_autoptr (GError) error = NULL;

  backup->path = g_build_filename (centre->directory, name, NULL);
  backup->held = history_held_copy (centre->held);
  kapka_backup_write (store, NULL, backup->path, &error);
  g_assert_no_error (error);
  g_ptr_array_add (centre->backups, backup);
}

void
history_centre_restore (HistoryCentre *centre, const HistoryBackup *backup, gboolean keep_id) {
  load (centre, backup->path, keep_id, history_held_copy (backup->held));
}

void
history_centre_empty (HistoryCentre *centre) {
  g_autofree char *path = get_template (centre);

  load (centre, path, FALSE, history_held_new ());
}

/* What one transaction reads. */
typedef struct {
  const char *sql;
  KapkaSqlRows *rows;
} Reading;

static gboolean
read_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Reading *reading = user_data;

  g_clear_pointer (&reading->rows, kapka_sql_rows_free);
  reading->rows = kapka_store_query (store, reading->sql, NULL, error);
  return reading->rows != NULL;
}

static KapkaSqlRows *
read_rows (HistoryCentre *centre, const char *sql) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store = open_store (centre);
  Reading reading = { .sql = sql };

  kapka_store_transact (store, KAPKA_STORE_READ, read_cb, &reading, &error);
  g_assert_no_error (error);
  return reading.rows;
}

GHashTable *
history_centre_read_counts (HistoryCentre *centre) {
  g_autoptr (KapkaSqlRows) rows = read_rows (
      centre, "SELECT l.code, t.code, k.day, k.key, k.n FROM day_key k JOIN library l ON "
              "l.library_id = k.library_id JOIN terminal t ON t.library_id = k.library_id AND "
              "t.terminal_id = k.terminal_id WHERE k.n <> 0");
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < kapka_sql_rows_get_length (rows); i++)
    g_hash_table_insert (counts,
                         g_strdup_printf ("%s %s %s %s", kapka_sql_rows_get_text (rows, i, 0),
                                          kapka_sql_rows_get_text (rows, i, 1),
                                          kapka_sql_rows_get_text (rows, i, 2),
                                          kapka_sql_rows_get_text (rows, i, 3)),
                         g_strdup (kapka_sql_rows_get_text (rows, i, 4)));
  return counts;
}

gint64
history_centre_count_conflicts (HistoryCentre *centre) {
  g_autoptr (KapkaSqlRows) rows = read_rows (centre, "SELECT count(*) FROM day_conflict");

  return kapka_sql_rows_get_int (rows, 0, 0);
}
