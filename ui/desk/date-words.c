// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/date-words.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/i18n.h"

/** Returns: (transfer full): the beginning of @day, or of the first day of a month. */
static GDateTime *
parse (const char *day) {
  gsize length = strlen (day);

  if (length < 7)
    return NULL;
  return g_date_time_new_utc (atoi (day), atoi (day + 5), length < 10 ? 1 : atoi (day + 8), 0, 0,
                              0);
}

typedef char *(*Format) (const char *language, GDateTime *date);

/* What is no date is shown as it stands. */
static char *
format (const char *day, Format in_words) {
  g_autoptr (GDateTime) date = parse (day);

  return date == NULL ? g_strdup (day) : in_words (kapka_i18n_get_language (), date);
}

static char *
capitalise (const char *text) {
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, g_utf8_next_char (text), NULL);
}

char *
kapka_date_words_month (const char *month) {
  g_autofree char *words = format (month, kapka_calendar_format_month);

  return capitalise (words);
}

char *
kapka_date_words_day (const char *day) {
  return format (day, kapka_calendar_format_day);
}

static char *
format_short (const char *language, GDateTime *date) {
  guint weekday = (guint)g_date_time_get_day_of_week (date);

  return g_strdup_printf ("%d %s", g_date_time_get_day_of_month (date),
                          kapka_calendar_get_weekday_short (language, weekday));
}

char *
kapka_date_words_day_short (const char *day) {
  return format (day, format_short);
}

static char *
format_digits (const char *language, GDateTime *date) {
  return g_date_time_format (date, "%d.%m.%y");
}

char *
kapka_date_words_day_digits (const char *day) {
  return format (day, format_digits);
}

static GDateTime *
to_local (gint64 utc_ms, gint64 utc_off_min) {
  return g_date_time_new_from_unix_utc (utc_ms / 1000 + utc_off_min * 60);
}

char *
kapka_date_words_time (gint64 utc_ms, gint64 utc_off_min) {
  g_autoptr (GDateTime) local = to_local (utc_ms, utc_off_min);

  return local == NULL ? g_strdup ("") : g_date_time_format (local, "%H:%M");
}

char *
kapka_date_words_moment (gint64 utc_ms, gint64 utc_off_min) {
  g_autoptr (GDateTime) local = to_local (utc_ms, utc_off_min);
  g_autofree char *time = kapka_date_words_time (utc_ms, utc_off_min);
  g_autofree char *date = NULL;

  if (local == NULL)
    return g_strdup ("");
  date = kapka_calendar_format_date (kapka_i18n_get_language (), local);
  return g_strdup_printf ("%s, %s", date, time);
}

char *
kapka_date_words_length (gint64 seconds) {
  gint64 minutes = (seconds + 30) / 60;

  if (seconds < 60)
    return g_strdup_printf (_ ("%d s"), (int)MAX (seconds, 0));
  if (minutes < 60)
    return g_strdup_printf (_ ("%d min"), (int)minutes);
  return g_strdup_printf (_ ("%d h %02d min"), (int)(minutes / 60), (int)(minutes % 60));
}

char *
kapka_date_words_move_month (const char *month, int n) {
  g_autoptr (GDateTime) date = parse (month);
  g_autoptr (GDateTime) moved = g_date_time_add_months (date, n);

  return g_date_time_format (moved, "%Y-%m");
}

char *
kapka_date_words_last_day (const char *month) {
  g_autoptr (GDateTime) date = parse (month);
  g_autoptr (GDateTime) next = g_date_time_add_months (date, 1);
  g_autoptr (GDateTime) last = g_date_time_add_days (next, -1);

  return g_date_time_format (last, "%Y-%m-%d");
}

char *
kapka_date_words_move_day (const char *day, int n) {
  g_autoptr (GDateTime) date = parse (day);
  g_autoptr (GDateTime) moved = g_date_time_add_days (date, n);

  return g_date_time_format (moved, "%Y-%m-%d");
}
