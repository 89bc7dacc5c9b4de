// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report-private.h"

typedef struct {
  char *key;
  char *label;
} Column;

typedef struct {
  char *key;
  char *label;
  gboolean indent;
  gboolean total;
  GArray *cells; // Of KapkaCell: those filled so far.
} Row;

struct _KapkaReportTable {
  char *id;
  char *title; // (nullable)
  char *corner;
  gboolean periods_are_rows;
  char *period;       // (nullable)
  GPtrArray *columns; // Of Column.
  GPtrArray *rows;    // Of Row.
  KapkaChart chart;
  guint chart_first;
  guint chart_last;
};

static void
column_free (Column *column) {
  g_free (column->key);
  g_free (column->label);
  g_free (column);
}

static void
cell_clear (KapkaCell *cell) {
  g_free (cell->text);
}

static void
row_free (Row *row) {
  g_array_unref (row->cells);
  g_free (row->key);
  g_free (row->label);
  g_free (row);
}

KapkaReportTable *
kapka_report_table_new (const char *id,
                        const char *title,
                        const char *corner,
                        gboolean periods_are_rows) {
  KapkaReportTable *table = g_new0 (KapkaReportTable, 1);

  table->id = g_strdup (id);
  table->title = g_strdup (title);
  table->corner = g_strdup (corner);
  table->periods_are_rows = periods_are_rows;
  table->columns = g_ptr_array_new_with_free_func ((GDestroyNotify)column_free);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  return table;
}

void
kapka_report_table_free (KapkaReportTable *table) {
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table->id);
  g_free (table->title);
  g_free (table->corner);
  g_free (table->period);
  g_free (table);
}

void
kapka_report_table_set_period (KapkaReportTable *table, const char *period) {
  g_free (table->period);
  table->period = g_strdup (period);
}

const char *
kapka_report_table_get_period (const KapkaReportTable *table) {
  return table->period;
}

void
kapka_report_table_add_column (KapkaReportTable *table, const char *key, const char *label) {
  Column *column = g_new0 (Column, 1);

  column->key = g_strdup (key);
  column->label = g_strdup (label);
  g_ptr_array_add (table->columns, column);
}

void
kapka_report_table_add_row (KapkaReportTable *table,
                            const char *key,
                            const char *label,
                            gboolean indent,
                            gboolean total) {
  Row *row = g_new0 (Row, 1);

  row->key = g_strdup (key);
  row->label = g_strdup (label);
  row->indent = indent;
  row->total = total;
  row->cells = g_array_new (FALSE, TRUE, sizeof (KapkaCell));
  g_array_set_clear_func (row->cells, (GDestroyNotify)cell_clear);
  g_ptr_array_add (table->rows, row);
}

void
kapka_report_table_add_cell (KapkaReportTable *table,
                             KapkaCellKind kind,
                             gint64 number,
                             const char *text) {
  KapkaCell cell = { kind, number, g_strdup (text) };
  const Row *row;

  g_return_if_fail (table->rows->len > 0);
  row = g_ptr_array_index (table->rows, table->rows->len - 1);
  g_return_if_fail (row->cells->len < table->columns->len);
  g_array_append_val (row->cells, cell);
}

void
kapka_report_table_add_number (KapkaReportTable *table, gint64 number) {
  kapka_report_table_add_cell (table, KAPKA_CELL_NUMBER, number, NULL);
}

void
kapka_report_table_set_chart (KapkaReportTable *table, KapkaChart chart, guint first, guint last) {
  table->chart = chart;
  table->chart_first = first;
  table->chart_last = last;
}

KapkaChart
kapka_report_table_get_chart (const KapkaReportTable *table, guint *out_first, guint *out_last) {
  *out_first = table->chart_first;
  *out_last = table->chart_last;
  return table->chart;
}

const char *
kapka_report_table_get_id (const KapkaReportTable *table) {
  return table->id;
}

const char *
kapka_report_table_get_title (const KapkaReportTable *table) {
  return table->title;
}

const char *
kapka_report_table_get_corner (const KapkaReportTable *table) {
  return table->corner;
}

gboolean
kapka_report_table_get_periods_are_rows (const KapkaReportTable *table) {
  return table->periods_are_rows;
}

guint
kapka_report_table_get_n_columns (const KapkaReportTable *table) {
  return table->columns->len;
}

static const Column *
get_column (const KapkaReportTable *table, guint column) {
  return g_ptr_array_index (table->columns, column);
}

const char *
kapka_report_table_get_column_key (const KapkaReportTable *table, guint column) {
  return get_column (table, column)->key;
}

const char *
kapka_report_table_get_column_label (const KapkaReportTable *table, guint column) {
  return get_column (table, column)->label;
}

guint
kapka_report_table_get_n_rows (const KapkaReportTable *table) {
  return table->rows->len;
}

static const Row *
get_row (const KapkaReportTable *table, guint row) {
  return g_ptr_array_index (table->rows, row);
}

const char *
kapka_report_table_get_row_key (const KapkaReportTable *table, guint row) {
  return get_row (table, row)->key;
}

const char *
kapka_report_table_get_row_label (const KapkaReportTable *table, guint row) {
  return get_row (table, row)->label;
}

gboolean
kapka_report_table_is_indented (const KapkaReportTable *table, guint row) {
  return get_row (table, row)->indent;
}

gboolean
kapka_report_table_is_total (const KapkaReportTable *table, guint row) {
  return get_row (table, row)->total;
}

const KapkaCell *
kapka_report_table_get_cell (const KapkaReportTable *table, guint row, guint column) {
  static const KapkaCell missing = { KAPKA_CELL_MISSING, 0, NULL };
  const GArray *cells = get_row (table, row)->cells;

  g_return_val_if_fail (column < table->columns->len, NULL);
  return column < cells->len ? &g_array_index (cells, KapkaCell, column) : &missing;
}

gboolean
kapka_report_table_column_is_words (const KapkaReportTable *table, guint column) {
  guint n_words = 0;

  for (guint row = 0; row < table->rows->len; row++)
    if (kapka_report_table_get_cell (table, row, column)->kind == KAPKA_CELL_TEXT)
      n_words++;
  return 2 * n_words > table->rows->len;
}
