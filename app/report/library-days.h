// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/figures.h"
#include "report/library-reports.h"

/** KapkaLibraryDay: a day of the calendar as the journal has it. */
typedef struct {
  char day[11];
  guint weekday;  // Monday is 1.
  gboolean known; // The kiosk was on, or something was counted; else the figures mean nothing.
  KapkaFigures figures;
} KapkaLibraryDay;

/** Returns: (transfer full) (element-type KapkaLibraryDay): every day from @first_day to @last_day;
 * or %NULL. */
GArray *kapka_library_days_read (KapkaDesk *desk,
                                 const char *first_day,
                                 const char *last_day,
                                 GError **error);

/**
 * kapka_library_days_add_remark:
 * @days: of a month or of a year
 * @today: the present day; it is not over, so the kiosk may still be switched on
 *
 * Adds on which of the days that are over the kiosk was not on: the days of a month, the number of
 * days in each month of a year. Of a period without any figure it says just that.
 */
void kapka_library_days_add_remark (KapkaReport *report, const GArray *days, const char *today);
