// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "test-journal-place.h"

/** The ten years that are written, and from which day on their events are left. */
#define KAPKA_TEN_YEARS_FIRST_DAY "2016-11-01"
#define KAPKA_TEN_YEARS_LAST_DAY "2026-10-31"
#define KAPKA_TEN_YEARS_FIRST_WHOLE_DAY "2024-10-01"

/** The moment after the last visit. */
#define KAPKA_TEN_YEARS_NOW "2026-10-31T19:30:00+04:00"

/** KapkaTenYears: what was written. */
typedef struct {
  gint64 days;
  gint64 visits;
  gint64 users;
  gint64 requests;
  gint64 events; // In the file.
} KapkaTenYears;

/**
 * kapka_ten_years_fill:
 * @place: without a journal yet
 * @folded: leave of the days before KAPKA_TEN_YEARS_FIRST_WHOLE_DAY what retention leaves; else
 * keep every event, which no kiosk does
 *
 * Writes the journal of a busy centre, 1.5 million requests, the same with each call: a boot each
 * working day, visits, corrections of the day before, tallies, a batch from paper each month; all
 * of it is acked. The rows are those that the kiosk would write, row sums and roll-up included.
 */
void kapka_ten_years_fill (KapkaPlace *place, gboolean folded, KapkaTenYears *out_totals);
