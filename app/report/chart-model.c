// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart-model.h"

#define MAX_STEPS 5

static const guint32 colours[] = {
  0xa3282a, 0xe3b566, 0x2f6f6d, 0xa6cbc4, 0x5b4a7a, 0xe0977a, 0x3b3430, 0xbdb4a6,
};

gint64
kapka_chart_model_get_length (const KapkaCell *cell) {
  return cell->kind == KAPKA_CELL_TEXT || cell->kind == KAPKA_CELL_MISSING ? 0
                                                                           : MAX (cell->number, 0);
}

static void
take_cell (KapkaChartModel *model, const KapkaCell *cell) {
  gint64 length = kapka_chart_model_get_length (cell);

  model->most = MAX (model->most, length);
  if (cell->kind == KAPKA_CELL_SHARE || cell->kind == KAPKA_CELL_SECONDS)
    model->unit = cell->kind;
}

void
kapka_chart_model_init (KapkaChartModel *model, const KapkaReportTable *table) {
  guint last;

  *model = (KapkaChartModel){ .table = table, .unit = KAPKA_CELL_NUMBER };
  model->chart = kapka_report_table_get_chart (table, &model->first, &last);
  model->n_series = model->chart == KAPKA_CHART_NONE ? 0 : last - model->first + 1;
  model->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    if (!kapka_report_table_is_total (table, row))
      g_array_append_val (model->rows, row);
  for (guint group = 0; group < model->rows->len; group++)
    for (guint series = 0; series < model->n_series; series++)
      take_cell (model, kapka_chart_model_get_cell (model, group, series));
}

void
kapka_chart_model_clear (KapkaChartModel *model) {
  g_clear_pointer (&model->rows, g_array_unref);
}

gboolean
kapka_chart_model_is_drawn (const KapkaReportTable *table) {
  g_auto (KapkaChartModel) model = { 0 };

  kapka_chart_model_init (&model, table);
  return model.chart != KAPKA_CHART_NONE && model.most > 0;
}

const char *
kapka_chart_model_get_group (const KapkaChartModel *model, guint group) {
  return kapka_report_table_get_row_label (model->table, g_array_index (model->rows, guint, group));
}

const char *
kapka_chart_model_get_series (const KapkaChartModel *model, guint series) {
  return kapka_report_table_get_column_label (model->table, model->first + series);
}

const KapkaCell *
kapka_chart_model_get_cell (const KapkaChartModel *model, guint group, guint series) {
  return kapka_report_table_get_cell (model->table, g_array_index (model->rows, guint, group),
                                      model->first + series);
}

/* Round are 1, 2 and 5 with noughts; of a length of time it is the minutes that are round. */
gint64
kapka_chart_model_get_step (const KapkaChartModel *model) {
  static const gint64 round_digits[] = { 1, 2, 5 };
  gint64 unit = model->unit == KAPKA_CELL_SECONDS && model->most >= 60 ? 60 : 1;

  for (gint64 tens = unit; tens <= G_MAXINT64 / 100; tens *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (round_digits); i++)
      if (model->most / (round_digits[i] * tens) < MAX_STEPS)
        return round_digits[i] * tens;
  return G_MAXINT64 / MAX_STEPS;
}

guint32
kapka_chart_model_get_colour (guint series) {
  return colours[series % G_N_ELEMENTS (colours)];
}
