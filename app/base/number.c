// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/number.h"

#include <string.h>

char *
kapka_number_format (gint64 number) {
  g_autofree char *digits =
      g_strdup_printf ("%" G_GUINT64_FORMAT, number < 0 ? -(guint64)number : (guint64)number);
  GString *text = g_string_new (number < 0 ? "-" : NULL);
  gsize left = strlen (digits);

  for (const char *digit = digits; *digit != '\0'; digit++, left--) {
    if (digit > digits && left % 3 == 0)
      g_string_append (text, KAPKA_NO_BREAK_SPACE);
    g_string_append_c (text, *digit);
  }
  return g_string_free (text, FALSE);
}

char *
kapka_number_format_tenths (const char *language, gint64 tenths) {
  g_autofree char *whole = kapka_number_format (ABS (tenths) / 10);
  const char *sign = tenths < 0 ? "-" : "";
  char point = g_str_equal (language, "en") ? '.' : ',';

  return g_strdup_printf ("%s%s%c%d", sign, whole, point, (int)(ABS (tenths) % 10));
}
