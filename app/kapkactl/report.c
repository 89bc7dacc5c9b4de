// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/error.h"
#include "kapkactl/command.h"
#include "report/csv-writer.h"
#include "report/text-writer.h"

/* The kiosks are younger, and years before them may be asked for since history can be typed in. */
#define FIRST_YEAR 2003
#define LAST_YEAR 9999

typedef struct {
  int year; // -1: the present one.
  char *format;
  gboolean excel;
} Options;

static void
options_clear (Options *options) {
  g_free (options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
usage_error (GError **error, const char *text) {
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, text);
  return FALSE;
}

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "year", 'y', 0, G_OPTION_ARG_INT, &options->year,
      N_ ("Last year of the report (default: the present one)"), N_ ("YEAR") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options->format, N_ ("text (default) or csv"),
      N_ ("FORMAT") },
    { "excel", 0, 0, G_OPTION_ARG_NONE, &options->excel,
      N_ ("CSV for a spreadsheet: semicolons and a byte order mark"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  options->year = -1;
  if (!kapka_command_parse (_ ("Prints users by year and requests by service, in Russian."),
                            entries, arguments, error))
    return FALSE;
  if (options->format == NULL)
    options->format = g_strdup (options->excel ? "csv" : "text");
  if (!g_str_equal (options->format, "text") && !g_str_equal (options->format, "csv"))
    return usage_error (error, _ ("--format must be text or csv"));
  if (options->excel && !g_str_equal (options->format, "csv"))
    return usage_error (error, _ ("--excel goes with --format=csv"));
  if (options->year != -1 && (options->year < FIRST_YEAR || options->year > LAST_YEAR))
    return usage_error (error, _ ("--year must be a year with four digits, as in 2026"));
  return TRUE;
}

static KapkaYearlyReport *
make_report (const KapkaCommandContext *context, int year, GError **error) {
  g_autoptr (KapkaSettings) settings =
      kapka_command_load_settings (context, KAPKA_MISTAKES_REFUSE, error);
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autoptr (KapkaClock) clock = NULL;
  g_autoptr (KapkaJournal) journal = NULL;
  KapkaInstant now;

  if (settings == NULL)
    return NULL;
  clock = kapka_clock_new_system (settings->time_zone, error);
  if (clock == NULL)
    return NULL;
  journal = kapka_journal_open (settings->state_dir, NULL, clock, KAPKA_JOURNAL_READ, NULL, error);
  if (journal == NULL)
    return NULL;
  catalog = kapka_command_load_catalog (context, settings, NULL);
  kapka_clock_now (clock, &now);
  return kapka_yearly_report_new (journal, settings, catalog, year != -1 ? year : atoi (now.day),
                                  now.day, error);
}

static char *
write_report (const Options *options, const KapkaYearlyReport *report) {
  if (g_str_equal (options->format, "text"))
    return kapka_text_write_yearly (report);
  return kapka_csv_write_yearly (report, options->excel ? KAPKA_CSV_EXCEL : KAPKA_CSV_PLAIN);
}

int
kapka_command_report (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (KapkaYearlyReport) report = NULL;
  g_autofree char *text = NULL;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  report = make_report (context, options.year, error);
  if (report == NULL)
    return EX_SOFTWARE;
  text = write_report (&options, report);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}
