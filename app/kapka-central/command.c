// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-central/command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define STATE_DIR "/var/lib/kapka-central"
#define FILE_STORE "sqlite:"
#define DEFAULT_DATABASE FILE_STORE STATE_DIR "/central.db"
#define BUNDLE_FILE "catalog.kapka"
#define KEY_FILE "catalog.key"

const char *
kapka_command_get_database (const KapkaCommandContext *context) {
  return context->database != NULL ? context->database : DEFAULT_DATABASE;
}

const char *
kapka_command_get_data_dir (const KapkaCommandContext *context) {
  return context->data_dir != NULL ? context->data_dir : KAPKA_DATADIR;
}

char *
kapka_command_get_bundle (const KapkaCommandContext *context) {
  const char *database = kapka_command_get_database (context);
  g_autofree char *directory = NULL;

  if (context->bundle != NULL)
    return g_strdup (context->bundle);
  directory = g_str_has_prefix (database, FILE_STORE)
                  ? g_path_get_dirname (database + strlen (FILE_STORE))
                  : g_strdup (STATE_DIR);
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
kapka_command_get_key (const KapkaCommandContext *context, const char *option) {
  g_autofree char *bundle = kapka_command_get_bundle (context);
  g_autofree char *directory = g_path_get_dirname (bundle);

  return option != NULL ? g_strdup (option) : g_build_filename (directory, KEY_FILE, NULL);
}

/* What SQLite says of a file that it cannot open names neither the file nor whose it is. */
static void
explain (const char *path, GError **error) {
  g_autofree char *directory = g_path_get_dirname (path);

  if ((g_access (path, R_OK | W_OK) != 0 && errno == EACCES) ||
      (g_access (directory, W_OK | X_OK) != 0 && errno == EACCES)) {
    g_clear_error (error);
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
                 _ ("%s may be opened by its owner alone; please run this as that user: runuser -u "
                    "kapka-central -- kapka-central …"),
                 path);
  } else {
    g_prefix_error (error, "%s: ", path);
  }
}

KapkaStore *
kapka_command_open_store (const KapkaCommandContext *context, GError **error) {
  const char *database = kapka_command_get_database (context);
  KapkaStore *store = kapka_store_open (database, error);

  if (store == NULL && g_str_has_prefix (database, FILE_STORE))
    explain (database + strlen (FILE_STORE), error);
  return store;
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
