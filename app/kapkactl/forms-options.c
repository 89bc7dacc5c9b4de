// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/forms-options.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kapkactl/command.h"

/* The options that become keys of the entry. */
static const struct {
  const char *option;
  const char *key;
  const char *help;
  const char *argument;
} facts[] = {
  { "name", "Name", N_ ("Its name on the tile"), N_ ("TEXT") },
  { "name-en", "Name[en]", N_ ("The same in English"), N_ ("TEXT") },
  { "description", "Description", N_ ("What it is for"), N_ ("TEXT") },
  { "description-en", "Description[en]", N_ ("The same in English"), N_ ("TEXT") },
  { "authority", "Authority", N_ ("To whom it goes"), N_ ("TEXT") },
  { "number", "FormNumber", N_ ("Number of the form"), N_ ("TEXT") },
  { "legal-act", "LegalAct", N_ ("Law or order"), N_ ("TEXT") },
  { "source", "Source", N_ ("Where it is published officially"), N_ ("TEXT") },
  { "audience", "Audience", N_ ("Whom it is for"), N_ ("TEXT") },
  { "languages", "Languages", N_ ("Languages of the blank, as in ru;udm"), N_ ("LIST") },
  { "events", "Events", N_ ("Life events of events.ini, as in birth;moving"), N_ ("LIST") },
  { "portal", "Portal", N_ ("Portal of the list for the same matter"), N_ ("ID") },
  { "profile", "PrintProfile", N_ ("How it is printed"), N_ ("NAME") },
  { "valid-from", "ValidFrom", N_ ("First day on which it is accepted"), N_ ("DAY") },
  { "valid-to", "ValidTo", N_ ("Last day on which it is accepted"), N_ ("DAY") },
  { "checked-on", "CheckedOn", N_ ("Day of the comparison with the source (default: today)"),
    N_ ("DAY") },
};
#define N_FACTS G_N_ELEMENTS (facts)
G_STATIC_ASSERT (N_FACTS == KAPKA_FORMS_N_FACTS);

void
kapka_forms_options_clear (KapkaFormsOptions *options) {
  g_free (options->id);
  for (guint i = 0; i < N_FACTS; i++)
    g_free (options->values[i]);
}

static gboolean
check_texts (const KapkaFormsOptions *options, GError **error) {
  if (options->id == NULL) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("--id=ID is missing"));
    return FALSE;
  }
  for (guint i = 0; i < N_FACTS; i++)
    if (options->values[i] != NULL && !g_utf8_validate (options->values[i], -1, NULL)) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("--%s is not UTF-8"), facts[i].option);
      return FALSE;
    }
  return TRUE;
}

GStrv
kapka_forms_options_parse (KapkaFormsOptions *options, GStrv arguments, GError **error) {
  GOptionEntry entries[N_FACTS + 2] = { { "id", 0, 0, G_OPTION_ARG_FILENAME, &options->id,
                                          N_ ("Id of the form, as in forms.ini"), N_ ("ID") } };
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < N_FACTS; i++)
    entries[i + 1] = (GOptionEntry){
      facts[i].option,  0, 0, G_OPTION_ARG_FILENAME, &options->values[i], facts[i].help,
      facts[i].argument
    };
  words = kapka_command_parse_words (
      _ ("FILE.pdf"),
      _ ("Checks a blank, copies it into the folder of [catalog] dir and writes its entry there.\n"
         "What is not named stays as it is in the entry of that id."),
      entries, arguments, error);
  if (words == NULL || !check_texts (options, error))
    return NULL;
  return g_steal_pointer (&words);
}

void
kapka_forms_options_write (const KapkaFormsOptions *options, KapkaIniEdit *edit) {
  for (guint i = 0; i < N_FACTS; i++)
    if (options->values[i] != NULL)
      kapka_ini_edit_set (edit, options->id, facts[i].key, options->values[i]);
}
