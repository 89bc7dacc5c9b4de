// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/day-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Older diaries are no diaries of a centre; so old a year is a slip of the finger. */
#define FIRST_YEAR 1990

/** KapkaDayParts: a day as three numbers that need not be one yet. */
typedef struct {
  guint day;
  guint month;
  guint year;
} KapkaDayParts;

static gboolean
is_separator (char letter) {
  return letter != '\0' && strchr (".,/- ", letter) != NULL;
}

/* Up to three numbers with something between them; returns how many there are, 0 for anything else.
 */
static guint
split (const char *text, const char **starts, guint *lengths) {
  guint n = 0;

  while (*text != '\0') {
    if (n == 3 || !g_ascii_isdigit (*text))
      return 0;
    starts[n] = text;
    while (g_ascii_isdigit (*text))
      text++;
    lengths[n] = (guint)(text - starts[n]);
    n++;
    while (is_separator (*text))
      text++;
  }
  return n;
}

static guint
read_number (const char *start, guint length) {
  guint number = 0;

  for (guint i = 0; i < length; i++)
    number = number * 10 + (guint)(start[i] - '0');
  return number;
}

static gboolean
take_year (const char *start, guint length, guint *out_year) {
  if (length != 2 && length != 4)
    return FALSE;
  *out_year = read_number (start, length) + (length == 2 ? 2000 : 0);
  return TRUE;
}

/* The digits alone are quicker to type: ddmmyy or ddmmyyyy. */
static gboolean
take_digits (const char *start, guint length, KapkaDayParts *parts) {
  if (length != 6 && length != 8)
    return FALSE;
  parts->day = read_number (start, 2);
  parts->month = read_number (start + 2, 2);
  return take_year (start + 4, length - 4, &parts->year);
}

static gboolean
take_parts (const char *text, KapkaDayParts *parts) {
  const char *starts[3];
  guint lengths[3];
  guint n = split (text, starts, lengths);

  if (n == 1)
    return take_digits (starts[0], lengths[0], parts);
  if (n != 3 || lengths[0] > 2 || lengths[1] > 2)
    return FALSE;
  parts->day = read_number (starts[0], lengths[0]);
  parts->month = read_number (starts[1], lengths[1]);
  return take_year (starts[2], lengths[2], &parts->year);
}

static char *
explain_day (const KapkaDayParts *parts) {
  guint last = g_date_get_days_in_month ((GDateMonth)parts->month, (GDateYear)parts->year);

  if (parts->month == 2 && parts->day == 29)
    return g_strdup_printf (_ ("%u is not a leap year: there is no 29 February in it."),
                            parts->year);
  return g_strdup_printf (_ ("There is no day %u in this month: it has %u days."), parts->day,
                          last);
}

/* What is wrong with three numbers as a day. */
static char *
explain (const KapkaDayParts *parts) {
  if (parts->month < 1 || parts->month > 12)
    return g_strdup_printf (_ ("There is no month %02u: months go from 01 to 12."), parts->month);
  if (parts->year < FIRST_YEAR)
    return g_strdup_printf (_ ("The year %u is too long ago. Please check it."), parts->year);
  if (parts->day < 1 || parts->day > 31 ||
      !g_date_valid_dmy ((GDateDay)parts->day, (GDateMonth)parts->month, (GDateYear)parts->year))
    return explain_day (parts);
  return NULL;
}

static char *
explain_future (const char *today) {
  g_autofree char *shown = kapka_day_text_format (today);

  return g_strdup_printf (_ ("This day has not come yet: today is %s."), shown);
}

char *
kapka_day_text_parse (const char *text, const char *today, char out_day[11]) {
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  KapkaDayParts parts;
  char *problem;
  char day[24];

  if (*stripped == '\0')
    return g_strdup (_ ("Type the day: day, month and year, as 05.03.2026."));
  if (!take_parts (stripped, &parts))
    return g_strdup (_ ("This is no whole date. Type day, month and year, as 05.03.2026."));
  problem = explain (&parts);
  if (problem != NULL)
    return problem;
  g_snprintf (day, sizeof day, "%04u-%02u-%02u", parts.year, parts.month, parts.day);
  if (strcmp (day, today) > 0)
    return explain_future (today);
  g_strlcpy (out_day, day, 11);
  return NULL;
}

char *
kapka_day_text_format (const char *day) {
  return g_strdup_printf ("%.2s.%.2s.%.4s", day + 8, day + 5, day);
}
