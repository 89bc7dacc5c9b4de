// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <stdlib.h>

#include "bundle/bundle-version.h"
#include "central/backup.h"
#include "kapka-central/command.h"

typedef struct {
  char *path;
  char *key;
  KapkaRestoreFlags flags;
} Options;

static void
options_clear (Options *options) {
  g_free (options->path);
  g_free (options->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  gboolean replace = FALSE;
  gboolean keep_id = FALSE;
  const GOptionEntry entries[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_ ("Throw away what the database holds"),
      NULL },
    { "keep-id", 0, 0, G_OPTION_ARG_NONE, &keep_id,
      N_ ("Keep the identity of the backup, so that no kiosk is asked to send again what is "
          "missing"),
      NULL },
    kapka_command_make_key_entry (&options->key),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE"),
      _ ("Puts a backup into an empty database. Stop the service before. The centre gets a new "
         "identity, and every kiosk sends again what the backup does not have. The catalogue and "
         "its key come back too."),
      entries, arguments, error);

  options->flags = (replace ? KAPKA_RESTORE_REPLACE : 0) | (keep_id ? KAPKA_RESTORE_KEEP_ID : 0);
  if (words != NULL)
    options->path = g_strdup (words[0]);
  return words != NULL;
}

/* Appends what is known of the catalogue; kiosks refuse a version below one that they had. */
static void
describe (GString *text, const KapkaBackupCatalog *catalog) {
  char version[KAPKA_BUNDLE_VERSION_SIZE];

  kapka_bundle_version_format (catalog->version, version);
  if (catalog->version != 0)
    g_string_append_printf (text,
                            _ ("Version %s of the catalogue is published. Has a newer one gone out "
                               "today, give the next one a --version above it.\n"),
                            version);
  if (catalog->has_key)
    g_string_append_printf (text, _ ("The key of the catalogue is in %s\n"), catalog->key);
}

static gboolean
restore (const char *database,
         const Options *options,
         KapkaBackupCatalog *catalog,
         GError **error) {
  g_autoptr (KapkaStore) store = kapka_command_open_database (database, error);
  g_autofree char *name = kapka_command_describe_database (database);
  g_autoptr (GString) text = g_string_new (NULL);

  if (store == NULL || !kapka_backup_restore (store, catalog, options->path, options->flags, error))
    return FALSE;
  g_string_append_printf (text, _ ("%s now holds the backup %s\n"), name, options->path);
  describe (text, catalog);
  return kapka_command_print (text->str, error);
}

int
kapka_command_restore (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autofree char *database = NULL;
  g_autofree char *bundle = NULL;
  g_autofree char *key = NULL;
  KapkaBackupCatalog catalog = { 0 };

  if (parse (&options, arguments, error))
    database = kapka_command_get_database (context, error);
  if (database == NULL)
    return EXIT_FAILURE;
  catalog.bundle = bundle = kapka_command_get_bundle (context, database);
  catalog.key = key = kapka_command_get_key (bundle, options.key);
  return restore (database, &options, &catalog, error) ? EXIT_SUCCESS : EXIT_FAILURE;
}
