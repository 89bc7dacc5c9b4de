// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "desk/month.h"
#include "kapkactl/journal-actions.h"
#include "kapkactl/journal-options.h"
#include "report/text-table.h"

int
kapka_journal_run_close (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (KapkaJournalOptions) options = { 0 };
  g_autoptr (KapkaDeskSession) session = NULL;

  if (!kapka_journal_options_parse (
          &options, _ ("MONTH"),
          _ ("Closes a month that is over, as in 2026-03: its figures take no corrections then."),
          KAPKA_JOURNAL_TAKES_WORDS, arguments, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, options.author, error);
  return session != NULL && kapka_month_close (session->desk, options.words[0], error)
             ? EX_OK
             : EX_SOFTWARE;
}

int
kapka_journal_run_reopen (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (KapkaJournalOptions) options = { 0 };
  g_autoptr (KapkaDeskSession) session = NULL;

  if (!kapka_journal_options_parse (&options, _ ("MONTH"),
                                    _ ("Opens a closed month again; an administrator may."),
                                    KAPKA_JOURNAL_TAKES_REASON, arguments, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, options.author, error);
  return session != NULL &&
                 kapka_month_reopen (session->desk, options.words[0], options.reason, error)
             ? EX_OK
             : EX_SOFTWARE;
}

static void
add_line (KapkaTextTable *table, const KapkaMonthLine *line, KapkaClock *clock) {
  KapkaInstant at;

  kapka_clock_at (clock, line->at_ms, &at);
  kapka_text_table_add_row (
      table,
      (const char *const[]){ line->month, line->closed ? _ ("closed") : _ ("opened again"), at.day,
                             line->author, line->reason == NULL ? "" : line->reason, NULL });
}

int
kapka_journal_run_months (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const char *const headings[] = { _ ("month"),  _ ("what"),   _ ("day"),
                                   _ ("author"), _ ("reason"), NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new_words (headings);
  g_autoptr (KapkaDeskSession) session = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!kapka_command_parse (_ ("Shows when months were closed and opened again, newest first."),
                            entries, arguments, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, NULL, error);
  lines = session == NULL ? NULL : kapka_month_list_log (session->desk, error);
  if (lines == NULL)
    return EX_SOFTWARE;
  for (guint i = 0; i < lines->len; i++)
    add_line (table, g_ptr_array_index (lines, i), session->clock);
  kapka_text_table_print (table, text);
  return kapka_command_print (text->str, error) ? EX_OK : EX_IOERR;
}
