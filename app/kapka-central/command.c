// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-central/command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "kapka-central/central-conf.h"

#define BUNDLE_FILE "catalog.kapka"
#define KEY_FILE "catalog.key"

char *
kapka_command_get_database (const KapkaCommandContext *context, GError **error) {
  return context->database != NULL ? g_strdup (context->database)
                                   : kapka_central_conf_read_database (context->config, error);
}

/* A password stands before the last @, or among the parameters. */
char *
kapka_command_describe_database (const char *database) {
  g_autofree char *address = g_strdup (database);
  const char *at;

  if (g_str_has_prefix (address, KAPKA_COMMAND_FILE_STORE))
    return g_steal_pointer (&address);
  address[strcspn (address, "?")] = '\0';
  at = strrchr (address, '@');
  return at == NULL ? g_steal_pointer (&address) : g_strconcat ("postgresql://", at + 1, NULL);
}

const char *
kapka_command_get_data_dir (const KapkaCommandContext *context) {
  return context->data_dir != NULL ? context->data_dir : KAPKA_DATADIR;
}

char *
kapka_command_get_bundle (const KapkaCommandContext *context, const char *database) {
  g_autofree char *directory = NULL;

  if (context->bundle != NULL)
    return g_strdup (context->bundle);
  directory = g_str_has_prefix (database, KAPKA_COMMAND_FILE_STORE)
                  ? g_path_get_dirname (database + strlen (KAPKA_COMMAND_FILE_STORE))
                  : g_strdup (KAPKA_COMMAND_STATE_DIR);
  return g_build_filename (directory, BUNDLE_FILE, NULL);
}

GOptionEntry
kapka_command_make_key_entry (char **key) {
  return (GOptionEntry){
    "key",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    key,
    N_ ("The key of the catalogue (default: catalog.key beside the published catalogue)"),
    N_ ("FILE"),
  };
}

char *
kapka_command_get_key (const char *bundle, const char *option) {
  g_autofree char *directory = g_path_get_dirname (bundle);

  return option != NULL ? g_strdup (option) : g_build_filename (directory, KEY_FILE, NULL);
}

void
kapka_command_set_denied (const char *what, const char *reason, GError **error) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
               _ ("%s may not be opened by this user (%s); please run this as the user of the "
                  "centre: runuser -u kapka-central -- kapka-central …"),
               what, reason);
}

/* What SQLite says of a file that it cannot open does not tell whose it is. */
static gboolean
is_private (const char *database) {
  const char *path;
  g_autofree char *directory = NULL;

  if (!g_str_has_prefix (database, KAPKA_COMMAND_FILE_STORE))
    return FALSE;
  path = database + strlen (KAPKA_COMMAND_FILE_STORE);
  directory = g_path_get_dirname (path);
  return (g_access (path, R_OK | W_OK) != 0 && errno == EACCES) ||
         (g_access (directory, W_OK | X_OK) != 0 && errno == EACCES);
}

KapkaStore *
kapka_command_open_database (const char *database, GError **error) {
  g_autoptr (GError) failure = NULL;
  KapkaStore *store = kapka_store_open (database, &failure);
  g_autofree char *name = kapka_command_describe_database (database);

  if (store != NULL)
    return store;
  if (is_private (database))
    kapka_command_set_denied (name, g_strerror (EACCES), error);
  else if (g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_DENIED))
    kapka_command_set_denied (name, failure->message, error);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", name);
  return NULL;
}

KapkaStore *
kapka_command_open_store (const KapkaCommandContext *context, GError **error) {
  g_autofree char *database = kapka_command_get_database (context, error);

  return database == NULL ? NULL : kapka_command_open_database (database, error);
}

KapkaClock *
kapka_command_new_clock (GError **error) {
  return kapka_clock_new_system ("UTC", error);
}

gboolean
kapka_command_check_format (const char *format, const char *const *formats, GError **error) {
  g_autofree char *list = g_strjoinv (", ", (GStrv)formats);

  if (format == NULL || g_strv_contains (formats, format))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("--format must be one of: %s"), list);
  return FALSE;
}
