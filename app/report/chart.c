// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart.h"

#include "report/chart-private.h"

PangoLayout *
kapka_chart_lay_out (const KapkaChartSheet *sheet, const char *text, double width) {
  return kapka_lettering_new (sheet->pen->context, text, (KapkaLetters){ sheet->pen->size, FALSE },
                              width);
}

void
kapka_chart_show (const KapkaChartSheet *sheet,
                  PangoLayout *layout,
                  double x,
                  double y,
                  double align) {
  double left = x - kapka_lettering_get_width (layout) * align;

  if (sheet->drawn)
    kapka_lettering_show (sheet->pen->cr, layout, left, y, sheet->pen->ink);
}

void
kapka_chart_fill (const KapkaChartSheet *sheet,
                  double x,
                  double y,
                  double width,
                  double height,
                  guint32 colour) {
  if (!sheet->drawn)
    return;
  kapka_lettering_set_colour (sheet->pen->cr, colour);
  cairo_rectangle (sheet->pen->cr, x, y, width, height);
  cairo_fill (sheet->pen->cr);
}

static double
draw (const KapkaReportTable *table, const KapkaChartPen *pen, double width, gboolean drawn) {
  g_auto (KapkaChartModel) model = { 0 };
  KapkaChartSheet sheet = { .pen = pen, .model = &model, .width = width, .drawn = drawn };
  double y = 0;

  if (!kapka_chart_model_is_drawn (table))
    return 0;
  kapka_chart_model_init (&model, table);
  if (model.n_series > 1)
    y += kapka_chart_legend_draw (&sheet, y);
  y += model.chart == KAPKA_CHART_BARS ? kapka_chart_bars_draw (&sheet, y)
                                       : kapka_chart_columns_draw (&sheet, y);
  return y;
}

double
kapka_chart_measure (const KapkaReportTable *table, const KapkaChartPen *pen, double width) {
  return draw (table, pen, width, FALSE);
}

void
kapka_chart_draw (const KapkaReportTable *table,
                  const KapkaChartPen *pen,
                  double x,
                  double y,
                  double width) {
  cairo_save (pen->cr);
  cairo_translate (pen->cr, x, y);
  draw (table, pen, width, TRUE);
  cairo_restore (pen->cr);
}
