// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/** KapkaXlsxColumns: how wide the columns of a sheet are, in digits of its font. */
typedef struct {
  guint n; // The one of labels comes first.
  double *widths;
  gboolean *words; // Whether it holds texts.
  double total;
} KapkaXlsxColumns;

void kapka_xlsx_columns_init (KapkaXlsxColumns *columns, const KapkaReportTable *table);
void kapka_xlsx_columns_clear (KapkaXlsxColumns *columns);

/** Returns: whether a column of figures holds a text. */
gboolean kapka_xlsx_columns_have_words (const KapkaXlsxColumns *columns);

/** Returns: how many lines @text takes in @column. */
guint
kapka_xlsx_columns_count_lines (const KapkaXlsxColumns *columns, guint column, const char *text);

/** Returns: how wide all of them are on the screen. */
guint kapka_xlsx_columns_count_pixels (const KapkaXlsxColumns *columns);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaXlsxColumns, kapka_xlsx_columns_clear)
