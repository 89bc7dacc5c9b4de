// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <stdlib.h>

#include "central/backup.h"
#include "kapka-central/command.h"

/* Returns the file, or NULL. */
static char *
parse (KapkaRestoreFlags *flags, GStrv arguments, GError **error) {
  gboolean replace = FALSE;
  gboolean keep_id = FALSE;
  const GOptionEntry entries[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_ ("Throw away what the database holds"),
      NULL },
    { "keep-id", 0, 0, G_OPTION_ARG_NONE, &keep_id,
      N_ ("Keep the identity of the backup, so that no kiosk is asked to send again what is "
          "missing"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE"),
      _ ("Puts a backup into an empty database. Stop the service before. The centre gets a new "
         "identity, and every kiosk sends again what the backup does not have."),
      entries, arguments, error);

  *flags = (replace ? KAPKA_RESTORE_REPLACE : 0) | (keep_id ? KAPKA_RESTORE_KEEP_ID : 0);
  return words == NULL ? NULL : g_strdup (words[0]);
}

int
kapka_command_restore (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  KapkaRestoreFlags flags;
  g_autofree char *path = parse (&flags, arguments, error);
  g_autoptr (KapkaStore) store = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    return EXIT_FAILURE;
  store = kapka_store_open (kapka_command_get_database (context), error);
  if (store == NULL || !kapka_backup_restore (store, path, flags, error))
    return EXIT_FAILURE;
  text = g_strdup_printf (_ ("The database now holds the backup %s\n"), path);
  return kapka_command_print (text, error) ? EXIT_SUCCESS : EXIT_FAILURE;
}
