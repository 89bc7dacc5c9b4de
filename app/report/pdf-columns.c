// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf-columns.h"

#include "report/report-private.h"

// Letters of a table: those tried first, those that are still read with ease, the smallest.
#define LARGEST 9.5
#define EASY 7.75
#define SMALLEST 5.5

// A heading of figures and a column of texts are broken before they take more than this.
#define WIDE_HEADING 72.0
#define WIDE_WORDS 130.0

// A label that takes no more than this is not broken.
#define SHORT_LABEL 96.0

// More than this does not set columns apart any better.
#define WIDE_GAP 18.0

static double
measure (const KapkaPdfPage *page, const char *text, KapkaLetters letters) {
  g_autoptr (PangoLayout) layout = kapka_pdf_page_lay_out (page, text, letters, -1);

  /* A hair more, so that what was measured is not broken. */
  return kapka_lettering_get_width (layout) + 0.1;
}

static double
measure_longest_word (const KapkaPdfPage *page, const char *text, KapkaLetters letters) {
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  double longest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    longest = MAX (longest, measure (page, words[i], letters));
  return longest;
}

/* Makes the column as wide as @text asks for. */
static void
take_words (KapkaPdfColumn *column,
            const KapkaPdfPage *page,
            const char *text,
            KapkaLetters letters,
            double margin,
            double wide) {
  double least = measure_longest_word (page, text, letters) + margin;
  double natural = MIN (measure (page, text, letters) + margin, wide);

  column->least = MAX (column->least, least);
  column->natural = MAX (column->natural, MAX (natural, least));
}

static void
take_cell (KapkaPdfColumn *column,
           const KapkaPdfPage *page,
           const KapkaCell *cell,
           KapkaLetters letters) {
  g_autofree char *text = kapka_cell_format (cell);
  double width;

  if (cell->kind == KAPKA_CELL_TEXT) {
    take_words (column, page, text, letters, 2 * KAPKA_PDF_CELL_MARGIN, G_MAXDOUBLE);
    return;
  }
  width = measure (page, text, letters) + 2 * KAPKA_PDF_CELL_MARGIN;
  column->least = MAX (column->least, width);
  column->natural = MAX (column->natural, width);
}

static void
measure_label (KapkaPdfColumn *column,
               const KapkaPdfPage *page,
               const KapkaReportTable *table,
               guint row,
               double size) {
  const char *label = kapka_report_table_get_row_label (table, row);
  KapkaLetters letters = { size, kapka_report_table_is_total (table, row) };
  double margin = 2 * KAPKA_PDF_CELL_MARGIN;
  double whole;

  if (kapka_report_table_is_indented (table, row))
    margin += KAPKA_PDF_INDENT;
  take_words (column, page, label, letters, margin, G_MAXDOUBLE);
  whole = measure (page, label, letters) + margin;
  if (whole <= SHORT_LABEL)
    column->least = MAX (column->least, whole);
}

static void
measure_labels (KapkaPdfColumn *column,
                const KapkaPdfPage *page,
                const KapkaReportTable *table,
                double size) {
  take_words (column, page, kapka_report_table_get_corner (table), (KapkaLetters){ size, TRUE },
              2 * KAPKA_PDF_CELL_MARGIN, WIDE_HEADING);
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    measure_label (column, page, table, row, size);
}

static void
measure_column (KapkaPdfColumn *column,
                const KapkaPdfPage *page,
                const KapkaReportTable *table,
                guint index,
                double size) {
  take_words (column, page, kapka_report_table_get_column_label (table, index),
              (KapkaLetters){ size, TRUE }, 2 * KAPKA_PDF_CELL_MARGIN, WIDE_HEADING);
  column->words = kapka_report_table_column_is_words (table, index);
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    take_cell (column, page, kapka_report_table_get_cell (table, row, index),
               (KapkaLetters){ size, kapka_report_table_is_total (table, row) });
}

static void
measure_all (KapkaPdfColumns *columns,
             const KapkaPdfPage *page,
             const KapkaReportTable *table,
             double size) {
  columns->n = kapka_report_table_get_n_columns (table) + 1;
  columns->columns = g_new0 (KapkaPdfColumn, columns->n);
  columns->size = size;
  measure_labels (&columns->columns[0], page, table, size);
  for (guint index = 1; index < columns->n; index++)
    measure_column (&columns->columns[index], page, table, index - 1, size);
}

static void
sum (const KapkaPdfColumns *columns, double *out_least, double *out_natural) {
  *out_least = 0;
  *out_natural = 0;
  for (guint i = 0; i < columns->n; i++) {
    *out_least += columns->columns[i].least;
    *out_natural += columns->columns[i].natural;
  }
}

/* Figures stand apart as far as they can; what is left then goes to long labels. */
static void
spread (KapkaPdfColumns *columns, double natural, double width) {
  gboolean long_labels = columns->columns[0].natural > natural / 3;
  double share = (width - natural) / columns->n;

  for (guint i = 0; i < columns->n; i++)
    columns->columns[i].width =
        columns->columns[i].natural + (long_labels ? MIN (share, WIDE_GAP) : share);
  for (guint i = 1; long_labels && i < columns->n; i++)
    width -= columns->columns[i].width;
  if (long_labels)
    columns->columns[0].width = width;
}

/* Columns give up in proportion to what they can do without. */
static void
squeeze (KapkaPdfColumns *columns, double least, double natural, double width) {
  double part = natural > least ? MAX (width - least, 0) / (natural - least) : 0;
  double scale = MIN (width / least, 1);

  for (guint i = 0; i < columns->n; i++) {
    const KapkaPdfColumn *column = &columns->columns[i];

    columns->columns[i].width = (column->least + (column->natural - column->least) * part) * scale;
  }
}

void
kapka_pdf_columns_init (KapkaPdfColumns *columns,
                        const KapkaPdfPage *page,
                        const KapkaReportTable *table) {
  double size = LARGEST * page->shape.letters;
  double least;
  double natural;

  measure_all (columns, page, table, size);
  sum (columns, &least, &natural);
  while (least > page->width && size > SMALLEST) {
    size = MAX (size - 0.5, SMALLEST);
    kapka_pdf_columns_clear (columns);
    measure_all (columns, page, table, size);
    sum (columns, &least, &natural);
  }
  if (natural <= page->width)
    spread (columns, natural, page->width);
  else
    squeeze (columns, least, natural, page->width);
}

void
kapka_pdf_columns_clear (KapkaPdfColumns *columns) {
  g_clear_pointer (&columns->columns, g_free);
}

gboolean
kapka_pdf_columns_are_at_ease (const KapkaPdfPage *page, const KapkaReportTable *table) {
  g_auto (KapkaPdfColumns) columns = { 0 };
  double needed = 0;

  measure_all (&columns, page, table, EASY);
  for (guint i = 0; i < columns.n; i++) {
    const KapkaPdfColumn *column = &columns.columns[i];

    needed +=
        column->words ? MAX (column->least, MIN (column->natural, WIDE_WORDS)) : column->least;
  }
  return needed <= page->width;
}
