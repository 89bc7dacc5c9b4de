// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/split-layout.h"

#include "ui/shell/type-scale.h"

#define SPACING 24
#define PANEL_WIDTH 400
#define MIN_FIRST_HEIGHT 200

struct _KapkaSplitLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (KapkaSplitLayout, kapka_split_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
kapka_split_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline) {
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int panel_width = kapka_type_scale (widget, PANEL_WIDTH);
  int panel = 0;

  if (!gtk_widget_should_layout (gtk_widget_get_first_child (widget))) {
    gtk_widget_measure (second, orientation, for_size, minimum, natural, NULL, NULL);
    return;
  }

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    gtk_widget_measure (second, orientation, -1, &panel, NULL, NULL, NULL);
    *minimum = *natural = panel;
  } else {
    gtk_widget_measure (second, orientation,
                        for_size < 0 ? panel_width : MIN (for_size, panel_width), &panel, NULL,
                        NULL, NULL);
    *minimum = *natural = MAX (panel, MIN_FIRST_HEIGHT);
  }
}

/* Beside large letters the panel leaves the sheet its part of the height, and scrolls. */
static int
measure_panel (GtkWidget *panel, int width, int height) {
  int minimum;
  int natural;

  gtk_widget_measure (panel, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return MIN (natural, MAX (minimum, height * 3 / 5));
}

static void
kapka_split_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline) {
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  GtkAllocation sheet = { 0, 0, width, height };
  GtkAllocation panel = { 0, 0, width, height };

  if (!gtk_widget_should_layout (first)) {
    gtk_widget_size_allocate (second, &panel, -1);
    return;
  }
  if (width >= height) {
    panel.width = MIN (kapka_type_scale (widget, PANEL_WIDTH), width / 2);
    panel.x = width - panel.width;
    sheet.width = panel.x - SPACING;
  } else {
    panel.height = measure_panel (second, width, height);
    panel.y = height - panel.height;
    sheet.height = panel.y - SPACING;
  }
  sheet.width = MAX (sheet.width, 0);
  sheet.height = MAX (sheet.height, 0);
  gtk_widget_size_allocate (first, &sheet, -1);
  gtk_widget_size_allocate (second, &panel, -1);
}

static GtkSizeRequestMode
kapka_split_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kapka_split_layout_class_init (KapkaSplitLayoutClass *klass) {
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = kapka_split_layout_get_request_mode;
  layout_class->measure = kapka_split_layout_measure;
  layout_class->allocate = kapka_split_layout_allocate;
}

static void
kapka_split_layout_init (KapkaSplitLayout *self) {
}
