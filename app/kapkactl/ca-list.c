// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "kapkactl/ca-actions.h"
#include "portals/ca-store.h"
#include "report/text-table.h"

char *
kapka_ca_describe_day (const KapkaCaFile *file) {
  return g_date_time_format (file->until, "%d.%m.%Y");
}

char *
kapka_ca_describe_end (const KapkaCaFile *file) {
  gint64 days = kapka_ca_file_count_days (file, g_get_real_time () / 1000);

  if (days < 0)
    return g_strdup (_ ("has expired; install its successor: kapkactl ca import FILE…"));
  if (days > KAPKA_CA_WARN_DAYS)
    return NULL;
  return g_strdup_printf (
      g_dngettext (NULL, "expires in %d day; install its successor: kapkactl ca import FILE…",
                   "expires in %d days; install its successor: kapkactl ca import FILE…",
                   (gulong)days),
      (int)days);
}

static void
add_row (KapkaTextTable *table, const KapkaCaStore *store, const KapkaAuthority *authority) {
  g_autoptr (KapkaCaFile) file = kapka_ca_store_find (store, authority);
  g_autofree char *day = file == NULL ? g_strdup ("—") : kapka_ca_describe_day (file);
  g_autofree char *end = file == NULL ? NULL : kapka_ca_describe_end (file);
  const char *state = file == NULL ? _ ("not installed") : _ ("trusted");
  const char *const cells[] = { authority->id, authority->name, day, end != NULL ? end : state,
                                NULL };

  kapka_text_table_add_row (table, cells);
}

int
kapka_ca_list (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *root = NULL;
  const GOptionEntry entries[] = {
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &root, N_ ("Work on the system below this directory"),
      N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };
  const char *const headings[] = { _ ("Certificate authority"), _ ("Name"), _ ("Valid to"),
                                   _ ("State"), NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (KapkaTextTable) table = NULL;
  g_autoptr (GPtrArray) authorities = NULL;
  KapkaCaStore store;

  if (!kapka_command_parse (_ ("Lists the authorities that may be trusted, and which of them are. "
                               "An end within 60 days is told."),
                            entries, arguments, error))
    return EX_USAGE;
  authorities = kapka_authorities_load (kapka_command_get_data_dir (context), NULL);
  store = (KapkaCaStore){ root != NULL ? root : "", authorities };
  table = kapka_text_table_new_words (headings);
  for (guint i = 0; i < authorities->len; i++)
    add_row (table, &store, g_ptr_array_index (authorities, i));
  kapka_text_table_print (table, text);
  return kapka_command_print (text->str, error) ? EX_OK : EX_IOERR;
}
