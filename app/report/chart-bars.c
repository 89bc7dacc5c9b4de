// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart-private.h"

// In sizes of a letter.
#define BAR 1.35
#define BETWEEN_GROUPS 0.9
#define GAP 0.7

// The most that labels take of the width.
#define LABELS 0.44

/* Where all groups have the same: labels on the left, bars on the right. */
typedef struct {
  double labels; // Width.
  double left;   // Where bars begin.
  double longest;
} Layout;

static double
measure_figures (const KapkaChartSheet *sheet) {
  double widest = 0;

  for (guint group = 0; group < sheet->model->rows->len; group++)
    for (guint series = 0; series < sheet->model->n_series; series++) {
      g_autofree char *text =
          kapka_cell_format (kapka_chart_model_get_cell (sheet->model, group, series));
      g_autoptr (PangoLayout) layout = kapka_chart_lay_out (sheet, text, -1);

      widest = MAX (widest, kapka_lettering_get_width (layout));
    }
  return widest;
}

static double
measure_labels (const KapkaChartSheet *sheet) {
  double widest = 0;

  for (guint group = 0; group < sheet->model->rows->len; group++) {
    g_autoptr (PangoLayout) layout =
        kapka_chart_lay_out (sheet, kapka_chart_model_get_group (sheet->model, group), -1);

    widest = MAX (widest, kapka_lettering_get_width (layout) + 1);
  }
  return MIN (widest, sheet->width * LABELS);
}

static Layout
lay_out (const KapkaChartSheet *sheet) {
  double gap = sheet->pen->size * GAP;
  Layout layout = { .labels = measure_labels (sheet) };

  layout.left = layout.labels + gap;
  layout.longest = MAX (sheet->width - layout.left - gap - measure_figures (sheet), 1);
  return layout;
}

static void
draw_bar (const KapkaChartSheet *sheet, const Layout *layout, guint group, guint series, double y) {
  const KapkaCell *cell = kapka_chart_model_get_cell (sheet->model, group, series);
  g_autofree char *text = kapka_cell_format (cell);
  g_autoptr (PangoLayout) figure = kapka_chart_lay_out (sheet, text, -1);
  double bar = sheet->pen->size * BAR;
  double length = layout->longest * (double)kapka_chart_model_get_length (cell) /
                  (double)MAX (sheet->model->most, 1);

  kapka_chart_fill (sheet, layout->left, y, length, bar, kapka_chart_model_get_colour (series));
  kapka_chart_show (sheet, figure, layout->left + length + sheet->pen->size * GAP / 2,
                    y + (bar - kapka_lettering_get_height (figure)) / 2, 0);
}

/* Returns: the height of the group. */
static double
draw_group (const KapkaChartSheet *sheet, const Layout *layout, guint group, double y) {
  double bar = sheet->pen->size * BAR;
  double bars = bar * sheet->model->n_series;
  g_autoptr (PangoLayout) label = kapka_chart_lay_out (
      sheet, kapka_chart_model_get_group (sheet->model, group), layout->labels);
  double text = kapka_lettering_get_height (label);
  double height = MAX (bars, text);

  kapka_chart_show (sheet, label, 0, y + (height - text) / 2, 0);
  for (guint series = 0; series < sheet->model->n_series; series++)
    draw_bar (sheet, layout, group, series, y + (height - bars) / 2 + series * bar);
  return height;
}

double
kapka_chart_bars_draw (const KapkaChartSheet *sheet, double y) {
  Layout layout = lay_out (sheet);
  double between = sheet->pen->size * BETWEEN_GROUPS;
  double top = y;

  for (guint group = 0; group < sheet->model->rows->len; group++)
    y += draw_group (sheet, &layout, group, y) + between;
  kapka_chart_fill (sheet, layout.left - sheet->pen->size * 0.05, top, sheet->pen->size * 0.05,
                    y - top - between, sheet->pen->ink);
  return y - top;
}
