// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx-columns.h"

#include "report/report-private.h"
#include "report/text-table.h"

/* What a sheet looks well with, in digits; a longer text is wrapped. */
#define MIN_LABEL 12.0
#define MAX_LABEL 52.0
#define MIN_FIGURES 7.0
#define MAX_WORDS 34.0
#define MAX_HEADING 11.0

// What a page takes, and how far columns stand apart at most, in digits.
#define FULL_WIDTH 86.0
#define WIDE_GAP 4.0

// A cell has this much at its sides, in digits and in pixels, and a digit this many pixels.
#define MARGIN 1.4
#define MARGIN_PIXELS 5
#define DIGIT_PIXELS 7

// So many letters take the place of a digit; fewer bold ones do.
#define LETTERS_A_DIGIT 1.27
#define BOLD_LETTERS_A_DIGIT 1.08

static double
measure_longest_word (const char *text) {
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint longest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    longest = MAX (longest, kapka_text_width (words[i]));
  return longest / BOLD_LETTERS_A_DIGIT;
}

/* A heading takes more than one line before it makes its column wider. */
static double
measure_heading (const char *label) {
  double whole = kapka_text_width (label) / BOLD_LETTERS_A_DIGIT;

  return MAX (measure_longest_word (label), MIN (whole, MAX_HEADING));
}

/* Figures are counted as digits, words among them too: there is always room for one more. */
static double
measure_cell (const KapkaCell *cell) {
  g_autofree char *text = kapka_cell_format (cell);

  return cell->kind == KAPKA_CELL_TEXT ? MIN (kapka_text_width (text) / LETTERS_A_DIGIT, MAX_WORDS)
                                       : kapka_text_width (text);
}

static double
measure_labels (const KapkaReportTable *table) {
  double width = MAX (MIN_LABEL, measure_heading (kapka_report_table_get_corner (table)));

  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++) {
    const char *label = kapka_report_table_get_row_label (table, row);

    width = MAX (width, kapka_text_width (label) / BOLD_LETTERS_A_DIGIT);
  }
  return MIN (width, MAX_LABEL) + MARGIN;
}

static void
measure_column (KapkaXlsxColumns *columns, const KapkaReportTable *table, guint column) {
  double width =
      MAX (MIN_FIGURES, measure_heading (kapka_report_table_get_column_label (table, column)));

  columns->words[column + 1] = kapka_report_table_column_is_words (table, column);
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    width = MAX (width, measure_cell (kapka_report_table_get_cell (table, row, column)));
  columns->widths[column + 1] = width + MARGIN;
}

static void
sum_up (KapkaXlsxColumns *columns) {
  columns->total = 0;
  for (guint column = 0; column < columns->n; column++)
    columns->total += columns->widths[column];
}

/* A narrow table is as wide as a page too: figures stand apart as far as helps, and what is left
 * goes to long labels; short ones stay near their figures. */
static void
widen (KapkaXlsxColumns *columns) {
  double spare = MAX (FULL_WIDTH - columns->total, 0);
  gboolean long_labels = columns->widths[0] > columns->total / 3;
  double share = spare / columns->n;

  if (long_labels)
    share = MIN (share, WIDE_GAP);
  for (guint column = 1; column < columns->n; column++)
    columns->widths[column] += share;
  columns->widths[0] += spare - share * (columns->n - 1);
}

void
kapka_xlsx_columns_init (KapkaXlsxColumns *columns, const KapkaReportTable *table) {
  columns->n = kapka_report_table_get_n_columns (table) + 1;
  columns->widths = g_new0 (double, columns->n);
  columns->words = g_new0 (gboolean, columns->n);
  columns->widths[0] = measure_labels (table);
  for (guint column = 0; column + 1 < columns->n; column++)
    measure_column (columns, table, column);
  sum_up (columns);
  widen (columns);
  sum_up (columns);
}

void
kapka_xlsx_columns_clear (KapkaXlsxColumns *columns) {
  g_clear_pointer (&columns->widths, g_free);
  g_clear_pointer (&columns->words, g_free);
}

gboolean
kapka_xlsx_columns_have_words (const KapkaXlsxColumns *columns) {
  for (guint column = 0; column < columns->n; column++)
    if (columns->words[column])
      return TRUE;
  return FALSE;
}

guint
kapka_xlsx_columns_count_lines (const KapkaXlsxColumns *columns, guint column, const char *text) {
  guint width = (guint)((columns->widths[column] - 1) * LETTERS_A_DIGIT);
  g_auto (GStrv) lines = kapka_text_wrap (text, width);

  return g_strv_length (lines);
}

guint
kapka_xlsx_columns_count_pixels (const KapkaXlsxColumns *columns) {
  return (guint)(columns->total * DIGIT_PIXELS) + columns->n * MARGIN_PIXELS;
}
