// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart-private.h"

// In sizes of a letter.
#define PLOT 13.0
#define GAP 0.6
#define WIDEST_COLUMN 4.5

// The part of a group that its columns take, and its label.
#define COLUMNS 0.74
#define LABEL 0.94

/* Where everything lies: the scale on the left, groups beside it, their labels below. */
typedef struct {
  double left; // Of the plot,
  double top;
  double bottom;
  double group; // Width of a group,
  double column;
  gint64 step; // Of the scale,
  gint64 end;
  guint every;      // So many groups share a label, lest they lie upon each other.
  gboolean figures; // Whether there is room for the figures above the columns.
} Layout;

static PangoLayout *
lay_out_scale (const KapkaChartSheet *sheet, gint64 number) {
  KapkaCell cell = { .kind = sheet->model->unit, .number = number };
  g_autofree char *text = kapka_cell_format (&cell);

  return kapka_chart_lay_out (sheet, text, -1);
}

static PangoLayout *
lay_out_figure (const KapkaChartSheet *sheet, guint group, guint series) {
  g_autofree char *text =
      kapka_cell_format (kapka_chart_model_get_cell (sheet->model, group, series));

  return kapka_chart_lay_out (sheet, text, -1);
}

static PangoLayout *
lay_out_label (const KapkaChartSheet *sheet, const Layout *layout, guint group) {
  PangoLayout *label =
      kapka_chart_lay_out (sheet, kapka_chart_model_get_group (sheet->model, group),
                           layout->every > 1 ? -1 : layout->group * LABEL);

  pango_layout_set_alignment (label, PANGO_ALIGN_CENTER);
  return label;
}

static double
measure_scale (const KapkaChartSheet *sheet, const Layout *layout) {
  double widest = 0;

  for (gint64 number = 0; number <= layout->end; number += layout->step) {
    g_autoptr (PangoLayout) text = lay_out_scale (sheet, number);

    widest = MAX (widest, kapka_lettering_get_width (text));
  }
  return widest;
}

static double
measure_figures (const KapkaChartSheet *sheet) {
  double widest = 0;

  for (guint group = 0; group < sheet->model->rows->len; group++)
    for (guint series = 0; series < sheet->model->n_series; series++) {
      g_autoptr (PangoLayout) figure = lay_out_figure (sheet, group, series);

      widest = MAX (widest, kapka_lettering_get_width (figure));
    }
  return widest;
}

/* Returns: the width of the longest word of all labels. */
static double
measure_labels (const KapkaChartSheet *sheet) {
  double widest = 0;

  for (guint group = 0; group < sheet->model->rows->len; group++) {
    g_auto (GStrv) words = g_strsplit (kapka_chart_model_get_group (sheet->model, group), " ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
      g_autoptr (PangoLayout) word = kapka_chart_lay_out (sheet, words[i], -1);

      widest = MAX (widest, kapka_lettering_get_width (word));
    }
  }
  return widest;
}

static Layout
lay_out (const KapkaChartSheet *sheet, double y) {
  double size = sheet->pen->size;
  Layout layout = { .top = y + size * 1.4, .bottom = y + size * (PLOT + 1.4) };
  double columns;

  layout.step = kapka_chart_model_get_step (sheet->model);
  layout.end = (sheet->model->most / layout.step + 1) * layout.step;
  layout.left = measure_scale (sheet, &layout) + size * GAP;
  layout.group = (sheet->width - layout.left) / sheet->model->rows->len;
  columns = layout.group * COLUMNS;
  layout.column = MIN (columns / sheet->model->n_series, size * WIDEST_COLUMN);
  layout.every = 1 + (guint)((measure_labels (sheet) + size) / layout.group);
  layout.figures = measure_figures (sheet) <= layout.column + size * GAP / 2;
  return layout;
}

static double
get_y (const Layout *layout, gint64 number) {
  return layout->bottom - (layout->bottom - layout->top) * (double)number / (double)layout->end;
}

static void
draw_scale (const KapkaChartSheet *sheet, const Layout *layout) {
  double thickness = sheet->pen->size * 0.06;

  for (gint64 number = 0; number <= layout->end; number += layout->step) {
    g_autoptr (PangoLayout) text = lay_out_scale (sheet, number);
    double y = get_y (layout, number);

    kapka_chart_fill (sheet, layout->left, y, sheet->width - layout->left, thickness,
                      number == 0 ? sheet->pen->ink : sheet->pen->line);
    kapka_chart_show (sheet, text, layout->left - sheet->pen->size * GAP,
                      y - kapka_lettering_get_height (text) / 2, 1);
  }
}

static void
draw_column (const KapkaChartSheet *sheet, const Layout *layout, guint group, guint series) {
  const KapkaCell *cell = kapka_chart_model_get_cell (sheet->model, group, series);
  double middle = layout->left + layout->group * (group + 0.5);
  double x = middle + layout->column * (series - sheet->model->n_series / 2.0);
  double y = get_y (layout, kapka_chart_model_get_length (cell));
  double gap = layout->column * 0.06;

  kapka_chart_fill (sheet, x + gap, y, layout->column - 2 * gap, layout->bottom - y,
                    kapka_chart_model_get_colour (series));
  if (layout->figures) {
    g_autoptr (PangoLayout) figure = lay_out_figure (sheet, group, series);

    kapka_chart_show (sheet, figure, x + layout->column / 2,
                      y - kapka_lettering_get_height (figure), 0.5);
  }
}

/* A label that stands for several groups is wider than its own, but never leaves the chart. */
static void
draw_label (const KapkaChartSheet *sheet, const Layout *layout, guint group, PangoLayout *label) {
  double middle = layout->left + layout->group * (group + 0.5);
  double y = layout->bottom + sheet->pen->size * 0.3;
  double width = kapka_lettering_get_width (label);

  if (layout->every == 1)
    kapka_chart_show (sheet, label, middle - layout->group * LABEL / 2, y, 0);
  else
    kapka_chart_show (sheet, label, CLAMP (middle - width / 2, 0, sheet->width - width), y, 0);
}

/* Returns: the height of the labels. */
static double
draw_labels (const KapkaChartSheet *sheet, const Layout *layout) {
  double highest = 0;

  for (guint group = 0; group < sheet->model->rows->len; group += layout->every) {
    g_autoptr (PangoLayout) label = lay_out_label (sheet, layout, group);

    highest = MAX (highest, kapka_lettering_get_height (label));
    draw_label (sheet, layout, group, label);
  }
  return highest;
}

double
kapka_chart_columns_draw (const KapkaChartSheet *sheet, double y) {
  Layout layout = lay_out (sheet, y);

  draw_scale (sheet, &layout);
  for (guint group = 0; group < sheet->model->rows->len; group++)
    for (guint series = 0; series < sheet->model->n_series; series++)
      draw_column (sheet, &layout, group, series);
  return layout.bottom - y + draw_labels (sheet, &layout) + sheet->pen->size * 0.6;
}
