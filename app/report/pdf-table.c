// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf-table.h"

#include "report/pdf-columns.h"
#include "report/report-private.h"

#define TITLE_SIZE 12.0
#define PADDING 2.8

// Rows of a table that is not worth to be broken.
#define SHORT_TABLE 14

/* A table on its way. */
typedef struct {
  KapkaPdfPage *page;
  const KapkaReportTable *table;
  KapkaPdfColumns columns;
  gboolean words; // Cells of a row begin in its first line; else figures stand in the last.
} Writer;

/* The cells of a row, laid out. */
typedef struct {
  GPtrArray *layouts; // Of PangoLayout.
  double height;
} Line;

static void
line_clear (Line *line) {
  g_clear_pointer (&line->layouts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

static double
get_padding (const Writer *writer) {
  return PADDING * writer->page->shape.space;
}

static void
line_init (Line *line) {
  line->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  line->height = 0;
}

static void
line_add (Line *line, const Writer *writer, const char *text, gboolean bold, double indent) {
  const KapkaPdfColumn *column = &writer->columns.columns[line->layouts->len];
  PangoLayout *layout =
      kapka_pdf_page_lay_out (writer->page, text, (KapkaLetters){ writer->columns.size, bold },
                              MAX (column->width - 2 * KAPKA_PDF_CELL_MARGIN - indent, 1));

  if (line->layouts->len > 0 && !column->words)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  g_ptr_array_add (line->layouts, layout);
  line->height = MAX (line->height, kapka_lettering_get_height (layout) + 2 * get_padding (writer));
}

/* Writes the cells; @lowest: those that are lower stand at the bottom of the row. */
static void
line_show (const Line *line, const Writer *writer, double indent, gboolean lowest) {
  KapkaPdfPage *page = writer->page;
  double x = page->x + KAPKA_PDF_CELL_MARGIN;

  for (guint i = 0; i < line->layouts->len; i++) {
    PangoLayout *layout = g_ptr_array_index (line->layouts, i);
    double drop =
        lowest ? line->height - 2 * get_padding (writer) - kapka_lettering_get_height (layout) : 0;

    kapka_pdf_page_show (page, layout, x + (i == 0 ? indent : 0),
                         page->y + get_padding (writer) + drop, KAPKA_PDF_INK);
    x += writer->columns.columns[i].width;
  }
}

static void
lay_out_heads (Line *line, const Writer *writer) {
  line_init (line);
  line_add (line, writer, kapka_report_table_get_corner (writer->table), TRUE, 0);
  for (guint column = 1; column < writer->columns.n; column++)
    line_add (line, writer, kapka_report_table_get_column_label (writer->table, column - 1), TRUE,
              0);
}

static void
write_heads (const Writer *writer) {
  KapkaPdfPage *page = writer->page;
  g_auto (Line) line = { 0 };

  lay_out_heads (&line, writer);
  kapka_pdf_page_fill (page, page->x, page->y, page->width, line.height, KAPKA_PDF_SHADE);
  kapka_pdf_page_rule (page, page->x, page->y, page->width, 0.9, KAPKA_PDF_INK);
  line_show (&line, writer, 0, TRUE);
  page->y += line.height;
  kapka_pdf_page_rule (page, page->x, page->y, page->width, 0.9, KAPKA_PDF_INK);
}

static double
get_indent (const Writer *writer, guint row) {
  return kapka_report_table_is_indented (writer->table, row) ? KAPKA_PDF_INDENT : 0;
}

static void
lay_out_row (Line *line, const Writer *writer, guint row) {
  gboolean bold = kapka_report_table_is_total (writer->table, row);

  line_init (line);
  line_add (line, writer, kapka_report_table_get_row_label (writer->table, row), bold,
            get_indent (writer, row));
  for (guint column = 1; column < writer->columns.n; column++) {
    g_autofree char *text =
        kapka_cell_format (kapka_report_table_get_cell (writer->table, row, column - 1));

    line_add (line, writer, text, bold, 0);
  }
}

static double
measure_row (const Writer *writer, guint row) {
  g_auto (Line) line = { 0 };

  lay_out_row (&line, writer, row);
  return line.height;
}

/* Totals are never alone on a page: they go with the row above. */
static double
measure_totals_below (const Writer *writer, guint row) {
  double height = 0;

  for (row++; row < kapka_report_table_get_n_rows (writer->table) &&
              kapka_report_table_is_total (writer->table, row);
       row++)
    height += measure_row (writer, row);
  return height;
}

static void
write_again (const Writer *writer) {
  const char *title = kapka_report_table_get_title (writer->table);
  g_autofree char *text =
      title != NULL ? g_strconcat (title, " (продолжение)", NULL) : g_strdup ("Продолжение");

  kapka_pdf_page_write (writer->page, text, (KapkaLetters){ KAPKA_PDF_AGAIN_SIZE, FALSE },
                        KAPKA_PDF_QUIET);
  kapka_pdf_page_skip (writer->page, 5);
  write_heads (writer);
}

static void
write_row (const Writer *writer, guint row) {
  KapkaPdfPage *page = writer->page;
  gboolean total = kapka_report_table_is_total (writer->table, row);
  g_auto (Line) line = { 0 };

  lay_out_row (&line, writer, row);
  if (kapka_pdf_page_ensure (page, line.height + measure_totals_below (writer, row)))
    write_again (writer);
  if (total)
    kapka_pdf_page_rule (page, page->x, page->y, page->width, 0.9, KAPKA_PDF_INK);
  line_show (&line, writer, get_indent (writer, row), !writer->words);
  page->y += line.height;
  kapka_pdf_page_rule (page, page->x, page->y, page->width, 0.5,
                       total ? KAPKA_PDF_INK : KAPKA_PDF_LINE);
}

/* A table without rows is not one that was forgotten. */
static void
write_nothing (const Writer *writer) {
  KapkaPdfPage *page = writer->page;
  g_autoptr (PangoLayout) layout = kapka_pdf_page_lay_out (
      page, KAPKA_REPORT_NO_ROWS, (KapkaLetters){ writer->columns.size, FALSE }, -1);

  kapka_pdf_page_show (page, layout, page->x + KAPKA_PDF_CELL_MARGIN,
                       page->y + get_padding (writer), KAPKA_PDF_QUIET);
  page->y += kapka_lettering_get_height (layout) + 2 * get_padding (writer);
  kapka_pdf_page_rule (page, page->x, page->y, page->width, 0.5, KAPKA_PDF_LINE);
}

static gboolean
have_words (const KapkaPdfColumns *columns) {
  for (guint i = 0; i < columns->n; i++)
    if (columns->columns[i].words)
      return TRUE;
  return FALSE;
}

/* A short table stays in one piece; of a long one the title, the headings and the first two rows
 * stay together. */
static void
ensure_beginning (const Writer *writer) {
  guint n_rows = kapka_report_table_get_n_rows (writer->table);
  double height = 2 * TITLE_SIZE;
  g_auto (Line) heads = { 0 };

  lay_out_heads (&heads, writer);
  height += heads.height;
  for (guint row = 0; row < (n_rows <= SHORT_TABLE ? n_rows : 2); row++)
    height += measure_row (writer, row);
  kapka_pdf_page_ensure (writer->page, height);
}

void
kapka_pdf_table_write (KapkaPdfPage *page, const KapkaReportTable *table) {
  const char *title = kapka_report_table_get_title (table);
  Writer writer = { .page = page, .table = table };

  kapka_pdf_columns_init (&writer.columns, page, table);
  writer.words = have_words (&writer.columns);
  ensure_beginning (&writer);
  if (title != NULL) {
    kapka_pdf_page_write (page, title, (KapkaLetters){ TITLE_SIZE, TRUE }, KAPKA_PDF_ACCENT);
    kapka_pdf_page_skip (page, 5);
  }
  write_heads (&writer);
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    write_row (&writer, row);
  if (kapka_report_table_get_n_rows (table) == 0)
    write_nothing (&writer);
  kapka_pdf_columns_clear (&writer.columns);
}
