// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "kapkactl/command.h"
#include "kapkactl/status-facts.h"

static gboolean
read_facts (const KapkaSettings *settings, KapkaStatusFacts *facts, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (settings->time_zone, error);
  g_autoptr (KapkaJournal) journal = NULL;

  if (clock == NULL)
    return FALSE;
  journal = kapka_journal_open (settings->state_dir, NULL, clock, KAPKA_JOURNAL_READ, NULL, error);
  return journal != NULL && kapka_status_facts_read (journal, settings, clock, facts, error);
}

int
kapka_command_status (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (KapkaStatusFacts) facts = { 0 };
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autofree char *text = NULL;

  if (!kapka_command_parse (_ ("Shows the counts of today and how the upload is doing."), entries,
                            arguments, error))
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_LAST_GOOD, error);
  if (settings == NULL || !read_facts (settings, &facts, error))
    return EX_SOFTWARE;
  catalog = kapka_command_load_catalog (context, settings, NULL);
  text = json ? kapka_status_facts_to_json (&facts, settings)
              : kapka_status_facts_to_text (&facts, settings, catalog);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}
