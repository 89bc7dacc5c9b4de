// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart-private.h"

// In sizes of a letter.
#define SQUARE 0.9
#define GAP 0.5
#define DISTANCE 1.6
#define LINE 1.6
#define BELOW 0.6

/* Series stand side by side, and go on below where the line ends. */
double
kapka_chart_legend_draw (const KapkaChartSheet *sheet, double y) {
  double size = sheet->pen->size;
  double top = y;
  double x = 0;

  for (guint series = 0; series < sheet->model->n_series; series++) {
    g_autoptr (PangoLayout) layout =
        kapka_chart_lay_out (sheet, kapka_chart_model_get_series (sheet->model, series), -1);
    double width = size * (SQUARE + GAP) + kapka_lettering_get_width (layout);

    if (x > 0 && x + width > sheet->width) {
      x = 0;
      y += size * LINE;
    }
    kapka_chart_fill (sheet, x, y + size * 0.3, size * SQUARE, size * SQUARE,
                      kapka_chart_model_get_colour (series));
    kapka_chart_show (sheet, layout, x + size * (SQUARE + GAP), y, 0);
    x += width + size * DISTANCE;
  }
  return y + size * (LINE + BELOW) - top;
}
