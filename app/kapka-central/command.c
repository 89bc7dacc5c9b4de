// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-central/command.h"

#include <glib/gi18n.h>
#include <string.h>

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

KapkaStore *
kapka_command_open_store (const KapkaCommandContext *context, GError **error) {
  return kapka_store_open (kapka_command_get_database (context), error);
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
