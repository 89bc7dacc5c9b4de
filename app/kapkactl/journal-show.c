// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/day.h"
#include "base/error.h"
#include "journal/figures.h"
#include "journal/visits.h"
#include "kapkactl/desk-session.h"
#include "kapkactl/journal-actions.h"
#include "report/text-table.h"

static void
add_figures (KapkaTextTable *table, const char *label, const KapkaFigures *figures) {
  const gint64 all[] = {
    figures->users,       figures->services[0], figures->services[1],
    figures->services[2], figures->services[3], figures->services[4],
    figures->services[5], figures->pages,       figures->assisted,
  };
  g_auto (GStrv) cells = g_new0 (char *, G_N_ELEMENTS (all) + 2);

  cells[0] = g_strdup (label);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    cells[i + 1] = g_strdup_printf ("%" G_GINT64_FORMAT, all[i]);
  kapka_text_table_add_row (table, (const char *const *)cells);
}

/** Adds a row for each day of @month that has figures, and one for all of it. */
static gboolean
add_month (KapkaTextTable *table, KapkaJournal *journal, const char *month, GError **error) {
  g_autofree char *first_day = g_strconcat (month, "-01", NULL);
  g_autofree char *last_day = g_strconcat (month, "-31", NULL);
  g_autoptr (GPtrArray) days =
      kapka_figures_list (journal, first_day, last_day, KAPKA_PERIOD_DAY, error);
  KapkaFigures sum;

  if (days == NULL || !kapka_figures_sum (journal, first_day, last_day, &sum, error))
    return FALSE;
  for (guint i = 0; i < days->len; i++) {
    const KapkaPeriodFigures *day = g_ptr_array_index (days, i);

    add_figures (table, day->period, &day->figures);
  }
  add_figures (table, month, &sum);
  return TRUE;
}

int
kapka_journal_run_days (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("MONTH"), _ ("Shows the diary of a month, as in 2026-03, and its sum."), entries,
      arguments, error);
  const char *const headings[] = { _ ("day"), _ ("users"), "s1",        "s2",         "s3", "s4",
                                   "s5",      "s6",        _ ("pages"), _ ("helped"), NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new (headings);
  g_autoptr (KapkaDeskSession) session = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (words == NULL ||
      (!kapka_day_is_month (words[0]) &&
       !kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("a month is expected, as in 2026-03"))))
    return EX_USAGE;
  session = kapka_desk_session_open (context, NULL, error);
  if (session == NULL || !add_month (table, session->journal, words[0], error))
    return EX_SOFTWARE;
  kapka_text_table_print (table, text);
  return kapka_command_print (text->str, error) ? EX_OK : EX_IOERR;
}

/** Returns: (transfer full): the local time of a moment. */
static char *
format_time (gint64 utc_ms, gint64 utc_off_min) {
  gint64 minute = (utc_ms / 60000 + utc_off_min) % (24 * 60);

  return g_strdup_printf ("%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

/** Returns: (transfer full): what is to be known of a visit beside its requests. */
static char *
describe_visit (const KapkaVisitLine *line) {
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  if (line->by_hand)
    g_ptr_array_add (notes, (gpointer)_ ("by hand"));
  if (line->assisted > 0)
    g_ptr_array_add (notes, (gpointer)_ ("helped"));
  if (line->n_corrections > 0)
    g_ptr_array_add (notes, (gpointer)_ ("corrected"));
  g_ptr_array_add (notes, NULL);
  return g_strjoinv (", ", (char **)notes->pdata);
}

/* No table: an ID that is wrapped cannot be copied. */
static void
print_visit (const KapkaVisitLine *line, GString *text) {
  g_autofree char *time = format_time (line->begin_ms, line->utc_off_min);
  g_autofree char *items = g_strjoinv (" ", line->items);
  g_autofree char *notes = describe_visit (line);

  g_string_append_printf (text, "%s  %s  %-8s  users=%" G_GINT64_FORMAT "%s%s%s%s\n", line->id,
                          time, line->end_reason == NULL ? "" : line->end_reason, line->users,
                          *items == '\0' ? "" : "  ", items, *notes == '\0' ? "" : "  ", notes);
}

int
kapka_journal_run_visits (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("DAY"),
      _ ("Lists the visits of a day, as in 2026-03-02, and what was added for it by hand."),
      entries, arguments, error);
  g_autoptr (KapkaDeskSession) session = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (words == NULL ||
      (!kapka_day_is_valid (words[0]) &&
       !kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("a day is expected, as in 2026-03-02"))))
    return EX_USAGE;
  session = kapka_desk_session_open (context, NULL, error);
  visits = session == NULL ? NULL : kapka_visits_list (session->journal, words[0], NULL, error);
  if (visits == NULL)
    return EX_SOFTWARE;
  for (guint i = 0; i < visits->len; i++)
    print_visit (g_ptr_array_index (visits, i), text);
  return kapka_command_print (text->str, error) ? EX_OK : EX_IOERR;
}

/** Returns: (transfer full): `request gosuslugi`. */
static char *
describe_event (const KapkaTrailLine *line) {
  const KapkaEvent *event = line->event;

  return g_strconcat (kapka_event_kind_to_string (event->kind), event->item == NULL ? "" : " ",
                      event->item == NULL ? "" : event->item,
                      line->undone ? _ (" (taken back)") : "", NULL);
}

/** Returns: (transfer full): `s3=1 users=1`. */
static char *
describe_counts (const KapkaEvent *event) {
  g_autoptr (GString) counts = g_string_new (NULL);

  kapka_counts_print (event->counts, counts);
  g_strdelimit (counts->str, "\n", ' ');
  return g_strdup (g_strchomp (counts->str));
}

/** Returns: (transfer full): `Анна, test`, or why a visit ended. */
static char *
describe_author (const KapkaEvent *event) {
  if (event->author == NULL)
    return g_strdup (event->reason == NULL ? "" : event->reason);
  return g_strdup_printf ("%s, %s", event->author, event->reason);
}

static void
print_trail_line (const KapkaTrailLine *line, KapkaClock *clock, GString *text) {
  const KapkaEvent *event = line->event;
  g_autofree char *time = format_time (event->at.utc_ms, event->at.utc_off_min);
  g_autofree char *what = describe_event (line);
  g_autofree char *counts = describe_counts (event);
  g_autofree char *who = describe_author (event);
  KapkaInstant at;

  // The day on which it was written; a correction counts on that of what it corrects.
  kapka_clock_at (clock, event->at.utc_ms, &at);
  g_string_append_printf (text, "%s  %s %s  %s%s%s%s%s\n", event->event_id, at.day, time, what,
                          *counts == '\0' ? "" : "  ", counts, *who == '\0' ? "" : "  ", who);
}

int
kapka_journal_run_visit (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("ID"),
      _ ("Shows all that was written of a visit, a tally or a batch, with every "
         "correction of it."),
      entries, arguments, error);
  g_autoptr (KapkaDeskSession) session = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (words == NULL)
    return EX_USAGE;
  session = kapka_desk_session_open (context, NULL, error);
  lines = session == NULL ? NULL : kapka_visits_get_trail (session->journal, words[0], error);
  if (lines == NULL ||
      (lines->len == 0 && !kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                                 _ ("The journal has no such visit (any more)."))))
    return EX_SOFTWARE;
  for (guint i = 0; i < lines->len; i++)
    print_trail_line (g_ptr_array_index (lines, i), session->clock, text);
  return kapka_command_print (text->str, error) ? EX_OK : EX_IOERR;
}
