// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/day.h"
#include "base/error.h"
#include "kapkactl/desk-session.h"
#include "report/journal-csv.h"

typedef struct {
  char *first_day;
  char *last_day;
  gboolean excel;
} Options;

static void
options_clear (Options *options) {
  g_free (options->first_day);
  g_free (options->last_day);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_day (char **day, const char *otherwise, GError **error) {
  if (*day == NULL)
    *day = g_strdup (otherwise);
  if (kapka_day_is_valid (*day))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("\"%s\" is no day of the calendar; one is expected as in 2026-02-28"), *day);
  return FALSE;
}

static gboolean
parse (Options *options, const char *summary, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options->first_day,
      N_ ("First day (default: the first there is)"), N_ ("YYYY-MM-DD") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options->last_day,
      N_ ("Last day (default: the last there is)"), N_ ("YYYY-MM-DD") },
    { "excel", 0, 0, G_OPTION_ARG_NONE, &options->excel,
      N_ ("CSV for a spreadsheet: semicolons and a byte order mark"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return kapka_command_parse (summary, entries, arguments, error) &&
         check_day (&options->first_day, "0001-01-01", error) &&
         check_day (&options->last_day, "9999-12-31", error);
}

static KapkaCsvDialect
dialect_of (const Options *options) {
  return options->excel ? KAPKA_CSV_EXCEL : KAPKA_CSV_PLAIN;
}

static gboolean
print_days (KapkaJournal *journal, const Options *options, GError **error) {
  g_autoptr (GPtrArray) days =
      kapka_figures_list (journal, options->first_day, options->last_day, KAPKA_PERIOD_DAY, error);
  g_autoptr (GString) csv = g_string_new (NULL);

  if (days == NULL)
    return FALSE;
  kapka_journal_csv_append_days_heading (csv, dialect_of (options));
  for (guint i = 0; i < days->len; i++)
    kapka_journal_csv_append_day (csv, dialect_of (options), g_ptr_array_index (days, i));
  return kapka_command_print (csv->str, error);
}

static int
run_days (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (KapkaDeskSession) session = NULL;

  if (!parse (&options,
              _ ("Prints a line for each day that has a figure, in columns:\n"
                 "  day, users, s1 to s6 (requests by service), requests, pages, assisted,\n"
                 "  lang_udm, lang_en, events, participants, on (1: the kiosk was switched on)."),
              arguments, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, NULL, error);
  return session != NULL && print_days (session->journal, &options, error) ? EX_OK : EX_SOFTWARE;
}

static gboolean
print_visits_of_day (KapkaJournal *journal,
                     const char *day,
                     KapkaCsvDialect dialect,
                     GError **error) {
  g_autoptr (GPtrArray) visits = kapka_visits_list (journal, day, NULL, error);
  g_autoptr (GString) csv = g_string_new (NULL);

  if (visits == NULL)
    return FALSE;
  for (guint i = 0; i < visits->len; i++)
    kapka_journal_csv_append_visit (csv, dialect, g_ptr_array_index (visits, i));
  return kapka_command_print (csv->str, error);
}

/* Day by day, so that ten years need no more memory than a day. */
static gboolean
print_visits (KapkaJournal *journal, const Options *options, GError **error) {
  g_autoptr (GArray) days =
      kapka_visits_list_days (journal, options->first_day, options->last_day, error);
  g_autoptr (GString) csv = g_string_new (NULL);

  if (days == NULL)
    return FALSE;
  kapka_journal_csv_append_visits_heading (csv, dialect_of (options));
  if (!kapka_command_print (csv->str, error))
    return FALSE;
  for (guint i = days->len; i-- > 0;)
    if (!print_visits_of_day (journal, g_array_index (days, KapkaVisitDay, i).day,
                              dialect_of (options), error))
      return FALSE;
  return TRUE;
}

static int
run_visits (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (KapkaDeskSession) session = NULL;

  if (!parse (
          &options,
          _ ("Prints a line for each visit, tally and batch from paper of the days whose visits "
             "are kept,\nin columns:\n"
             "  id, day, begin, end, seconds, end_reason (tally, paper… by hand), users,\n"
             "  s1 to s6, pages, assisted, items (s3:gosuslugi, divided by spaces),\n"
             "  corrections, clock_ok, by_hand."),
          arguments, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, NULL, error);
  return session != NULL && print_visits (session->journal, &options, error) ? EX_OK : EX_SOFTWARE;
}

int
kapka_command_export (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "days", N_ ("A line a day, also of years whose visits are not kept"), run_days },
    { "visits", N_ ("A line a visit"), run_visits },
    { NULL },
  };

  return kapka_command_run_action (_ ("Prints the journal as CSV."), actions, context, arguments,
                                   error);
}
