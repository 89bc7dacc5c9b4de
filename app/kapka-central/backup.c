// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/backup.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "bundle/bundle-version.h"
#include "kapka-central/command.h"

/* Returns the file, or NULL. */
static char *
parse (char **key, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    kapka_command_make_key_entry (key),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE"),
      _ ("Writes everything the centre holds at this moment into FILE, while it goes on working: "
         "counts, published catalogue, and the key that signs it. Keep FILE as safe as the key."),
      entries, arguments, error);

  return words == NULL ? NULL : g_strdup (words[0]);
}

/* Returns what else is in the file, as a line. */
static char *
describe (const KapkaBackupCatalog *catalog) {
  char version[KAPKA_BUNDLE_VERSION_SIZE];

  kapka_bundle_version_format (catalog->version, version);
  if (catalog->has_key)
    return g_strdup (_ ("The key of the catalogue is in it too: whoever has this file can sign for"
                        " the kiosks. Keep it safe.\n"));
  if (catalog->version == 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("Version %s of the catalogue is in it, its key is not: --key=FILE "
                             "takes it along.\n"),
                          version);
}

static gboolean
back_up (const char *database, const char *path, KapkaBackupCatalog *catalog, GError **error) {
  g_autoptr (KapkaStore) store = kapka_command_open_database (database, error);
  g_autofree char *name = kapka_command_describe_database (database);
  g_autofree char *more = NULL;
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;

  if (store == NULL || !kapka_backup_write (store, catalog, path, error))
    return FALSE;
  first = g_strdup_printf (_ ("The backup of %s is in %s\n"), name, path);
  more = describe (catalog);
  text = g_strconcat (first, more, NULL);
  return kapka_command_print (text, error);
}

int
kapka_command_backup (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *option = NULL;
  g_autofree char *path = parse (&option, arguments, error);
  g_autofree char *database = path == NULL ? NULL : kapka_command_get_database (context, error);
  g_autofree char *bundle = NULL;
  g_autofree char *key = NULL;
  KapkaBackupCatalog catalog = { 0 };

  if (database == NULL)
    return EXIT_FAILURE;
  bundle = kapka_command_get_bundle (context, database);
  key = kapka_command_get_key (bundle, option);
  catalog.bundle = bundle;
  // Who has named no key may keep it elsewhere.
  catalog.key = option != NULL || g_file_test (key, G_FILE_TEST_EXISTS) ? key : NULL;
  return back_up (database, path, &catalog, error) ? EXIT_SUCCESS : EXIT_FAILURE;
}
