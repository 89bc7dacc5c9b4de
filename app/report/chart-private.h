// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/chart-model.h"
#include "report/chart.h"
#include "report/lettering.h"

/** KapkaChartSheet: what a kind of chart draws, and on what; the left upper corner is 0, 0. */
typedef struct {
  const KapkaChartPen *pen;
  const KapkaChartModel *model;
  double width;
  gboolean drawn; // Else it is only measured.
} KapkaChartSheet;

/** Each draws or measures. Returns: the height. */
double kapka_chart_legend_draw (const KapkaChartSheet *sheet, double y);
double kapka_chart_columns_draw (const KapkaChartSheet *sheet, double y);
double kapka_chart_bars_draw (const KapkaChartSheet *sheet, double y);

/** Returns: (transfer full): a text of the chart. */
PangoLayout *kapka_chart_lay_out (const KapkaChartSheet *sheet, const char *text, double width);

/** Writes a text; @align says which point of it lies at @x: 0 its left end, 0.5 its middle, 1 its
 * right end. */
void kapka_chart_show (const KapkaChartSheet *sheet,
                       PangoLayout *layout,
                       double x,
                       double y,
                       double align);

void kapka_chart_fill (const KapkaChartSheet *sheet,
                       double x,
                       double y,
                       double width,
                       double height,
                       guint32 colour);
