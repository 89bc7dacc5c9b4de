// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-central/central-conf.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/ini.h"
#include "base/log.h"
#include "kapka-central/command.h"

#define DEFAULT_PATH "/etc/kapka/central.conf"
#define DEFAULT_DATABASE KAPKA_COMMAND_FILE_STORE KAPKA_COMMAND_STATE_DIR "/central.db"
#define GROUP "central"
#define KEY "database"

/* A relative path would be another database in each directory. */
static gboolean
is_relative (const char *database) {
  return g_str_has_prefix (database, KAPKA_COMMAND_FILE_STORE) &&
         !g_path_is_absolute (database + strlen (KAPKA_COMMAND_FILE_STORE));
}

/* Puts the address that @group has, if any, into @database. */
static void
take_group (const KapkaIniGroup *group, char **database, KapkaProblems *problems) {
  static const char *const known[] = { KEY, NULL };
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (group->name, GROUP)) {
    kapka_ini_group_problem (group, problems, NULL, _ ("unknown group [%s], expected [%s]"),
                             group->name, GROUP);
    return;
  }
  kapka_ini_group_check_keys (group, known, problems);
  *database = g_key_file_get_string (group->keys, GROUP, KEY, NULL);
  if (*database == NULL)
    return;
  if (!kapka_store_check_address (*database, &error))
    kapka_ini_group_problem (group, problems, KEY, "%s", error->message);
  else if (is_relative (*database))
    kapka_ini_group_problem (group, problems, KEY, _ ("%s is \"%s\", expected %s"), KEY, *database,
                             _ ("sqlite: with an absolute path"));
}

static gboolean
check_problems (const KapkaProblems *problems, GError **error) {
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    kapka_log_tell (G_LOG_LEVEL_WARNING, "config-mistake", line);
  }
  return problems->len == 0 ||
         kapka_error_set_text (error, KAPKA_ERROR_CONFIG,
                               _ ("the configuration has mistakes, see above"));
}

static char *
read_file (const char *path, GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, problems);
  g_autofree char *database = NULL;

  // A group is there once, or it is a problem.
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    take_group (g_ptr_array_index (groups, i), &database, problems);
  if (!check_problems (problems, error))
    return NULL;
  return database != NULL ? g_steal_pointer (&database) : g_strdup (DEFAULT_DATABASE);
}

char *
kapka_central_conf_read_database (const char *path, GError **error) {
  GStatBuf info;

  // A link that leads nowhere is a file that somebody wanted to be read.
  if (path == NULL && g_lstat (DEFAULT_PATH, &info) != 0 && errno == ENOENT)
    return g_strdup (DEFAULT_DATABASE);
  if (path == NULL)
    path = DEFAULT_PATH;
  if (g_access (path, R_OK) != 0 && errno == EACCES) {
    kapka_command_set_denied (path, g_strerror (EACCES), error);
    return NULL;
  }
  return read_file (path, error);
}
