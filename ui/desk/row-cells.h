// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog.h"

/** KapkaTone: how loud the text of a column is. */
typedef enum {
  KAPKA_TONE_PLAIN,
  KAPKA_TONE_STRONG,
  KAPKA_TONE_QUIET,
  KAPKA_TONE_SMALL, // Of headings.
} KapkaTone;

/** KapkaColumn: one column of a table. */
typedef struct {
  int width; // Beside letters of 20 px; 0: an equal part of what the others leave.
  float xalign;
  KapkaTone tone;
} KapkaColumn;

/**
 * KapkaRowCells:
 * A line of a table, drawn as a whole: a list of hundreds of rows costs one widget for each and
 * lays out only the text that is seen. It has no words of its own for a screen reader: the row
 * around it says them.
 */
#define KAPKA_TYPE_ROW_CELLS (kapka_row_cells_get_type ())
G_DECLARE_FINAL_TYPE (KapkaRowCells, kapka_row_cells, KAPKA, ROW_CELLS, GtkWidget)

/**
 * kapka_row_cells_new:
 * @columns: (array length=n_columns): static
 * @height: of the line beside letters of 20 px
 *
 * Returns: (transfer floating): a line without text.
 */
GtkWidget *kapka_row_cells_new (const KapkaColumn *columns, guint n_columns, int height);

/** Puts @text, which may be %NULL for none, into a column. */
void kapka_row_cells_set_text (KapkaRowCells *cells, guint column, const char *text);

/** Lets the text of @column be a quiet remark that runs on over all columns to its right, which are
 * not drawn; -1: none. */
void kapka_row_cells_set_wide (KapkaRowCells *cells, int column);

/**
 * kapka_row_cells_set_services:
 * @catalog: (transfer none): outlives the cells
 * @services: bit 0 is s1, bit 5 is s6
 *
 * Puts the signs of services into a column: before its text, or above it in a line that is high
 * enough.
 */
void kapka_row_cells_set_services (KapkaRowCells *cells,
                                   guint column,
                                   const KapkaCatalog *catalog,
                                   guint services);
