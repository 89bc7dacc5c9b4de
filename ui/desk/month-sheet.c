// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/month-sheet.h"

#include <stdlib.h>

#include "ui/desk/date-words.h"

static void
rule_lines (KapkaMonthSheet *sheet, const char *last_day) {
  sheet->n_days = (guint)atoi (last_day + 8);
  for (guint i = 0; i < sheet->n_days; i++) {
    KapkaSheetDay *day = &sheet->days[i];

    g_snprintf (day->day, sizeof day->day, "%s-%02u", sheet->month, i + 1);
    day->future = strcmp (day->day, sheet->today) > 0;
  }
}

static gboolean
read_days (KapkaMonthSheet *sheet, KapkaJournal *journal, const char *last_day, GError **error) {
  g_autoptr (GPtrArray) days =
      kapka_figures_list (journal, sheet->days[0].day, last_day, KAPKA_PERIOD_DAY, error);

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < days->len; i++) {
    const KapkaPeriodFigures *figures = g_ptr_array_index (days, i);
    KapkaSheetDay *day = &sheet->days[CLAMP (atoi (figures->period + 8), 1, 31) - 1];

    day->known = TRUE;
    day->figures = figures->figures;
  }
  return TRUE;
}

static gboolean
read_totals (KapkaMonthSheet *sheet, KapkaJournal *journal, const char *last_day, GError **error) {
  g_autofree char *new_year = g_strdup_printf ("%.4s-01-01", sheet->month);

  return kapka_figures_sum (journal, sheet->days[0].day, last_day, &sheet->total, error) &&
         kapka_figures_sum (journal, new_year, last_day, &sheet->year, error);
}

static gboolean
read_fold (KapkaMonthSheet *sheet, KapkaJournal *journal, GError **error) {
  GError *problem = NULL;
  g_autofree char *first = kapka_figures_first_day_with_events (journal, &problem);

  if (problem != NULL) {
    g_propagate_error (error, problem);
    return FALSE;
  }
  sheet->folded = first != NULL && strcmp (sheet->days[0].day, first) < 0;
  return TRUE;
}

KapkaMonthSheet *
kapka_month_sheet_read (const KapkaReportSource *source, const char *month, GError **error) {
  KapkaJournal *journal = kapka_desk_get_journal (source->desk);
  g_autoptr (KapkaMonthSheet) sheet = g_new0 (KapkaMonthSheet, 1);
  g_autofree char *last_day = NULL;

  g_strlcpy (sheet->today, kapka_desk_get_today (source->desk), sizeof sheet->today);
  g_strlcpy (sheet->month, month == NULL ? sheet->today : month, sizeof sheet->month);
  last_day = kapka_date_words_last_day (sheet->month);
  rule_lines (sheet, last_day);
  if (!read_days (sheet, journal, last_day, error) ||
      !read_totals (sheet, journal, last_day, error) || !read_fold (sheet, journal, error))
    return NULL;
  sheet->state = kapka_month_get_state (source->desk, sheet->month, error);
  return sheet->state == NULL ? NULL : g_steal_pointer (&sheet);
}

void
kapka_month_sheet_free (KapkaMonthSheet *sheet) {
  if (sheet == NULL)
    return;
  g_clear_pointer (&sheet->state, kapka_month_state_free);
  g_free (sheet);
}
