// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/week-hours.h"

#include <string.h>

static const char *const day_names[] = { "пн", "вт", "ср", "чт", "пт", "сб", "вс" };

/* People write a dash where they mean one. */
static char *
tidy (const char *text) {
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autoptr (GString) tidied = g_string_new (lower);

  g_string_replace (tidied, "–", "-", 0);
  return g_strstrip (g_strdup (tidied->str));
}

/* Both sides of the dash in @text, without the blanks around them. */
static GStrv
split_range (const char *text) {
  GStrv sides = g_strsplit (text, "-", 3);

  for (guint i = 0; sides[i] != NULL; i++)
    g_strstrip (sides[i]);
  return sides;
}

static gboolean
parse_time (const char *text, guint *out_minute) {
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 hour;
  guint64 minute;

  if (g_strv_length (parts) != 2 || strlen (parts[1]) != 2 || strlen (parts[0]) > 2)
    return FALSE;
  if (!g_ascii_string_to_unsigned (parts[0], 10, 0, 24, &hour, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
    return FALSE;
  *out_minute = (guint)(hour * 60 + minute);
  return *out_minute <= KAPKA_MINUTES_OF_DAY;
}

gboolean
kapka_hours_parse (const char *text, KapkaHours *out_hours) {
  g_autofree char *tidied = tidy (text);
  g_auto (GStrv) sides = split_range (tidied);
  KapkaHours hours;

  if (g_strv_length (sides) != 2 || !parse_time (sides[0], &hours.from) ||
      !parse_time (sides[1], &hours.until) || hours.from == hours.until)
    return FALSE;
  *out_hours = hours;
  return TRUE;
}

gboolean
kapka_hours_hold (const KapkaHours *hours, guint minute) {
  if (hours->from < hours->until)
    return minute >= hours->from && minute < hours->until;
  return minute >= hours->from || minute < hours->until;
}

static gboolean
parse_day (const char *text, guint *out_day) {
  for (guint i = 0; i < G_N_ELEMENTS (day_names); i++)
    if (g_str_equal (text, day_names[i])) {
      *out_day = i;
      return TRUE;
    }
  return FALSE;
}

/* One day or a range of days. */
static gboolean
parse_days (const char *text, guint *out_first, guint *out_last) {
  g_auto (GStrv) sides = split_range (text);
  guint n = g_strv_length (sides);

  if (n < 1 || n > 2 || !parse_day (sides[0], out_first) || !parse_day (sides[n - 1], out_last))
    return FALSE;
  return *out_first <= *out_last;
}

static gboolean
parse_openings (const char *text, KapkaDayHours *out_day) {
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  KapkaDayHours day = { 0 };

  for (guint i = 0; parts[i] != NULL; i++) {
    KapkaHours *opening = &day.openings[day.n];

    if (day.n == KAPKA_MAX_OPENINGS || !kapka_hours_parse (parts[i], opening) ||
        opening->from >= opening->until)
      return FALSE;
    if (day.n > 0 && day.openings[day.n - 1].until >= opening->from)
      return FALSE;
    day.n++;
  }
  *out_day = day;
  return day.n > 0;
}

/* A day that is named twice is a mistake: nobody could say which hours hold. */
static gboolean
take_days (KapkaWeekHours *week, const char *text, const KapkaDayHours *hours) {
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  if (parts[0] == NULL)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++) {
    guint first;
    guint last;

    if (!parse_days (g_strstrip (parts[i]), &first, &last))
      return FALSE;
    for (guint day = first; day <= last; day++) {
      if (week->days[day].n > 0)
        return FALSE;
      week->days[day] = *hours;
    }
  }
  return TRUE;
}

/* The days end where the first digit is. */
static gboolean
take_line (KapkaWeekHours *week, const char *line) {
  gsize n_days = strcspn (line, "0123456789");
  g_autofree char *days = g_strndup (line, n_days);
  KapkaDayHours hours;

  return parse_openings (line + n_days, &hours) && take_days (week, days, &hours);
}

gboolean
kapka_week_hours_parse (const char *text, KapkaWeekHours *out_week) {
  g_autofree char *tidied = tidy (text);
  g_auto (GStrv) lines = g_strsplit (tidied, ";", -1);
  KapkaWeekHours week = { 0 };

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0' && !take_line (&week, lines[i]))
      return FALSE;
  *out_week = week;
  return TRUE;
}

gboolean
kapka_week_hours_are_known (const KapkaWeekHours *week) {
  for (guint i = 0; i < G_N_ELEMENTS (week->days); i++)
    if (week->days[i].n > 0)
      return TRUE;
  return FALSE;
}

gboolean
kapka_day_hours_equal (const KapkaDayHours *some, const KapkaDayHours *other) {
  if (some->n != other->n)
    return FALSE;
  for (guint i = 0; i < some->n; i++)
    if (some->openings[i].from != other->openings[i].from ||
        some->openings[i].until != other->openings[i].until)
      return FALSE;
  return TRUE;
}
