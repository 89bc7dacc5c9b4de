// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "report/report.h"

#define NO_BREAK_SPACE "\u00A0"
#define MISSING "—"

/* Groups of three from the right; a number of four digits is grouped too, so that a column of
 * figures reads evenly. */
static char *
format_number (gint64 number, const char *separator) {
  g_autofree char *digits =
      g_strdup_printf ("%" G_GUINT64_FORMAT, number < 0 ? -(guint64)number : (guint64)number);
  GString *text = g_string_new (number < 0 ? "-" : NULL);
  gsize left = strlen (digits);

  for (const char *digit = digits; *digit != '\0'; digit++, left--) {
    if (digit > digits && left % 3 == 0)
      g_string_append (text, separator);
    g_string_append_c (text, *digit);
  }
  return g_string_free (text, FALSE);
}

static char *
format_share (gint64 per_mille) {
  gint64 size = ABS (per_mille);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT NO_BREAK_SPACE "%%",
                          per_mille < 0 ? "-" : "", size / 10, size % 10);
}

/* Seconds matter in a short visit alone. */
static char *
format_seconds (gint64 seconds) {
  if (seconds < 60)
    return g_strdup_printf ("%" G_GINT64_FORMAT NO_BREAK_SPACE "с", seconds);
  if (seconds < 600 && seconds % 60 != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT NO_BREAK_SPACE "мин" NO_BREAK_SPACE
                            "%" G_GINT64_FORMAT NO_BREAK_SPACE "с",
                            seconds / 60, seconds % 60);
  return g_strdup_printf ("%" G_GINT64_FORMAT NO_BREAK_SPACE "мин", (seconds + 30) / 60);
}

static char *
format (const KapkaCell *cell, const char *separator) {
  g_autofree char *number = format_number (cell->number, separator);

  switch (cell->kind) {
  case KAPKA_CELL_MISSING:
    return g_strdup (MISSING);
  case KAPKA_CELL_NUMBER:
    return g_steal_pointer (&number);
  case KAPKA_CELL_TEXT:
    return g_strdup (cell->text);
  case KAPKA_CELL_SHARE:
    return format_share (cell->number);
  case KAPKA_CELL_SECONDS:
    return format_seconds (cell->number);
  case KAPKA_CELL_ABOUT:
    return g_strconcat ("около" NO_BREAK_SPACE, number, NULL);
  case KAPKA_CELL_MORE:
    return g_strconcat ("более" NO_BREAK_SPACE, number, NULL);
  }
  g_return_val_if_reached (NULL);
}

char *
kapka_cell_format (const KapkaCell *cell) {
  return format (cell, NO_BREAK_SPACE);
}

char *
kapka_cell_format_plain (const KapkaCell *cell) {
  return format (cell, "");
}
