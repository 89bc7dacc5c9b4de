// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx-chart.h"

#include "report/chart-model.h"
#include "report/xlsx-style.h"

// More labels than this would lie upon each other.
#define MAX_LABELS 16

// Heights in pixels; a bar comes on top of the second.
#define COLUMNS_HEIGHT 280
#define BARS_HEIGHT 90

static guint
count_groups (const KapkaReportTable *table) {
  guint n = 0;

  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    n += kapka_report_table_is_total (table, row) ? 0 : 1;
  return n;
}

guint
kapka_xlsx_chart_count_pixels (const KapkaReportTable *table) {
  guint first;
  guint last;

  if (kapka_report_table_get_chart (table, &first, &last) == KAPKA_CHART_COLUMNS)
    return COLUMNS_HEIGHT;
  return BARS_HEIGHT + count_groups (table) * (24 + 14 * (last - first + 1));
}

/* A run of rows between totals, as the cells of one column. */
static void
append_run (GString *range, const char *sheet, guint column, lxw_row_t first, lxw_row_t last) {
  char from[LXW_MAX_CELL_NAME_LENGTH];
  char to[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell_abs (from, first, (lxw_col_t)column, LXW_TRUE, LXW_TRUE);
  lxw_rowcol_to_cell_abs (to, last, (lxw_col_t)column, LXW_TRUE, LXW_TRUE);
  g_string_append_printf (range, "%s%s!%s:%s", range->len > 0 ? "," : "", sheet, from, to);
}

/* Returns (transfer full): the cells of @column in all rows that are no total, as formulas name
 * them. */
static char *
make_range (const KapkaReportTable *table, const KapkaXlsxPlace *place, guint column) {
  g_autofree char *sheet = lxw_quote_sheetname (place->sheet);
  g_autoptr (GString) range = g_string_new (NULL);
  guint n_rows = kapka_report_table_get_n_rows (table);
  guint n_runs = 0;

  for (guint row = 0; row < n_rows; row++) {
    guint first = row;

    while (row < n_rows && !kapka_report_table_is_total (table, row))
      row++;
    if (row == first)
      continue;
    append_run (range, sheet, column, place->head + 1 + first, place->head + row);
    n_runs++;
  }
  return g_strdup_printf (n_runs > 1 ? "=(%s)" : "=%s", range->str);
}

static void
set_labels (lxw_chart_series *series) {
  lxw_chart_font font = { .name = (char *)KAPKA_XLSX_FONT, .size = 8, .color = KAPKA_XLSX_INK };

  chart_series_set_labels (series);
  chart_series_set_labels_font (series, &font);
}

static void
add_series (lxw_chart *chart,
            const KapkaReportTable *table,
            const KapkaXlsxPlace *place,
            guint column,
            guint index,
            gboolean labels) {
  g_autofree char *categories = make_range (table, place, 0);
  g_autofree char *values = make_range (table, place, column + 1);
  lxw_chart_fill fill = { .color = kapka_chart_model_get_colour (index) };
  lxw_chart_series *series = chart_add_series (chart, categories, values);

  chart_series_set_name_range (series, place->sheet, place->head, (lxw_col_t)(column + 1));
  chart_series_set_fill (series, &fill);
  if (labels)
    set_labels (series);
}

/* Returns: what the first figure of the column is. */
static KapkaCellKind
get_kind (const KapkaReportTable *table, guint column) {
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++) {
    const KapkaCell *cell = kapka_report_table_get_cell (table, row, column);

    if (cell->kind != KAPKA_CELL_MISSING)
      return cell->kind;
  }
  return KAPKA_CELL_NUMBER;
}

/* The library calls the axis that lies x, whatever is on it. */
static void
set_axes (lxw_chart *chart, KapkaChart kind, const char *number_format) {
  lxw_chart_axis *groups = kind == KAPKA_CHART_BARS ? chart->y_axis : chart->x_axis;
  lxw_chart_axis *figures = kind == KAPKA_CHART_BARS ? chart->x_axis : chart->y_axis;
  lxw_chart_font font = { .name = (char *)KAPKA_XLSX_FONT, .size = 9, .color = KAPKA_XLSX_INK };
  lxw_chart_line line = { .color = KAPKA_XLSX_LINE, .width = 0.75 };
  lxw_chart_line none = { .none = LXW_TRUE };

  chart_axis_set_num_font (groups, &font);
  chart_axis_set_num_font (figures, &font);
  chart_axis_set_line (figures, &none);
  chart_axis_major_gridlines_set_line (figures, &line);
  chart_axis_set_num_format (figures, number_format);
  chart_axis_set_min (figures, 0);
  if (kind == KAPKA_CHART_BARS) {
    /* The first group on top, the figures still below the last. */
    chart_axis_set_reverse (groups);
    chart_axis_set_label_position (figures, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
  }
}

static void
set_look (lxw_chart *chart, guint n_series) {
  lxw_chart_font font = { .name = (char *)KAPKA_XLSX_FONT, .size = 9, .color = KAPKA_XLSX_INK };
  lxw_chart_line none = { .none = LXW_TRUE };

  chart_title_off (chart);
  chart_chartarea_set_line (chart, &none);
  chart_set_series_gap (chart, 60);
  chart_legend_set_position (chart, n_series > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
  if (n_series > 1)
    chart_legend_set_font (chart, &font);
}

lxw_chart *
kapka_xlsx_chart_new (lxw_workbook *workbook,
                      const KapkaReportTable *table,
                      const KapkaXlsxPlace *place) {
  guint first;
  guint last;
  KapkaChart kind = kapka_report_table_get_chart (table, &first, &last);
  lxw_chart *chart =
      workbook_add_chart (workbook, kind == KAPKA_CHART_BARS ? LXW_CHART_BAR : LXW_CHART_COLUMN);
  guint n_series = last - first + 1;
  gboolean labels = n_series * count_groups (table) <= MAX_LABELS;

  for (guint index = 0; index < n_series; index++)
    add_series (chart, table, place, first + index, index, labels);
  set_axes (chart, kind, kapka_xlsx_style_get_number_format (get_kind (table, first)));
  set_look (chart, n_series);
  return chart;
}
