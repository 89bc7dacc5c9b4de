// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xlsxwriter.h>

#include "report/report.h"

/** KapkaXlsxPlace: where a table lies in its workbook. */
typedef struct {
  const char *sheet;
  lxw_row_t head; // Its headings; the first row lies below.
} KapkaXlsxPlace;

/**
 * kapka_xlsx_chart_new:
 * @table: whose chart is drawn
 * @place: where its figures are
 *
 * A chart that the spreadsheet draws of its own cells, and draws anew when they are changed.
 *
 * Returns: (transfer none): the chart, which belongs to @workbook.
 */
lxw_chart *kapka_xlsx_chart_new (lxw_workbook *workbook,
                                 const KapkaReportTable *table,
                                 const KapkaXlsxPlace *place);

/** Returns: how high a chart of @table is, in pixels. */
guint kapka_xlsx_chart_count_pixels (const KapkaReportTable *table);
