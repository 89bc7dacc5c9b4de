// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pango/pangocairo.h>

#include "report/report.h"

/** KapkaChartPen: with what a chart is drawn, on paper or on a screen. */
typedef struct {
  cairo_t *cr;
  PangoContext *context;
  double size; // Of the letters, in units of @cr; all else follows from it.
  guint32 ink; // Colours as 0xRRGGBB.
  guint32 line;
} KapkaChartPen;

/** Returns: how high the chart of @table is when it is @width wide, 0 when it has none. */
double kapka_chart_measure (const KapkaReportTable *table, const KapkaChartPen *pen, double width);

/** Draws the chart of @table, if it has one, with its left upper corner at @x, @y. */
void kapka_chart_draw (const KapkaReportTable *table,
                       const KapkaChartPen *pen,
                       double x,
                       double y,
                       double width);
