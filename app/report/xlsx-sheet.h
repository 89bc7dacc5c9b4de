// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/xlsx-style.h"

/** KapkaXlsxSheet: what a sheet is made of. */
typedef struct {
  lxw_workbook *workbook;
  const KapkaReport *report;
  const KapkaReportTable *table;
  const char *name;
  gboolean signature; // Whether the line to sign on stands below it.
} KapkaXlsxSheet;

/** Adds a sheet to the workbook. Returns: the first mistake of the library, or LXW_NO_ERROR. */
lxw_error kapka_xlsx_sheet_add (const KapkaXlsxSheet *sheet);
