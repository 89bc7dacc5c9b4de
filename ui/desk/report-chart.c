// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/report-chart.h"

#include <glib/gi18n.h>

#include "report/chart.h"

#define MIN_WIDTH 320
#define INK 0x1f1a17
#define LINE 0xd9d2c5

struct _KapkaReportChart {
  GtkWidget parent_instance;

  const KapkaReportTable *table; // Borrowed.
};

G_DEFINE_FINAL_TYPE (KapkaReportChart, kapka_report_chart, GTK_TYPE_WIDGET)

/* @cr: (nullable): %NULL where the chart is only measured. */
static KapkaChartPen
make_pen (KapkaReportChart *self, cairo_t *cr) {
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);

  // The style gives the size in pixels, so it is an absolute one.
  return (KapkaChartPen){ .cr = cr,
                          .context = context,
                          .size = (double)pango_font_description_get_size (font) / PANGO_SCALE,
                          .ink = INK,
                          .line = LINE };
}

static GtkSizeRequestMode
kapka_report_chart_get_request_mode (GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kapka_report_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline) {
  KapkaReportChart *self = KAPKA_REPORT_CHART (widget);
  KapkaChartPen pen = make_pen (self, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN_WIDTH;
  else
    *minimum = (int)kapka_chart_measure (self->table, &pen, MAX (for_size, MIN_WIDTH)) + 1;
  *natural = *minimum;
}

static void
kapka_report_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot) {
  KapkaReportChart *self = KAPKA_REPORT_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  KapkaChartPen pen = make_pen (self, cr);

  kapka_chart_draw (self->table, &pen, 0, 0, width);
  cairo_destroy (cr);
}

static void
kapka_report_chart_class_init (KapkaReportChartClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = kapka_report_chart_get_request_mode;
  widget_class->measure = kapka_report_chart_measure;
  widget_class->snapshot = kapka_report_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kapka_report_chart_init (KapkaReportChart *self) {
  gtk_widget_add_css_class (GTK_WIDGET (self), "report-chart");
}

GtkWidget *
kapka_report_chart_new (const KapkaReportTable *table) {
  KapkaReportChart *self = g_object_new (KAPKA_TYPE_REPORT_CHART, NULL);

  self->table = table;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("A chart of the figures of the table above"), -1);
  return GTK_WIDGET (self);
}
