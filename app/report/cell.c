// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/number.h"
#include "report/report.h"

#define MISSING "—"

static char *
format_share (gint64 per_mille) {
  g_autofree char *number = kapka_number_format_tenths ("ru", per_mille);

  return g_strconcat (number, KAPKA_NO_BREAK_SPACE "%", NULL);
}

/* Seconds matter in a short visit alone. */
static char *
format_seconds (gint64 seconds) {
  if (seconds < 60)
    return g_strdup_printf ("%" G_GINT64_FORMAT KAPKA_NO_BREAK_SPACE "с", seconds);
  if (seconds < 600 && seconds % 60 != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT KAPKA_NO_BREAK_SPACE "мин" KAPKA_NO_BREAK_SPACE
                            "%" G_GINT64_FORMAT KAPKA_NO_BREAK_SPACE "с",
                            seconds / 60, seconds % 60);
  return g_strdup_printf ("%" G_GINT64_FORMAT KAPKA_NO_BREAK_SPACE "мин", (seconds + 30) / 60);
}

static char *
format (const KapkaCell *cell, const char *number) {
  switch (cell->kind) {
  case KAPKA_CELL_MISSING:
    return g_strdup (MISSING);
  case KAPKA_CELL_NUMBER:
    return g_strdup (number);
  case KAPKA_CELL_TEXT:
    return g_strdup (cell->text);
  case KAPKA_CELL_SHARE:
    return format_share (cell->number);
  case KAPKA_CELL_SECONDS:
    return format_seconds (cell->number);
  case KAPKA_CELL_ABOUT:
    return g_strconcat ("около" KAPKA_NO_BREAK_SPACE, number, NULL);
  case KAPKA_CELL_MORE:
    return g_strconcat ("более" KAPKA_NO_BREAK_SPACE, number, NULL);
  }
  g_return_val_if_reached (NULL);
}

char *
kapka_cell_format (const KapkaCell *cell) {
  g_autofree char *number = kapka_number_format (cell->number);

  return format (cell, number);
}

char *
kapka_cell_format_plain (const KapkaCell *cell) {
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);

  return format (cell, number);
}
