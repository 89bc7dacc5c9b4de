// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx-sheet.h"

#include "report/chart-model.h"
#include "report/report-private.h"
#include "report/text-table.h"
#include "report/xlsx-chart.h"
#include "report/xlsx-columns.h"
#include "report/xlsx-page.h"

// Rows of a sheet are this high, in points, unless they are told otherwise.
#define ROW_HEIGHT 15.0
#define LINE_HEIGHT 12.75
#define MAX_HEIGHT 409.0
#define POINTS_A_PIXEL 0.75

// So many letters of a paragraph take the place of a digit.
#define LETTERS_A_DIGIT 1.15

// A cell holds twice as many units of UTF-16.
#define MAX_LETTERS 16000

// The size of a chart, in pixels, that is not scaled.
#define CHART_WIDTH 480.0
#define CHART_HEIGHT 288.0

/* A sheet on its way: all is written from the top down. */
typedef struct {
  const KapkaXlsxSheet *sheet;
  lxw_worksheet *worksheet;
  KapkaXlsxStyle style;
  KapkaXlsxColumns columns;
  lxw_row_t row; // The next one.
  double height; // Of all rows above it, in points.
  lxw_error result;
} Writer;

static void
note (Writer *writer, lxw_error result) {
  if (writer->result == LXW_NO_ERROR)
    writer->result = result;
}

/* Returns (transfer full): @text, or as much of it as a cell holds. */
static char *
cut (const char *text) {
  return g_utf8_strlen (text, -1) > MAX_LETTERS ? g_utf8_substring (text, 0, MAX_LETTERS)
                                                : g_strdup (text);
}

static void
write_text (Writer *writer, guint column, const char *whole, lxw_format *format) {
  g_autofree char *text = cut (whole);

  note (writer,
        worksheet_write_string (writer->worksheet, writer->row, (lxw_col_t)column, text, format));
}

static void
skip (Writer *writer, guint n_rows) {
  writer->row += n_rows;
  writer->height += n_rows * ROW_HEIGHT;
}

/* Ends a row of @n_lines of text. Not every program makes rows as high as their text. */
static void
end_row (Writer *writer, guint n_lines, double scale) {
  double height = MIN (n_lines * LINE_HEIGHT * scale + 2.25, MAX_HEIGHT);

  note (writer, worksheet_set_row (writer->worksheet, writer->row, height, NULL));
  writer->row++;
  writer->height += height;
}

static guint
count_lines (const Writer *writer, const char *text, double scale) {
  double width = writer->columns.total * LETTERS_A_DIGIT / scale;
  g_auto (GStrv) lines = kapka_text_wrap (text, MAX ((guint)width, 1));

  return g_strv_length (lines);
}

/* Writes a paragraph as wide as the table. */
static void
write_paragraph (Writer *writer, const char *whole, lxw_format *format) {
  g_autofree char *text = cut (whole);
  lxw_col_t last = (lxw_col_t)(writer->columns.n - 1);
  double scale = format->font_size / KAPKA_XLSX_FONT_SIZE;

  if (last > 0)
    note (writer, worksheet_merge_range (writer->worksheet, writer->row, 0, writer->row, last, text,
                                         format));
  else
    write_text (writer, 0, text, format);
  end_row (writer, count_lines (writer, text, scale), scale);
}

static void
write_facts (Writer *writer) {
  const KapkaReport *report = writer->sheet->report;

  write_paragraph (writer, kapka_report_get_title (report), writer->style.title);
  for (guint i = 0; i < kapka_report_get_n_facts (report); i++) {
    g_autofree char *line = NULL;
    const char *label;
    const char *value;

    kapka_report_get_fact (report, i, &label, &value);
    line = g_strdup_printf ("%s: %s", label, value);
    write_paragraph (writer, line, writer->style.fact);
  }
}

/* Writes a text of the table; @n_lines grows to the lines that its row needs. */
static void
write_words (Writer *writer, guint column, const char *text, lxw_format *format, guint *n_lines) {
  *n_lines = MAX (*n_lines, kapka_xlsx_columns_count_lines (&writer->columns, column, text));
  write_text (writer, column, text, format);
}

static void
write_heads (Writer *writer) {
  const KapkaReportTable *table = writer->sheet->table;
  const KapkaXlsxStyle *style = &writer->style;
  guint n_lines = 1;

  write_words (writer, 0, kapka_report_table_get_corner (table), style->corner, &n_lines);
  for (guint column = 1; column < writer->columns.n; column++)
    write_words (writer, column, kapka_report_table_get_column_label (table, column - 1),
                 writer->columns.words[column] ? style->head_words : style->head, &n_lines);
  note (writer, worksheet_repeat_rows (writer->worksheet, writer->row, writer->row));
  end_row (writer, n_lines, 1);
}

static void
write_cell (Writer *writer, guint column, const KapkaCell *cell, gboolean total, guint *n_lines) {
  lxw_format *format =
      kapka_xlsx_style_get_cell (&writer->style, cell, writer->columns.words[column], total);
  g_autofree char *text = kapka_cell_format (cell);

  if (cell->kind == KAPKA_CELL_TEXT || cell->kind == KAPKA_CELL_MISSING)
    write_words (writer, column, text, format, n_lines);
  else
    note (writer, worksheet_write_number (writer->worksheet, writer->row, (lxw_col_t)column,
                                          kapka_xlsx_style_get_value (cell), format));
}

static void
write_row (Writer *writer, guint row) {
  const KapkaReportTable *table = writer->sheet->table;
  const KapkaXlsxStyle *style = &writer->style;
  gboolean total = kapka_report_table_is_total (table, row);
  gboolean indented = kapka_report_table_is_indented (table, row);
  guint n_lines = 1;

  write_words (writer, 0, kapka_report_table_get_row_label (table, row),
               indented ? style->indented[total] : style->label[total], &n_lines);
  for (guint column = 1; column < writer->columns.n; column++)
    write_cell (writer, column, kapka_report_table_get_cell (table, row, column - 1), total,
                &n_lines);
  end_row (writer, n_lines, 1);
}

/* Returns: the row of the headings. */
static lxw_row_t
write_table (Writer *writer) {
  const KapkaReportTable *table = writer->sheet->table;
  lxw_row_t head;
  const char *title = kapka_report_table_get_title (table);

  skip (writer, 1);
  if (title != NULL)
    write_paragraph (writer, title, writer->style.heading);
  head = writer->row;
  write_heads (writer);
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    write_row (writer, row);
  if (kapka_report_table_get_n_rows (table) == 0)
    write_paragraph (writer, KAPKA_REPORT_NO_ROWS, writer->style.fact);
  return head;
}

/* A chart lies over the cells; the rows below it stay free. */
static void
write_chart (Writer *writer, lxw_row_t head) {
  KapkaXlsxPlace place = { .sheet = writer->sheet->name, .head = head };
  lxw_chart_options options = { 0 };
  guint height = kapka_xlsx_chart_count_pixels (writer->sheet->table);
  lxw_chart *chart = kapka_xlsx_chart_new (writer->sheet->workbook, writer->sheet->table, &place);

  options.x_scale = kapka_xlsx_columns_count_pixels (&writer->columns) / CHART_WIDTH;
  options.y_scale = height / CHART_HEIGHT;
  options.description = (char *)kapka_report_table_get_title (writer->sheet->table);
  skip (writer, 1);
  note (writer, worksheet_insert_chart_opt (writer->worksheet, writer->row, 0, chart, &options));
  skip (writer, (guint)(height * POINTS_A_PIXEL / ROW_HEIGHT) + 1);
}

static void
write_signature (Writer *writer) {
  const KapkaXlsxStyle *style = &writer->style;

  skip (writer, 1);
  write_paragraph (writer,
                   "Ответственное лицо  ____________________  ____________  ____________________",
                   style->line);
  write_paragraph (writer, "должность, подпись, расшифровка подписи", style->caption);
  skip (writer, 1);
  write_paragraph (writer, "«____» ______________ 20____ г.", style->line);
}

static void
write_remarks (Writer *writer) {
  const KapkaReport *report = writer->sheet->report;

  skip (writer, 1);
  for (guint i = 0; i < kapka_report_get_n_remarks (report); i++)
    write_paragraph (writer, kapka_report_get_remark (report, i), writer->style.remark);
  if (writer->sheet->signature)
    write_signature (writer);
}

static void
set_columns (Writer *writer) {
  for (guint column = 0; column < writer->columns.n; column++)
    note (writer, worksheet_set_column (writer->worksheet, (lxw_col_t)column, (lxw_col_t)column,
                                        writer->columns.widths[column], NULL));
}

lxw_error
kapka_xlsx_sheet_add (const KapkaXlsxSheet *sheet) {
  Writer writer = { .sheet = sheet };
  lxw_row_t head;

  writer.worksheet = workbook_add_worksheet (sheet->workbook, sheet->name);
  if (writer.worksheet == NULL)
    return LXW_ERROR_PARAMETER_VALIDATION;
  kapka_xlsx_columns_init (&writer.columns, sheet->table);
  kapka_xlsx_style_init (&writer.style, sheet->workbook,
                         kapka_xlsx_columns_have_words (&writer.columns));
  set_columns (&writer);
  write_facts (&writer);
  head = write_table (&writer);
  if (kapka_chart_model_is_drawn (sheet->table))
    write_chart (&writer, head);
  write_remarks (&writer);
  note (&writer, kapka_xlsx_page_set (writer.worksheet, kapka_report_get_title (sheet->report),
                                      writer.columns.total, writer.height));
  kapka_xlsx_columns_clear (&writer.columns);
  return writer.result;
}
