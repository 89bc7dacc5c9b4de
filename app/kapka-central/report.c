// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "central/months.h"
#include "central/network-writer.h"
#include "kapka-central/command.h"

#define FIRST_YEAR 2003
#define LAST_YEAR 9998

static const char *const formats[] = { "text", "csv", "json", NULL };

typedef struct {
  int year; // -1: the present one.
  char *by_name;
  KapkaNetworkBy by;
  char *format;
  gboolean excel;
} Options;

static void
options_clear (Options *options) {
  g_free (options->by_name);
  g_free (options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check (Options *options, GError **error) {
  if (options->by_name != NULL && !kapka_network_by_parse (options->by_name, &options->by))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("--by must be network, district, library or terminal"));
  if (options->format == NULL)
    options->format = g_strdup (options->excel ? "csv" : "text");
  if (options->excel && !g_str_equal (options->format, "csv"))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("--excel goes with --format=csv"));
  if (options->year != -1 && (options->year < FIRST_YEAR || options->year > LAST_YEAR))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("--year must be a year with four digits, as in 2026"));
  return kapka_command_check_format (options->format, formats, error);
}

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "year", 'y', 0, G_OPTION_ARG_INT, &options->year,
      N_ ("Last year of the report (default: the present one)"), N_ ("YEAR") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options->by_name,
      N_ ("network (default), district, library or terminal"), N_ ("PLACE") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options->format, N_ ("text (default), csv or json"),
      N_ ("FORMAT") },
    { "excel", 0, 0, G_OPTION_ARG_NONE, &options->excel,
      N_ ("CSV for a spreadsheet: semicolons and a byte order mark"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  options->year = -1;
  return kapka_command_parse (
             _ ("Prints users by year and requests by service, in Russian.\n\nThe columns of CSV "
                "are table,year,key,label,value; in front of them stand district with\n"
                "--by=district, library,name with --by=library and library,name,terminal with "
                "--by=terminal.\nThey are empty for figures that cannot be divided: totals of "
                "years before the kiosks, and\ncorrections of a whole library, which have no "
                "terminal."),
             entries, arguments, error) &&
         check (options, error);
}

static KapkaNetworkReport *
make_report (const KapkaCommandContext *context, const Options *options, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_command_new_clock (error);
  g_autoptr (KapkaStore) store = clock == NULL ? NULL : kapka_command_open_store (context, error);
  g_autoptr (KapkaCatalog) catalog = NULL;
  KapkaInstant now;
  int year = options->year;

  if (store == NULL || !kapka_months_recount (store, NULL, error))
    return NULL;
  catalog = kapka_catalog_load (kapka_command_get_data_dir (context), NULL, NULL);
  kapka_clock_now (clock, &now);
  if (year == -1)
    year = (int)g_ascii_strtoll (now.day, NULL, 10);
  return kapka_network_report_new (store, catalog, options->by, year, now.day, error);
}

static char *
write_report (const Options *options, const KapkaNetworkReport *report) {
  if (g_str_equal (options->format, "json"))
    return kapka_network_write_json (report);
  if (g_str_equal (options->format, "csv"))
    return kapka_network_write_csv (report, options->excel ? KAPKA_CSV_EXCEL : KAPKA_CSV_PLAIN);
  return kapka_network_write_text (report);
}

/* A table for programs has no room for a remark. */
static void
warn (const Options *options, const KapkaNetworkReport *report) {
  if (report->total->negative && g_str_equal (options->format, "csv"))
    g_printerr ("%s\n", _ ("Some sums of months or years are below zero: corrections took more "
                           "than was counted. The report as text names the places."));
}

int
kapka_command_report (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (KapkaNetworkReport) report = NULL;
  g_autofree char *text = NULL;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  report = make_report (context, &options, error);
  if (report == NULL)
    return EX_SOFTWARE;
  text = write_report (&options, report);
  warn (&options, report);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}
