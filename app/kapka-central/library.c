// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "central/library-csv.h"
#include "central/library-register.h"
#include "kapka-central/command.h"
#include "report/csv-writer.h"
#include "report/text-table.h"

#define DEFAULT_ZONE "Europe/Samara"

/* What a library is, on the command line. Names are bytes there, whatever the locale; the register
 * takes UTF-8 alone. */
typedef struct {
  char *name;
  char *district;
  char *tz;
  char *from;
  gboolean rural;
  gboolean urban;
} Options;

static void
options_clear (Options *options) {
  g_free (options->name);
  g_free (options->district);
  g_free (options->tz);
  g_free (options->from);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static char *
this_month (GError **error) {
  g_autoptr (KapkaClock) clock = kapka_command_new_clock (error);
  KapkaInstant now;

  if (clock == NULL)
    return NULL;
  kapka_clock_now (clock, &now);
  return g_strdup_printf ("%.7s-01", now.day);
}

static GStrv
parse (Options *options, const char *words, const char *summary, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &options->name, N_ ("Name, as it stands in reports"),
      N_ ("NAME") },
    { "district", 0, 0, G_OPTION_ARG_FILENAME, &options->district, N_ ("Its district"),
      N_ ("DISTRICT") },
    { "rural", 0, 0, G_OPTION_ARG_NONE, &options->rural, N_ ("It is a rural library"), NULL },
    { "urban", 0, 0, G_OPTION_ARG_NONE, &options->urban, N_ ("It is none"), NULL },
    { "tz", 0, 0, G_OPTION_ARG_STRING, &options->tz, N_ ("Time zone, as in Europe/Samara"),
      N_ ("ZONE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options->from,
      N_ ("First day of a month from which it holds (default: of this month)"), N_ ("YYYY-MM-01") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) found = kapka_command_parse_words (words, summary, entries, arguments, error);

  if (found == NULL)
    return NULL;
  if (options->rural && options->urban) {
    kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("--rural and --urban exclude each other"));
    return NULL;
  }
  if (options->from == NULL)
    options->from = this_month (error);
  return options->from == NULL ? NULL : g_steal_pointer (&found);
}

static int
run_add (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_auto (GStrv) words = parse (&options, _ ("CODE"),
                                _ ("Adds a library; --name and --district are needed.\nIts first "
                                   "facts hold for the time before them, too."),
                                arguments, error);
  g_autoptr (KapkaLibrary) library = kapka_library_new ();
  g_autoptr (KapkaStore) store = NULL;
  g_autofree char *text = NULL;

  if (words == NULL)
    return EX_USAGE;
  library->code = g_strdup (words[0]);
  library->name = g_steal_pointer (&options.name);
  library->district = g_steal_pointer (&options.district);
  library->tz = options.tz != NULL ? g_steal_pointer (&options.tz) : g_strdup (DEFAULT_ZONE);
  library->rural = options.rural;
  if (!kapka_library_check_month (options.from, error))
    return EX_USAGE;
  g_strlcpy (library->from, options.from, sizeof library->from);
  store = kapka_library_check (library, error) ? kapka_command_open_store (context, error) : NULL;
  if (store == NULL || !kapka_library_add (store, library, error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Library %s is in the list."), library->code);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

static int
run_change (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_auto (GStrv) words = parse (&options, _ ("CODE"),
                                _ ("Changes what is named, from a month on; reports of earlier "
                                   "months stay.\nThe time zone holds for kiosks that are "
                                   "connected from now on."),
                                arguments, error);
  g_autoptr (KapkaStore) store = NULL;
  g_autofree char *text = NULL;
  int rural = options.rural ? 1 : options.urban ? 0 : -1;

  if (words == NULL)
    return EX_USAGE;
  store = kapka_command_open_store (context, error);
  if (store == NULL ||
      !kapka_library_change (store,
                             &(KapkaLibraryChange){ words[0], options.name, options.district,
                                                    options.tz, rural, options.from },
                             error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Library %s: the change holds from %s."), words[0], options.from);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

static char *
write_list_text (const GPtrArray *libraries) {
  const char *const headings[] = { _ ("Library"), _ ("From"),      _ ("District"),
                                   _ ("Rural"),   _ ("Time zone"), NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new_words (headings);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < libraries->len; i++) {
    const KapkaLibrary *library = g_ptr_array_index (libraries, i);
    g_autofree char *name = g_strdup_printf ("%s %s", library->code, library->name);
    const char *const cells[] = {
      name,        library->from, library->district, library->rural ? _ ("yes") : _ ("no"),
      library->tz, NULL
    };

    kapka_text_table_add_row (table, cells);
  }
  kapka_text_table_print (table, text);
  return g_string_free (text, FALSE);
}

/* The columns are those of the import, so that a list can be changed and brought back. */
static char *
write_list_csv (const GPtrArray *libraries) {
  GString *csv = g_string_new ("code,name,district,rural,tz,from\r\n");

  for (guint i = 0; i < libraries->len; i++) {
    const KapkaLibrary *library = g_ptr_array_index (libraries, i);

    kapka_csv_append_text (csv, library->code);
    g_string_append_c (csv, ',');
    kapka_csv_append_text (csv, library->name);
    g_string_append_c (csv, ',');
    kapka_csv_append_text (csv, library->district);
    g_string_append_printf (csv, ",%d,%s,%s\r\n", library->rural, library->tz, library->from);
  }
  return g_string_free (csv, FALSE);
}

static int
run_list (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const char *const formats[] = { "text", "csv", NULL };
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_ ("text (default) or csv"), N_ ("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KapkaStore) store = NULL;
  g_autoptr (GPtrArray) libraries = NULL;
  g_autofree char *text = NULL;

  if (!kapka_command_parse (_ ("Lists every library with what holds for it from which month on."),
                            entries, arguments, error) ||
      !kapka_command_check_format (format, formats, error))
    return EX_USAGE;
  store = kapka_command_open_store (context, error);
  libraries = store == NULL ? NULL : kapka_library_list (store, error);
  if (libraries == NULL)
    return EX_SOFTWARE;
  text = g_strcmp0 (format, "csv") == 0 ? write_list_csv (libraries) : write_list_text (libraries);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}

static GPtrArray *
read_list (const char *path, GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autofree char *from = this_month (error);
  g_autoptr (GPtrArray) libraries =
      from == NULL ? NULL : kapka_library_read_csv (path, DEFAULT_ZONE, from, problems);

  if (from == NULL || !kapka_command_check_problems (problems, error))
    return NULL;
  return g_steal_pointer (&libraries);
}

static int
run_import (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE.csv"),
      _ ("Adds the libraries of a list, or gives those that are there what the list says, all of "
         "them or none.\nThe list is CSV in UTF-8 with the columns code, name, district, and where "
         "wanted\nrural (1 or 0), tz and from, as \"library list --format=csv\" prints it."),
      entries, arguments, error);
  g_autoptr (GPtrArray) libraries = words == NULL ? NULL : read_list (words[0], error);
  g_autoptr (KapkaStore) store = NULL;
  g_autofree char *text = NULL;
  KapkaLibraryImport result;

  if (libraries == NULL)
    return EX_DATAERR;
  store = kapka_command_open_store (context, error);
  if (store == NULL || !kapka_library_import (store, libraries, &result, error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Libraries added: %u, changed: %u, unchanged: %u"), result.added,
                          result.changed, result.unchanged);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

int
kapka_command_library (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "add", N_ ("Add a library"), run_add },
    { "change", N_ ("Change a library from a month on"), run_change },
    { "list", N_ ("List the libraries"), run_list },
    { "import", N_ ("Take libraries from a CSV file"), run_import },
    { NULL },
  };

  return kapka_command_run_action (_ ("Keeps the list of the libraries of the network."), actions,
                                   context, arguments, error);
}
