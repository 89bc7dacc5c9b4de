// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/history.h"

#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "kapkactl/desk-session.h"
#include "report/csv-writer.h"
#include "report/text-table.h"

/* Names are bytes on the command line, whatever the locale. */
typedef struct {
  char *author;
  char *source;
} Options;

static void
options_clear (Options *options) {
  g_free (options->author);
  g_free (options->source);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Reads the words and options of an action that writes. */
static GStrv
parse (Options *options,
       const char *words,
       const char *summary,
       gboolean with_source,
       GStrv arguments,
       GError **error) {
  const GOptionEntry author = { "author",
                                0,
                                0,
                                G_OPTION_ARG_FILENAME,
                                &options->author,
                                N_ ("Who writes: a name of the staff's list"),
                                N_ ("NAME") };
  const GOptionEntry source = { "source",
                                0,
                                0,
                                G_OPTION_ARG_FILENAME,
                                &options->source,
                                N_ ("The report that the figure is from"),
                                N_ ("TEXT") };
  const GOptionEntry entries[] = { author, with_source ? source : (GOptionEntry){ 0 },
                                   G_OPTION_ENTRY_NULL };
  g_auto (GStrv) found = kapka_command_parse_words (words, summary, entries, arguments, error);

  if (found == NULL)
    return NULL;
  if (options->author == NULL &&
      !kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("--author=NAME is missing")))
    return NULL;
  if (with_source && options->source == NULL &&
      !kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                             _ ("--source=TEXT is missing: the report that the figure is from")))
    return NULL;
  return g_steal_pointer (&found);
}

static gboolean
parse_year (const char *word, int *out_year, GError **error) {
  gint64 year;

  if (!g_ascii_string_to_signed (word, 10, 0, 9999, &year, NULL))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("a year is expected, as in 2018"));
  *out_year = (int)year;
  return TRUE;
}

static void
add_row (KapkaTextTable *table, const KapkaPastFigure *figure) {
  g_autofree char *year = g_strdup_printf ("%d", figure->year);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, figure->value);

  kapka_text_table_add_row (table, (const char *const[]){ year, figure->key, value, figure->source,
                                                          figure->author, NULL });
}

static char *
write_table (const GPtrArray *figures) {
  const char *const headings[] = { _ ("year"),   _ ("key"),    _ ("value"),
                                   _ ("source"), _ ("author"), NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new_words (headings);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < figures->len; i++)
    add_row (table, g_ptr_array_index (figures, i));
  kapka_text_table_print (table, text);
  return g_string_free (text, FALSE);
}

/* What `import` takes. */
static char *
write_csv (const GPtrArray *figures) {
  GString *csv = g_string_new ("year,key,value,source\r\n");

  for (guint i = 0; i < figures->len; i++) {
    const KapkaPastFigure *figure = g_ptr_array_index (figures, i);

    g_string_append_printf (csv, "%d,%s,%" G_GINT64_FORMAT ",", figure->year, figure->key,
                            figure->value);
    kapka_csv_append_text (csv, figure->source);
    g_string_append (csv, "\r\n");
  }
  return g_string_free (csv, FALSE);
}

static int
run_list (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  gboolean csv = FALSE;
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("As CSV, which \"import\" takes"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KapkaDeskSession) session = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  g_autofree char *text = NULL;

  if (!kapka_command_parse (_ ("Lists the figures that hold, with their sources."), entries,
                            arguments, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, NULL, error);
  figures = session == NULL ? NULL : kapka_history_list (session->desk, error);
  if (figures == NULL)
    return EX_SOFTWARE;
  text = csv ? write_csv (figures) : write_table (figures);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}

static int
run_set (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_auto (GStrv) words =
      parse (&options, _ ("YEAR KEY VALUE"),
             _ ("Puts a figure in the place of the one of that year and key: users, rural_users "
                "(a part of users), s1 to s6."),
             TRUE, arguments, error);
  g_autoptr (KapkaDeskSession) session = NULL;
  gint64 value;
  int year;

  if (words == NULL || !parse_year (words[0], &year, error))
    return EX_USAGE;
  if (!g_ascii_string_to_signed (words[2], 10, 0, G_MAXINT32, &value, NULL) &&
      !kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                             _ ("a whole number of at least 0 is expected as the value")))
    return EX_USAGE;
  session = kapka_desk_session_open (context, options.author, error);
  return session != NULL &&
                 kapka_history_set (session->desk, year, words[1], value, options.source, error)
             ? EX_OK
             : EX_SOFTWARE;
}

static int
run_remove (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_auto (GStrv) words =
      parse (&options, _ ("YEAR KEY"), _ ("Takes a figure away."), FALSE, arguments, error);
  g_autoptr (KapkaDeskSession) session = NULL;
  int year;

  if (words == NULL || !parse_year (words[0], &year, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, options.author, error);
  return session != NULL && kapka_history_remove (session->desk, year, words[1], error)
             ? EX_OK
             : EX_SOFTWARE;
}

static int
run_import (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_auto (GStrv) words =
      parse (&options, _ ("FILE.csv"),
             _ ("Takes figures from a table, all of it or nothing; those that are there already "
                "are replaced.\nThe file is CSV with the columns year, key, value, source, in "
                "UTF-8 or as a Russian spreadsheet saves it\n(Windows-1251, semicolons)."),
             FALSE, arguments, error);
  g_autoptr (KapkaDeskSession) session = NULL;
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autofree char *text = NULL;
  int n_figures;

  if (words == NULL)
    return EX_USAGE;
  session = kapka_desk_session_open (context, options.author, error);
  n_figures =
      session == NULL ? -1 : kapka_history_import (session->desk, words[0], problems, error);
  if (n_figures == -1 || !kapka_command_check_problems (problems, error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Figures taken: %u"), (guint)n_figures);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

int
kapka_command_history (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "list", N_ ("List the figures"), run_list },
    { "set", N_ ("Write a figure"), run_set },
    { "import", N_ ("Take figures from a CSV file"), run_import },
    { "remove", N_ ("Take a figure away"), run_remove },
    { NULL },
  };

  return kapka_command_run_action (_ ("Keeps the yearly figures from before Kapka."), actions,
                                   context, arguments, error);
}
