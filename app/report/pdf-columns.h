// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/pdf-page.h"
#include "report/report.h"

/** KapkaPdfColumn: how wide a column of a table is. */
typedef struct {
  double least;   // Its longest word.
  double natural; // What it would take if it were alone.
  double width;
  gboolean words; // Whether it holds texts.
} KapkaPdfColumn;

/** KapkaPdfColumns: those of a table, the one of labels first. */
typedef struct {
  KapkaPdfColumn *columns;
  guint n;
  double size; // Of the letters that fit.
} KapkaPdfColumns;

/**
 * kapka_pdf_columns_init:
 * @page: whose letters measure; its width is what the columns get
 *
 * Divides the width of the page among the columns of @table, with letters as large as it allows.
 */
void kapka_pdf_columns_init (KapkaPdfColumns *columns,
                             const KapkaPdfPage *page,
                             const KapkaReportTable *table);
void kapka_pdf_columns_clear (KapkaPdfColumns *columns);

/** Returns: whether @table reads well on pages as wide as @page. */
gboolean kapka_pdf_columns_are_at_ease (const KapkaPdfPage *page, const KapkaReportTable *table);

/** Room between the line around a cell and its text. */
#define KAPKA_PDF_CELL_MARGIN 4.0

/** How far a label that is a part of the one above stands in. */
#define KAPKA_PDF_INDENT 12.0

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaPdfColumns, kapka_pdf_columns_clear)
