// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres.h"

#include <glob.h>
#include <pwd.h>
#include <unistd.h>

#define PATIENCE_MS 60000
#define USER "postgres"

struct _KapkaTestPostgres {
  char *data;    /* its files */
  char *sockets; /* directory of its socket */
  gboolean durable;
  KapkaTestRoom *room; /* (nullable) borrowed */
  GStrv settings;      /* (nullable) */
  guint n_databases;
  KapkaTestProgram *server; /* (nullable) while it is stopped */
};

char *
kapka_test_postgres_find (const char *program) {
  g_autofree char *pattern = g_strdup_printf ("/usr/lib/postgresql/*/bin/%s", program);
  glob_t found;
  char *path;

  if (glob (pattern, 0, NULL, &found) != 0)
    g_error ("%s is not installed", program);
  path = g_strdup (found.gl_pathv[found.gl_pathc - 1]);
  globfree (&found);
  return path;
}

void
kapka_test_postgres_own (const char *path) {
  const struct passwd *user = getpwnam (USER);

  if (geteuid () == 0)
    g_assert_true (user != NULL && chown (path, user->pw_uid, user->pw_gid) == 0);
}

/* The words before a command that PostgreSQL has to run by. */
static GStrvBuilder *
begin_command (const char *program) {
  GStrvBuilder *builder = g_strv_builder_new ();
  g_autofree char *path = kapka_test_postgres_find (program);

  if (geteuid () == 0)
    g_strv_builder_add_many (builder, "setpriv", "--reuid=" USER, "--regid=" USER, "--init-groups",
                             "--inh-caps=+dac_override", "--ambient-caps=+dac_override",
                             "--pdeathsig=QUIT", "--", NULL);
  g_strv_builder_add (builder, path);
  return builder;
}

/* Messages are read by the tests, so they come in English. */
static GStrv
make_environment (void) {
  GStrv environment = g_get_environ ();

  environment = g_environ_setenv (environment, "LC_ALL", "C", TRUE);
  return g_environ_unsetenv (environment, "LANGUAGE");
}

static void
make_cluster (const KapkaTestPostgres *postgres) {
  g_autoptr (GStrvBuilder) builder = begin_command ("initdb");
  g_auto (GStrv) environment = make_environment ();
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add_many (builder, "--pgdata", postgres->data, "--username=kapka", "--auth=trust",
                           "--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C", NULL);
  argv = g_strv_builder_end (builder);
  g_free (kapka_test_program_run ((const char *const *)argv, (const char *const *)environment,
                                  PATIENCE_MS));
}

static void
add_settings (const KapkaTestPostgres *postgres, GStrvBuilder *builder) {
  g_strv_builder_add_many (builder, "-D", postgres->data, "-k", postgres->sockets, "-c",
                           "listen_addresses=", "-c", "log_line_prefix=", NULL);
  if (!postgres->durable)
    g_strv_builder_add_many (builder, "-c", "fsync=off", "-c", "full_page_writes=off", NULL);
  for (gsize i = 0; postgres->settings != NULL && postgres->settings[i] != NULL; i++)
    g_strv_builder_add_many (builder, "-c", postgres->settings[i], NULL);
}

void
kapka_test_postgres_start (KapkaTestPostgres *postgres) {
  g_autoptr (GStrvBuilder) builder = begin_command ("postgres");
  g_auto (GStrv) environment = make_environment ();
  const char *const *envp = (const char *const *)environment;
  g_auto (GStrv) argv = NULL;

  g_assert_null (postgres->server);
  add_settings (postgres, builder);
  argv = g_strv_builder_end (builder);
  postgres->server = postgres->room == NULL
                         ? kapka_test_program_start ((const char *const *)argv, envp)
                         : kapka_test_room_start (postgres->room, (const char *const *)argv, envp);
  g_free (kapka_test_program_wait_line (postgres->server, KAPKA_TEST_STREAM_ERR,
                                        "LOG:  database system is ready to accept", PATIENCE_MS));
}

KapkaTestPostgres *
kapka_test_postgres_new (KapkaTestDir *dir, const KapkaTestPostgresOptions *options) {
  KapkaTestPostgres *postgres = g_new0 (KapkaTestPostgres, 1);

  postgres->data = kapka_test_dir_make (dir, "postgres/data");
  postgres->sockets = kapka_test_dir_make (dir, "postgres/sockets");
  kapka_test_postgres_own (postgres->data);
  kapka_test_postgres_own (postgres->sockets);
  if (options != NULL) {
    postgres->durable = options->durable;
    postgres->room = options->room;
    postgres->settings = g_strdupv ((GStrv)options->settings);
  }
  make_cluster (postgres);
  kapka_test_postgres_start (postgres);
  return postgres;
}

/* The number of a server in a room is known there alone. */
static void
stop_in_room (KapkaTestPostgres *postgres) {
  g_autoptr (GStrvBuilder) builder = begin_command ("pg_ctl");
  g_autoptr (KapkaTestProgram) program = NULL;
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add_many (builder, "--pgdata", postgres->data, "--mode=immediate", "stop", NULL);
  argv = g_strv_builder_end (builder);
  program = kapka_test_room_start (postgres->room, (const char *const *)argv, NULL);
  kapka_test_program_wait (program, PATIENCE_MS);
}

/* Killed by force, a server would leave its shared memory behind. */
void
kapka_test_postgres_stop (KapkaTestPostgres *postgres) {
  if (postgres->server == NULL)
    return;
  if (kapka_test_program_is_running (postgres->server)) {
    if (postgres->room != NULL)
      stop_in_room (postgres);
    else
      kapka_test_program_signal (postgres->server, SIGQUIT);
    kapka_test_program_wait (postgres->server, PATIENCE_MS);
  }
  g_clear_pointer (&postgres->server, kapka_test_program_free);
}

void
kapka_test_postgres_free (KapkaTestPostgres *postgres) {
  if (postgres == NULL)
    return;
  kapka_test_postgres_stop (postgres);
  g_free (postgres->data);
  g_free (postgres->sockets);
  g_strfreev (postgres->settings);
  g_free (postgres);
}

static char *
make_address (const KapkaTestPostgres *postgres, const char *name) {
  g_autofree char *host = g_uri_escape_string (postgres->sockets, NULL, FALSE);

  return g_strdup_printf ("postgresql:///%s?host=%s&user=kapka", name, host);
}

char *
kapka_test_postgres_add_database (KapkaTestPostgres *postgres, const char *options) {
  g_autofree char *name = g_strdup_printf ("centre_%u", ++postgres->n_databases);
  g_autofree char *sql =
      g_strdup_printf ("CREATE DATABASE %s %s", name, options == NULL ? "" : options);

  g_free (kapka_test_postgres_run (postgres, NULL, sql));
  return make_address (postgres, name);
}

char *
kapka_test_postgres_run (KapkaTestPostgres *postgres, const char *address, const char *sql) {
  g_autofree char *psql = kapka_test_postgres_find ("psql");
  g_autofree char *own = make_address (postgres, "postgres");
  const char *argv[] = { psql,
                         "-X",
                         "-q",
                         "-A",
                         "-t",
                         "-v",
                         "ON_ERROR_STOP=1",
                         "-c",
                         sql,
                         "-d",
                         address == NULL ? own : address,
                         NULL };

  return kapka_test_program_run (argv, NULL, PATIENCE_MS);
}
