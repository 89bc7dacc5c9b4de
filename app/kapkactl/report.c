// SPDX-License-Identifier: GPL-3.0-or-later
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/day.h"
#include "base/error.h"
#include "kapkactl/desk-session.h"
#include "report/library-reports.h"
#include "report/writers.h"

/* The kiosks are younger, and years before them may be asked for since history can be typed in. */
#define FIRST_YEAR 2003
#define LAST_YEAR 9999

typedef KapkaReport *(*MakeOfYear) (const KapkaReportSource *source, int year, GError **error);

static const struct {
  const char *word;
  MakeOfYear make; // NULL: of a month.
} kinds[] = {
  { "yearly", kapka_report_new_yearly },
  { "month", NULL },
  { "review", kapka_report_new_review },
  { "outreach", kapka_report_new_outreach },
};

typedef struct {
  char *kind;
  MakeOfYear make;
  int year;    // -1: the present one.
  char *month; // (nullable) `YYYY-MM`; NULL: the present one.
  char *format_word;
  KapkaReportFormat format;
  gboolean excel;
  char *output;
} Options;

static void
options_clear (Options *options) {
  g_free (options->kind);
  g_free (options->month);
  g_free (options->format_word);
  g_free (options->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
is_text (KapkaReportFormat format) {
  return format != KAPKA_REPORT_XLSX && format != KAPKA_REPORT_PDF;
}

static gboolean
check_format (Options *options, GError **error) {
  const char *word = options->format_word;

  if (word == NULL)
    word = options->excel ? "csv" : "text";
  if (!kapka_report_format_from_word (word, &options->format))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("--format must be text, csv, xlsx or pdf"));
  if (options->excel && options->format != KAPKA_REPORT_CSV)
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("--excel goes with --format=csv"));
  if (options->excel)
    options->format = KAPKA_REPORT_CSV_EXCEL;
  if (!is_text (options->format) && options->output == NULL)
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("xlsx and pdf are files: say where with --output=FILE"));
  return TRUE;
}

static gboolean
find_kind (Options *options) {
  const char *word = options->kind != NULL ? options->kind : kinds[0].word;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, word)) {
      options->make = kinds[i].make;
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_kind (Options *options, GError **error) {
  if (!find_kind (options))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("--kind must be yearly, month, review or outreach"));
  if (options->make == NULL && options->year != -1)
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("the diary of a month takes --month=YYYY-MM, not --year"));
  if (options->make != NULL && options->month != NULL)
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("--month goes with --kind=month"));
  if (options->year != -1 && (options->year < FIRST_YEAR || options->year > LAST_YEAR))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("--year must be a year with four digits, as in 2026"));
  if (options->month != NULL && !kapka_day_is_month (options->month))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("--month must be a month as in 2026-03"));
  return TRUE;
}

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &options->kind,
      N_ ("yearly (default), month, review or outreach"), N_ ("KIND") },
    { "year", 'y', 0, G_OPTION_ARG_INT, &options->year,
      N_ ("Year of the report (default: the present one)"), N_ ("YEAR") },
    { "month", 'm', 0, G_OPTION_ARG_STRING, &options->month,
      N_ ("Month of the diary (default: the present one)"), N_ ("YYYY-MM") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options->format_word,
      N_ ("text (default), csv, excel-csv, xlsx or pdf"), N_ ("FORMAT") },
    { "excel", 0, 0, G_OPTION_ARG_NONE, &options->excel,
      N_ ("The same as --format=excel-csv: semicolons and a byte order mark"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("Write to FILE instead of the standard output"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  options->year = -1;
  return kapka_command_parse (
             _ ("Prints a report in Russian: users by year and requests by service, the diary of "
                "a month,\nthe year in review, or events and publications.\n\nThe columns of CSV "
                "are table,PERIOD,key,label,value, with PERIOD year, day or period; one line a "
                "figure,\nshares in per cent, lengths of time in seconds. The format excel-csv "
                "has semicolons and a byte order mark."),
             entries, arguments, error) &&
         check_kind (options, error) && check_format (options, error);
}

static KapkaReport *
make_report (const KapkaReportSource *source, const Options *options, GError **error) {
  const char *today = kapka_desk_get_today (source->desk);
  g_autofree char *this_month = g_strndup (today, strlen ("YYYY-MM"));

  if (options->make != NULL)
    return options->make (source, options->year != -1 ? options->year : atoi (today), error);
  return kapka_report_new_month (source, options->month != NULL ? options->month : this_month,
                                 error);
}

static GBytes *
write_report (const KapkaCommandContext *context, const Options *options, GError **error) {
  g_autoptr (KapkaDeskSession) session = kapka_desk_session_open (context, NULL, error);
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autoptr (KapkaReport) report = NULL;

  if (session == NULL)
    return NULL;
  catalog = kapka_command_load_catalog (context, session->settings, NULL);
  report = make_report (&(KapkaReportSource){ session->desk, session->settings, catalog }, options,
                        error);
  return report == NULL ? NULL : kapka_report_write (report, options->format, error);
}

/* A file is there whole or not at all. */
static gboolean
save (GBytes *file, const char *path, GError **error) {
  g_autoptr (GError) cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  if (g_file_set_contents_full (path, data, (gssize)size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &cause))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR,
                       g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? KAPKA_ERROR_FULL
                                                                                 : KAPKA_ERROR_IO,
                       cause->message);
  return FALSE;
}

static gboolean
print (GBytes *file, GError **error) {
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  g_autofree char *text = g_strndup (data, size);

  return kapka_command_print (text, error);
}

int
kapka_command_report (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (GBytes) file = NULL;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  file = write_report (context, &options, error);
  if (file == NULL)
    return EX_SOFTWARE;
  if (options.output != NULL)
    return save (file, options.output, error) ? EX_OK : EX_IOERR;
  return print (file, error) ? EX_OK : EX_IOERR;
}
