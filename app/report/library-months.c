// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-months.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "desk/month.h"
#include "journal/figures.h"
#include "report/russian-date.h"

static void
add_closed (KapkaReport *report, KapkaDesk *desk, const KapkaMonthState *state) {
  g_autofree char *day = NULL;
  g_autofree char *remark = NULL;
  KapkaInstant at;

  kapka_clock_at (kapka_desk_get_clock (desk), state->at_ms, &at);
  day = kapka_russian_day (at.day);
  remark = g_strdup_printf ("Месяц закрыт: %s, %s", state->author, day);
  kapka_report_add_remark (report, remark);
}

gboolean
kapka_library_months_add_state (KapkaReport *report,
                                KapkaDesk *desk,
                                const char *month,
                                GError **error) {
  g_autoptr (KapkaMonthState) state = kapka_month_get_state (desk, month, error);

  if (state == NULL)
    return FALSE;
  if (!state->closed)
    kapka_report_add_remark (report, "Месяц не закрыт: его показатели ещё могут быть исправлены.");
  else
    add_closed (report, desk, state);
  if (state->changed)
    kapka_report_add_remark (report, "После закрытия показатели изменились.");
  return TRUE;
}

static void
append_month (GString *names, guint month) {
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                          kapka_calendar_get_month ("ru", month));
}

/* Gathers the names of the months that are @open and @changed. */
static gboolean
look_at_month (KapkaDesk *desk,
               int year,
               guint month,
               GString *open,
               GString *changed,
               GError **error) {
  g_autofree char *name = g_strdup_printf ("%04d-%02u", year, month);
  g_autoptr (KapkaMonthState) state = kapka_month_get_state (desk, name, error);

  if (state == NULL)
    return FALSE;
  if (!state->closed)
    append_month (open, month);
  if (state->changed)
    append_month (changed, month);
  return TRUE;
}

static gboolean
read_first_month (KapkaDesk *desk, int year, guint *out_month, GError **error) {
  g_autofree char *first_day = g_strdup_printf ("%04d-01-01", year);
  g_autofree char *last_day = g_strdup_printf ("%04d-12-31", year);
  g_autoptr (GPtrArray) months = kapka_figures_list (kapka_desk_get_journal (desk), first_day,
                                                     last_day, KAPKA_PERIOD_MONTH, error);
  const KapkaPeriodFigures *first;

  if (months == NULL)
    return FALSE;
  first = months->len > 0 ? g_ptr_array_index (months, 0) : NULL;
  *out_month = first != NULL ? (guint)atoi (first->period + 5) : 13;
  return TRUE;
}

static guint
find_last_month (KapkaDesk *desk, int year) {
  const char *today = kapka_desk_get_today (desk);
  int this_year = atoi (today);

  if (this_year == year)
    return (guint)atoi (today + 5);
  return this_year > year ? 12 : 0;
}

static void
add_names (KapkaReport *report, const char *what, const GString *names) {
  g_autofree char *remark = g_strdup_printf ("%s%s.", what, names->str);

  if (names->len > 0)
    kapka_report_add_remark (report, remark);
}

gboolean
kapka_library_months_add_open (KapkaReport *report, KapkaDesk *desk, int year, GError **error) {
  g_autoptr (GString) open = g_string_new (NULL);
  g_autoptr (GString) changed = g_string_new (NULL);
  guint last = find_last_month (desk, year);
  guint first;

  if (!read_first_month (desk, year, &first, error))
    return FALSE;
  for (guint month = first; month <= last; month++)
    if (!look_at_month (desk, year, month, open, changed, error))
      return FALSE;
  add_names (report, "Не закрыты месяцы, их показатели ещё могут быть исправлены: ", open);
  add_names (report, "После закрытия изменились показатели за месяцы: ", changed);
  if (first <= last && open->len == 0)
    kapka_report_add_remark (report, "Все месяцы с показателями закрыты.");
  return TRUE;
}
