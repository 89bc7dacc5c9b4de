// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/day.h"

#include <string.h>

static guint
read_digits (const char *text, guint n) {
  guint number = 0;

  for (guint i = 0; i < n; i++)
    number = number * 10 + (guint)(text[i] - '0');
  return number;
}

gboolean
kapka_day_is_valid (const char *text) {
  if (strlen (text) != KAPKA_DAY_LENGTH || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < KAPKA_DAY_LENGTH; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  return g_date_valid_dmy ((GDateDay)read_digits (text + 8, 2),
                           (GDateMonth)read_digits (text + 5, 2), (GDateYear)read_digits (text, 4));
}

gboolean
kapka_day_is_month (const char *text) {
  g_autofree char *first = g_strconcat (text, "-01", NULL);

  return kapka_day_is_valid (first);
}
