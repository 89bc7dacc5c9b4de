// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xlsxwriter.h>

#include "report/report.h"

/** A font that every office has, with the letters of the languages of Russia; PT Sans is on few of
 * their machines. */
#define KAPKA_XLSX_FONT "Arial"
#define KAPKA_XLSX_FONT_SIZE 10.0

#define KAPKA_XLSX_INK 0x1f1a17
#define KAPKA_XLSX_QUIET 0x5c534c
#define KAPKA_XLSX_LINE 0xd9d2c5
#define KAPKA_XLSX_ACCENT 0xa3282a

/** How a length of time is written: each length in the unit that fits it. */
typedef enum {
  KAPKA_XLSX_SECONDS,
  KAPKA_XLSX_MINUTES_AND_SECONDS,
  KAPKA_XLSX_MINUTES,
  KAPKA_XLSX_N_LENGTHS,
} KapkaXlsxLength;

/** KapkaXlsxStyle: the formats of a sheet, which its workbook owns; in pairs the second is that of
 * a row that is a total. */
typedef struct {
  lxw_format *title;
  lxw_format *fact;
  lxw_format *heading; // Above a table.
  lxw_format *corner;
  lxw_format *head;
  lxw_format *head_words; // Of a column of texts.
  lxw_format *label[2];
  lxw_format *indented[2];
  lxw_format *words[2];                      // Of a column of texts.
  lxw_format *cells[KAPKA_CELL_MORE + 1][2]; // By kind, save SECONDS; TEXT among figures.
  lxw_format *lengths[KAPKA_XLSX_N_LENGTHS][2];
  lxw_format *remark;
  lxw_format *line;    // To sign on.
  lxw_format *caption; // Below it.
} KapkaXlsxStyle;

/** @words: whether the table holds texts: then all cells of a row begin in its first line, else
 * figures stand in the last line of their label. */
void kapka_xlsx_style_init (KapkaXlsxStyle *style, lxw_workbook *workbook, gboolean words);

/** @words: whether the column is one of texts. Returns: the format of a cell. */
lxw_format *kapka_xlsx_style_get_cell (const KapkaXlsxStyle *style,
                                       const KapkaCell *cell,
                                       gboolean words,
                                       gboolean total);

/** Returns: how numbers of @kind are written. */
const char *kapka_xlsx_style_get_number_format (KapkaCellKind kind);

/** Returns: what a cell holds as a spreadsheet reckons: a share of 1, a part of a day. */
double kapka_xlsx_style_get_value (const KapkaCell *cell);
