// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/journal-options.h"

#include <glib/gi18n.h>

#include "base/error.h"

void
kapka_journal_options_clear (KapkaJournalOptions *options) {
  g_strfreev (options->words);
  g_free (options->author);
  g_free (options->reason);
}

static void
add_entry (GArray *entries,
           const char *name,
           GOptionArg arg,
           gpointer data,
           const char *summary,
           const char *value) {
  const GOptionEntry entry = { name, 0, 0, arg, data, summary, value };

  g_array_append_val (entries, entry);
}

static void
add_figures (GArray *entries, KapkaBatch *batch) {
  static const char *const services[] = { "s1", "s2", "s3", "s4", "s5", "s6" };

  add_entry (entries, "users", G_OPTION_ARG_INT64, &batch->users, N_ ("Users"), N_ ("N"));
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    add_entry (entries, services[i], G_OPTION_ARG_INT64, &batch->services[i],
               N_ ("Requests of this service"), N_ ("N"));
  add_entry (entries, "pages", G_OPTION_ARG_INT64, &batch->pages, N_ ("Printed pages"), N_ ("N"));
  add_entry (entries, "assisted", G_OPTION_ARG_INT64, &batch->assisted,
             N_ ("Users who were helped"), N_ ("N"));
}

/* Names are bytes on the command line, whatever the locale. */
static GArray *
make_entries (KapkaJournalOptions *options, KapkaJournalTakes takes) {
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  add_entry (entries, "author", G_OPTION_ARG_FILENAME, &options->author,
             N_ ("Who writes: a name of the staff's list"), N_ ("NAME"));
  if (takes & KAPKA_JOURNAL_TAKES_REASON)
    add_entry (entries, "reason", G_OPTION_ARG_STRING, &options->reason,
               N_ ("Why: wrong_service, not_a_visit, test, duplicate, missed, clock or other"),
               N_ ("CODE"));
  if (takes & KAPKA_JOURNAL_TAKES_AWAY)
    add_entry (entries, "away", G_OPTION_ARG_NONE, &options->away, N_ ("Take the mark away"), NULL);
  if (takes & KAPKA_JOURNAL_TAKES_FIGURES)
    add_figures (entries, &options->batch);
  return entries;
}

static gboolean
check_given (const char *option, const char *sentence, GError **error) {
  if (option == NULL)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, sentence);
  return option != NULL;
}

gboolean
kapka_journal_options_parse (KapkaJournalOptions *options,
                             const char *words,
                             const char *summary,
                             KapkaJournalTakes takes,
                             GStrv arguments,
                             GError **error) {
  g_autoptr (GArray) entries = make_entries (options, takes);

  options->words = kapka_command_parse_words (words, summary, (const GOptionEntry *)entries->data,
                                              arguments, error);
  return options->words != NULL &&
         check_given (options->author, _ ("--author=NAME is missing"), error) &&
         (!(takes & KAPKA_JOURNAL_TAKES_REASON) ||
          check_given (options->reason, _ ("--reason=CODE is missing; --help lists the codes"),
                       error));
}
