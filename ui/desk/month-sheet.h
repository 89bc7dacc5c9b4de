// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/month.h"
#include "journal/figures.h"
#include "report/library-reports.h"

/** KapkaSheetDay: a row of the diary. */
typedef struct {
  char day[11];
  gboolean known; // The journal has a figure of it; else `figures` means nothing.
  gboolean future;
  KapkaFigures figures;
} KapkaSheetDay;

/** KapkaMonthSheet: a month of the paper diary. */
typedef struct {
  char month[8];
  char today[11];
  guint n_days;
  KapkaSheetDay days[31];
  KapkaFigures total;
  KapkaFigures year; // From the first of January to the end of the month.
  gboolean folded;   // Some of its days are kept as figures alone.
  KapkaMonthState *state;
} KapkaMonthSheet;

/** @month: (nullable): `YYYY-MM`; %NULL: the present one. Returns: (transfer full): the sheet, or
 * %NULL. */
KapkaMonthSheet *
kapka_month_sheet_read (const KapkaReportSource *source, const char *month, GError **error);
void kapka_month_sheet_free (KapkaMonthSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaMonthSheet, kapka_month_sheet_free)
