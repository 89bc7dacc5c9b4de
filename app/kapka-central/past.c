// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/past.h"

#include <glib/gi18n.h>
#include <sysexits.h>

#include "kapka-central/command.h"

static GPtrArray *
read_totals (const char *path, GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) totals = kapka_past_read_csv (path, problems);

  return kapka_command_check_problems (problems, error) ? g_steal_pointer (&totals) : NULL;
}

static int
run_import (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE.csv"),
      _ ("Takes yearly totals from old reports, all of the file or nothing; figures that are "
         "there already are replaced.\nThe file is CSV in UTF-8 with the columns year, rural, "
         "key, value, source.\nA line with rural=1 is the part of rural libraries, one with "
         "rural=0 all the rest: of 18240 users, 4137 of them rural,\nthe lines are "
         "2018,1,users,4137,… and 2018,0,users,14103,…"),
      entries, arguments, error);
  g_autoptr (GPtrArray) totals = words == NULL ? NULL : read_totals (words[0], error);
  g_autoptr (KapkaStore) store = NULL;
  g_autofree char *text = NULL;

  if (totals == NULL)
    return EX_DATAERR;
  store = kapka_command_open_store (context, error);
  if (store == NULL || !kapka_past_store (store, totals, error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Figures taken: %u"), totals->len);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

int
kapka_command_past (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "import", N_ ("Take yearly totals from a CSV file"), run_import },
    { NULL },
  };

  return kapka_command_run_action (_ ("Keeps the figures of the years before the kiosks."), actions,
                                   context, arguments, error);
}
