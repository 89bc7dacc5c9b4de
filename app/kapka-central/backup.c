// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/backup.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "kapka-central/command.h"

int
kapka_command_backup (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words =
      kapka_command_parse_words (_ ("FILE"),
                                 _ ("Writes everything the centre holds at this moment into FILE,"
                                    " while it goes on working."),
                                 entries, arguments, error);
  g_autoptr (KapkaStore) store = NULL;
  g_autofree char *text = NULL;

  if (words == NULL)
    return EXIT_FAILURE;
  store = kapka_store_open (kapka_command_get_database (context), error);
  if (store == NULL || !kapka_backup_write (store, words[0], error))
    return EXIT_FAILURE;
  text = g_strdup_printf (_ ("The backup is in %s\n"), words[0]);
  return kapka_command_print (text, error) ? EXIT_SUCCESS : EXIT_FAILURE;
}
