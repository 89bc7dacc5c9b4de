// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/russian-date.h"

#include <stdio.h>

#include "base/calendar.h"

static gboolean
is_month (guint month) {
  return month >= 1 && month <= 12;
}

char *
kapka_russian_day (const char *day) {
  int year;
  guint month;
  int number;

  if (sscanf (day, "%d-%u-%d", &year, &month, &number) != 3 || !is_month (month))
    return g_strdup (day);
  return g_strdup_printf ("%d %s %d г.", number, kapka_calendar_get_month_of_day ("ru", month),
                          year);
}

char *
kapka_russian_month (const char *text) {
  int year;
  guint month;

  if (sscanf (text, "%d-%u", &year, &month) != 2 || !is_month (month))
    return g_strdup (text);
  return g_strdup_printf ("%s %d г.", kapka_calendar_get_month ("ru", month), year);
}

char *
kapka_russian_day_short (const char *day) {
  int year;
  int month;
  int number;

  if (sscanf (day, "%d-%d-%d", &year, &month, &number) != 3)
    return g_strdup (day);
  return g_strdup_printf ("%02d.%02d.%04d", number, month, year);
}
