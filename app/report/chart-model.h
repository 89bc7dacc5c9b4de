// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/** KapkaChartModel: the figures of the chart of a table: a group for each row that is no total, in
 * it a figure for each column. */
typedef struct {
  const KapkaReportTable *table;
  KapkaChart chart;
  guint first; // Column of the table,
  guint n_series;
  GArray *rows;       // of guint: rows of the table.
  KapkaCellKind unit; // Of all figures.
  gint64 most;        // The largest figure.
} KapkaChartModel;

/** Returns: whether @table has a chart, and figures other than 0 to draw in it. */
gboolean kapka_chart_model_is_drawn (const KapkaReportTable *table);

void kapka_chart_model_init (KapkaChartModel *model, const KapkaReportTable *table);
void kapka_chart_model_clear (KapkaChartModel *model);

/** Returns: the name of the group @group, and of the series @series. */
const char *kapka_chart_model_get_group (const KapkaChartModel *model, guint group);
const char *kapka_chart_model_get_series (const KapkaChartModel *model, guint series);

const KapkaCell *
kapka_chart_model_get_cell (const KapkaChartModel *model, guint group, guint series);

/** Returns: how long a figure is drawn; nothing for what is no number. */
gint64 kapka_chart_model_get_length (const KapkaCell *cell);

/** Returns: the distance of the lines of a scale: a round figure, so that @most lies below the
 * sixth. */
gint64 kapka_chart_model_get_step (const KapkaChartModel *model);

/** Returns: the colour of the series @series (from 0), as 0xRRGGBB. Neighbours differ in lightness
 * too, so that they stay apart on a printer without colours. */
guint32 kapka_chart_model_get_colour (guint series);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaChartModel, kapka_chart_model_clear)
