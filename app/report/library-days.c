// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-days.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

static gboolean
counts_anything (const KapkaFigures *figures) {
  return figures->users != 0 || kapka_figures_get_requests (figures) != 0 || figures->pages != 0 ||
         figures->assisted != 0;
}

static GArray *
list_calendar (const char *first_day, const char *last_day) {
  GArray *days = g_array_new (FALSE, TRUE, sizeof (KapkaLibraryDay));
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)atoi (first_day + 8), (GDateMonth)atoi (first_day + 5),
                  (GDateYear)atoi (first_day));
  for (KapkaLibraryDay day = { 0 };; g_date_add_days (&date, 1)) {
    g_snprintf (day.day, sizeof day.day, "%04d-%02d-%02d", g_date_get_year (&date),
                (int)g_date_get_month (&date), g_date_get_day (&date));
    day.weekday = g_date_get_weekday (&date);
    if (strcmp (day.day, last_day) > 0)
      return days;
    g_array_append_val (days, day);
  }
}

/* Both lists are in the order of the calendar. */
static void
take_figures (GArray *days, const GPtrArray *figures) {
  guint next = 0;

  for (guint i = 0; i < days->len && next < figures->len; i++) {
    KapkaLibraryDay *day = &g_array_index (days, KapkaLibraryDay, i);
    const KapkaPeriodFigures *found = g_ptr_array_index (figures, next);

    if (!g_str_equal (found->period, day->day))
      continue;
    day->figures = found->figures;
    day->known = day->figures.days_on > 0 || counts_anything (&day->figures);
    next++;
  }
}

GArray *
kapka_library_days_read (KapkaDesk *desk,
                         const char *first_day,
                         const char *last_day,
                         GError **error) {
  g_autoptr (GPtrArray) figures = kapka_figures_list (kapka_desk_get_journal (desk), first_day,
                                                      last_day, KAPKA_PERIOD_DAY, error);
  GArray *days;

  if (figures == NULL)
    return NULL;
  days = list_calendar (first_day, last_day);
  take_figures (days, figures);
  return days;
}

static guint
month_of (const KapkaLibraryDay *day) {
  return (guint)atoi (day->day + 5);
}

/* Appends «3» or «3–7» to a list. */
static void
append_range (GString *text, int first, int last) {
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append_printf (text, "%d", first);
  if (last > first)
    g_string_append_printf (text, "–%d", last);
}

/* Names the days @off (of KapkaLibraryDay pointers) of one month: «1–3, 8 марта». */
static char *
name_days (const GPtrArray *off) {
  GString *text = g_string_new (NULL);
  const KapkaLibraryDay *day = g_ptr_array_index (off, 0);
  int first = atoi (day->day + 8);
  int last = first;

  for (guint i = 1; i < off->len; i++) {
    int number = atoi (((const KapkaLibraryDay *)g_ptr_array_index (off, i))->day + 8);

    if (number > last + 1) {
      append_range (text, first, last);
      first = number;
    }
    last = number;
  }
  append_range (text, first, last);
  g_string_append_printf (text, " %s", kapka_calendar_get_month_of_day ("ru", month_of (day)));
  return g_string_free (text, FALSE);
}

/* Counts the days @off by month: «январь — 8, май — 2». */
static char *
count_by_month (const GPtrArray *off) {
  GString *text = g_string_new (NULL);
  guint counts[13] = { 0 };

  for (guint i = 0; i < off->len; i++)
    counts[month_of (g_ptr_array_index (off, i))]++;
  for (guint month = 1; month < G_N_ELEMENTS (counts); month++)
    if (counts[month] > 0)
      g_string_append_printf (text, "%s%s — %u", text->len > 0 ? ", " : "",
                              kapka_calendar_get_month ("ru", month), counts[month]);
  return g_string_free (text, FALSE);
}

typedef struct {
  GPtrArray *off; // Borrowed days on which the kiosk was not on.
  guint n_days;   // That are over, or on which it was on.
  guint n_by_hand;
  gboolean known; // Any of them.
} Presence;

static void
look_at_days (Presence *presence, const GArray *days, const char *today) {
  for (guint i = 0; i < days->len; i++) {
    KapkaLibraryDay *day = &g_array_index (days, KapkaLibraryDay, i);
    gboolean on = day->figures.days_on > 0;

    presence->known = presence->known || day->known;
    if (strcmp (day->day, today) > 0 || (g_str_equal (day->day, today) && !on))
      continue;
    presence->n_days++;
    if (on)
      continue;
    presence->n_by_hand += day->known;
    g_ptr_array_add (presence->off, day);
  }
}

static void
add_off (KapkaReport *report, const Presence *presence, gboolean one_month) {
  g_autofree char *which = one_month ? name_days (presence->off) : count_by_month (presence->off);
  g_autofree char *remark = g_strdup_printf ("Дней, в которые киоск не включался: %u из %u (%s).",
                                             presence->off->len, presence->n_days, which);
  g_autofree char *by_hand =
      g_strdup_printf ("Из них дней с показателями, внесёнными вручную: %u.", presence->n_by_hand);

  kapka_report_add_remark (report, remark);
  if (presence->n_by_hand > 0)
    kapka_report_add_remark (report, by_hand);
}

void
kapka_library_days_add_remark (KapkaReport *report, const GArray *days, const char *today) {
  g_autoptr (GPtrArray) off = g_ptr_array_new ();
  Presence presence = { .off = off };

  look_at_days (&presence, days, today);
  if (!presence.known)
    kapka_report_add_remark (report, "В журнале киоска нет показателей за этот период.");
  else if (off->len == 0)
    kapka_report_add_remark (report, "Киоск включался каждый день периода.");
  else
    add_off (report, &presence, days->len <= 31);
}
