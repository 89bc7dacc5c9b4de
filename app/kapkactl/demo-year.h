// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

/** The most visits a year may be asked for: beyond them one kiosk has no hours left. */
#define KAPKA_DEMO_MAX_VISITS 20000

/** KapkaDemoYear: which year is to be invented, and where it goes. */
typedef struct {
  const char *state_dir; // Gets journal.db; must have none.
  const char *time_zone; // A known zone.
  const KapkaCatalog *catalog;
  int year;
  char last_day[11]; // Last day that is filled, `YYYY-MM-DD`.
  guint32 seed;
  guint visits; // About so many in a whole year.
} KapkaDemoYear;

/** KapkaDemoTotals: what was written. */
typedef struct {
  guint days;
  guint visits;
} KapkaDemoTotals;

/**
 * kapka_demo_year_fill:
 * @demo: what to invent
 * @totals: (out): what was written
 * @error: return location
 *
 * Plays the year day by day, each with a boot of its own as in a library, and writes it as the
 * kiosk would. The same seed and catalogue give the same counts for each day. Errors: those of the
 * journal.
 */
gboolean kapka_demo_year_fill (const KapkaDemoYear *demo, KapkaDemoTotals *totals, GError **error);
