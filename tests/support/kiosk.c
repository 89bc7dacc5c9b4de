// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk.h"

#include <signal.h>
#include <sqlite3.h>

#include "wait.h"

#define DEADLINE_MS 60000

struct _KapkaTestKiosk {
  KapkaTestDir *dir;
  KapkaTestDesktop *desktop;
  KapkaTestPrintServer *print_server; // Borrowed.
  KapkaTestProgram *program;
  KapkaTestScreen *screen;
  GKeyFile *config;
  GKeyFile *portals;
  GHashTable *mounts;    // target → source
  GHashTable *variables; // name → value
  gboolean installed_portals;
  gboolean no_network;
  char *config_path;
  char *state_dir;
};

/* Half a day from now: no test is to meet the work of the night without asking for it. */
static void
put_maintenance_off (KapkaTestKiosk *kiosk) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Samara");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *hour = g_strdup_printf ("%d", (g_date_time_get_hour (now) + 12) % 24);

  kapka_test_kiosk_set (kiosk, "maintenance", "hour", hour);
}

KapkaTestKiosk *
kapka_test_kiosk_new (guint width, guint height) {
  KapkaTestKiosk *kiosk = g_new0 (KapkaTestKiosk, 1);
  g_autofree char *runtime_dir = NULL;
  g_autofree char *catalog_dir = NULL;

  kiosk->dir = kapka_test_dir_new ();
  kiosk->desktop = kapka_test_desktop_new (width, height);
  kiosk->config = g_key_file_new ();
  kiosk->portals = g_key_file_new ();
  kiosk->mounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  kiosk->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  kiosk->config_path = kapka_test_dir_join (kiosk->dir, "kapka.conf");
  kiosk->state_dir = kapka_test_dir_join (kiosk->dir, "state");
  runtime_dir = kapka_test_dir_make (kiosk->dir, "run");
  catalog_dir = kapka_test_dir_make (kiosk->dir, "catalog");
  kapka_test_kiosk_set (kiosk, "terminal", "library", "18-0142");
  kapka_test_kiosk_set (kiosk, "terminal", "name", "Центр общественного доступа");
  // Most tests begin with the waiting screen; whoever tries the first start says so.
  kapka_test_kiosk_set (kiosk, "staff", "ask_first_pin", "false");
  kapka_test_kiosk_set (kiosk, "storage", "state_dir", kiosk->state_dir);
  kapka_test_kiosk_set (kiosk, "storage", "runtime_dir", runtime_dir);
  kapka_test_kiosk_set (kiosk, "catalog", "dir", catalog_dir);
  put_maintenance_off (kiosk);
  return kiosk;
}

void
kapka_test_kiosk_free (KapkaTestKiosk *kiosk) {
  if (kiosk == NULL)
    return;
  kapka_test_kiosk_kill (kiosk);
  kapka_test_desktop_free (kiosk->desktop);
  g_clear_pointer (&kiosk->config, g_key_file_unref);
  g_key_file_unref (kiosk->portals);
  g_hash_table_unref (kiosk->mounts);
  g_hash_table_unref (kiosk->variables);
  kapka_test_dir_free (kiosk->dir);
  g_free (kiosk->config_path);
  g_free (kiosk->state_dir);
  g_free (kiosk);
}

void
kapka_test_kiosk_set (KapkaTestKiosk *kiosk,
                      const char *group,
                      const char *key,
                      const char *value) {
  g_assert_nonnull (kiosk->config);
  g_key_file_set_string (kiosk->config, group, key, value);
}

void
kapka_test_kiosk_write_config (KapkaTestKiosk *kiosk, const char *text) {
  g_autofree char *path = kapka_test_dir_write (kiosk->dir, "kapka.conf", text);

  g_clear_pointer (&kiosk->config, g_key_file_unref);
}

void
kapka_test_kiosk_add_portal (KapkaTestKiosk *kiosk,
                             const char *id,
                             const char *name,
                             const char *url,
                             const char *services) {
  g_key_file_set_string (kiosk->portals, id, "Name", name);
  g_key_file_set_string (kiosk->portals, id, "Url", url);
  g_key_file_set_value (kiosk->portals, id, "Services", services);
}

void
kapka_test_kiosk_use_installed_portals (KapkaTestKiosk *kiosk) {
  kiosk->installed_portals = TRUE;
}

void
kapka_test_kiosk_set_print_server (KapkaTestKiosk *kiosk, KapkaTestPrintServer *server) {
  kiosk->print_server = server;
  kapka_test_kiosk_set (kiosk, "print", "printer", kapka_test_print_server_get_queue (server));
}

static void
write_portals (KapkaTestKiosk *kiosk) {
  g_autofree char *portals = g_key_file_to_data (kiosk->portals, NULL, NULL);
  g_autofree char *text = g_strconcat ("[List]\nNumber=1\n", portals, NULL);
  g_autofree char *portals_path = kapka_test_dir_write (kiosk->dir, "catalog/portals.ini", text);
}

static void
write_files (KapkaTestKiosk *kiosk) {
  if (!kiosk->installed_portals)
    write_portals (kiosk);
  if (kiosk->config != NULL) {
    g_autofree char *config = g_key_file_to_data (kiosk->config, NULL, NULL);
    g_autofree char *config_path = kapka_test_dir_write (kiosk->dir, "kapka.conf", config);
  }
}

static const char *
required_environment (const char *name) {
  const char *value = g_getenv (name);

  if (value == NULL)
    g_error ("The environment variable %s is not set; run the test by meson.", name);
  return value;
}

/* Programs of ours lie beside each other once they are installed, and only then. @directory:
 * (nullable): before all others. */
static char **
add_to_path (char **environment, const char *directory) {
  g_autofree char *path = NULL;

  if (directory == NULL)
    return environment;
  path = g_strconcat (directory, ":", g_environ_getenv (environment, "PATH"), NULL);
  return g_environ_setenv (environment, "PATH", path, TRUE);
}

void
kapka_test_kiosk_set_mount (KapkaTestKiosk *kiosk, const char *source, const char *target) {
  g_hash_table_replace (kiosk->mounts, g_strdup (target), g_strdup (source));
}

void
kapka_test_kiosk_set_environment (KapkaTestKiosk *kiosk, const char *name, const char *value) {
  g_hash_table_replace (kiosk->variables, g_strdup (name), g_strdup (value));
}

static char **
add_variables (KapkaTestKiosk *kiosk, char **environment) {
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, kiosk->variables);
  while (g_hash_table_iter_next (&iter, &name, &value))
    environment = g_environ_setenv (environment, name, value, TRUE);
  return environment;
}

void
kapka_test_kiosk_cut_network (KapkaTestKiosk *kiosk) {
  kiosk->no_network = TRUE;
}

/* The program takes the place of the shell that has mounted for it, so that its number is known. */
static GStrv
build_command (KapkaTestKiosk *kiosk, const char *program) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) script = g_string_new (NULL);
  GHashTableIter iter;
  gpointer target;
  gpointer source;

  g_hash_table_iter_init (&iter, kiosk->mounts);
  while (g_hash_table_iter_next (&iter, &target, &source)) {
    g_autofree char *quoted_source = g_shell_quote (source);
    g_autofree char *quoted_target = g_shell_quote (target);

    g_string_append_printf (script, "mount --bind %s %s && ", quoted_source, quoted_target);
  }
  g_string_append (script, "exec \"$@\"");
  if (kiosk->no_network)
    g_strv_builder_add_many (builder, "unshare", "--net", NULL);
  if (g_hash_table_size (kiosk->mounts) > 0)
    g_strv_builder_add_many (builder, "unshare", "--mount", "sh", "-c", script->str, "sh", NULL);
  g_strv_builder_add_many (builder, required_environment (program), "--config", kiosk->config_path,
                           "--data-dir", required_environment ("KAPKA_DATA_DIR"), NULL);
  return g_strv_builder_end (builder);
}

/* The first start of all may ask for an administrator before anything else. */
static gboolean
is_open_cb (gpointer data) {
  static const char *const signs[] = { "Коснитесь экрана", "Кто присматривает за киоском?" };
  KapkaTestKiosk *kiosk = data;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    g_autoptr (KapkaTestElement) sign =
        kapka_test_screen_find (kiosk->screen, ATSPI_ROLE_INVALID, signs[i]);

    if (sign != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
wait_until_open (KapkaTestKiosk *kiosk) {
  if (!kapka_test_wait_until (is_open_cb, kiosk, DEADLINE_MS))
    kapka_test_kiosk_expect (kiosk, "Коснитесь экрана");
}

/* @first_dir: (nullable): where its programs are looked for first. */
static void
launch (KapkaTestKiosk *kiosk, const char *program, const char *first_dir) {
  g_auto (GStrv) argv = build_command (kiosk, program);
  g_auto (GStrv) environment =
      g_strdupv ((char **)kapka_test_desktop_get_environment (kiosk->desktop));

  write_files (kiosk);
  environment =
      g_environ_setenv (environment, "TEXTDOMAINDIR", required_environment ("TEXTDOMAINDIR"), TRUE);
  environment = add_to_path (environment, g_getenv ("KAPKA_PAPER_DIR"));
  environment = add_to_path (environment, first_dir);
  if (kiosk->print_server != NULL)
    environment = kapka_test_print_server_add_environment (kiosk->print_server, environment);
  environment = add_variables (kiosk, environment);
  kiosk->program =
      kapka_test_program_start ((const char *const *)argv, (const char *const *)environment);
  kiosk->screen = kapka_test_screen_new (kiosk->desktop, kiosk->program, DEADLINE_MS);
}

void
kapka_test_kiosk_start (KapkaTestKiosk *kiosk) {
  launch (kiosk, "KAPKA", NULL);
  wait_until_open (kiosk);
}

void
kapka_test_kiosk_start_guard (KapkaTestKiosk *kiosk, const char *kiosk_dir, const char *name) {
  launch (kiosk, "KAPKA_GUARD", kiosk_dir);
  kapka_test_kiosk_expect (kiosk, name);
}

void
kapka_test_kiosk_stop (KapkaTestKiosk *kiosk) {
  kapka_test_program_signal (kiosk->program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (kiosk->program, DEADLINE_MS), ==, 0);
  kapka_test_kiosk_kill (kiosk);
}

void
kapka_test_kiosk_kill (KapkaTestKiosk *kiosk) {
  g_clear_pointer (&kiosk->screen, kapka_test_screen_free);
  if (kiosk->program != NULL)
    kapka_test_program_kill (kiosk->program);
  g_clear_pointer (&kiosk->program, kapka_test_program_free);
}

KapkaTestScreen *
kapka_test_kiosk_get_screen (KapkaTestKiosk *kiosk) {
  return kiosk->screen;
}

KapkaTestDesktop *
kapka_test_kiosk_get_desktop (KapkaTestKiosk *kiosk) {
  return kiosk->desktop;
}

KapkaTestProgram *
kapka_test_kiosk_get_program (KapkaTestKiosk *kiosk) {
  return kiosk->program;
}

const char *
kapka_test_kiosk_get_config (KapkaTestKiosk *kiosk) {
  return kiosk->config_path;
}

const char *
kapka_test_kiosk_get_state_dir (KapkaTestKiosk *kiosk) {
  return kiosk->state_dir;
}

void
kapka_test_kiosk_press (KapkaTestKiosk *kiosk, const char *name) {
  kapka_test_screen_press (kiosk->screen, ATSPI_ROLE_PUSH_BUTTON, name, DEADLINE_MS);
}

guint
kapka_test_kiosk_count_surfaces (KapkaTestKiosk *kiosk) {
  return kapka_test_x_display_count_surfaces (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk)),
      kapka_test_program_get_pid (kapka_test_kiosk_get_program (kiosk)));
}

gboolean
kapka_test_kiosk_shows (KapkaTestKiosk *kiosk, const char *name) {
  g_autoptr (KapkaTestElement) found =
      kapka_test_screen_find (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_INVALID, name);

  return found != NULL;
}

void
kapka_test_kiosk_expect (KapkaTestKiosk *kiosk, const char *name) {
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_wait_for (kiosk->screen, ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

/* A journal that is not there yet, or is being written, has no answer; the caller asks again. */
static char *
ask (KapkaTestKiosk *kiosk, const char *sql) {
  g_autofree char *path = g_build_filename (kiosk->state_dir, "journal.db", NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  while (result == SQLITE_OK && (result = sqlite3_step (statement)) == SQLITE_ROW) {
    const char *text = (const char *)sqlite3_column_text (statement, 0);

    g_ptr_array_add (rows, g_strdup (text == NULL ? "-" : text));
    result = SQLITE_OK;
  }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_ptr_array_add (rows, NULL);
  return result == SQLITE_DONE ? g_strjoinv (" ", (char **)rows->pdata) : NULL;
}

typedef struct {
  KapkaTestKiosk *kiosk;
  const char *sql;
  const char *wanted; // (nullable): any answer will do.
  char *answer;
} Question;

static gboolean
is_answered (gpointer data) {
  Question *question = data;

  g_free (question->answer);
  question->answer = ask (question->kiosk, question->sql);
  return question->answer != NULL &&
         (question->wanted == NULL || g_str_equal (question->answer, question->wanted));
}

char *
kapka_test_kiosk_query (KapkaTestKiosk *kiosk, const char *sql) {
  Question question = { kiosk, sql, NULL, NULL };

  if (!kapka_test_wait_until (is_answered, &question, DEADLINE_MS))
    g_error ("The journal does not answer: %s", sql);
  return question.answer;
}

void
kapka_test_kiosk_expect_query (KapkaTestKiosk *kiosk, const char *sql, const char *answer) {
  Question question = { kiosk, sql, answer, NULL };

  if (!kapka_test_wait_until (is_answered, &question, DEADLINE_MS)) {
    g_autofree char *program =
        kiosk->program == NULL ? NULL : kapka_test_program_describe (kiosk->program);

    g_error ("%s\nanswers: %s\nexpected: %s\n%s", sql, question.answer, answer,
             program == NULL ? "" : program);
  }
  g_free (question.answer);
}

void
kapka_test_kiosk_expect_counts (KapkaTestKiosk *kiosk, const char *counts) {
  kapka_test_kiosk_expect_query (
      kiosk,
      "SELECT key || '=' || value FROM day_count WHERE key <> '_on' AND value <> 0 "
      "AND day = (SELECT max(day) FROM day_count) ORDER BY key",
      counts);
}
