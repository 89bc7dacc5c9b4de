// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fitting.h"

struct _KapkaFitting {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KapkaFitting, kapka_fitting, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
kapka_fitting_get_request_mode (GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kapka_fitting_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline) {
  GtkWidget *scroller = gtk_widget_get_first_child (widget);
  int needed = 0;

  if (scroller == NULL)
    return;
  gtk_widget_measure (scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  gtk_widget_measure (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)), orientation,
                      for_size, NULL, &needed, NULL, NULL);
  *natural = MAX (*minimum, needed);
}

static void
kapka_fitting_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  GtkWidget *scroller = gtk_widget_get_first_child (widget);

  if (scroller != NULL)
    gtk_widget_size_allocate (scroller, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
kapka_fitting_dispose (GObject *object) {
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kapka_fitting_parent_class)->dispose (object);
}

static void
kapka_fitting_class_init (KapkaFittingClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_fitting_dispose;
  widget_class->get_request_mode = kapka_fitting_get_request_mode;
  widget_class->measure = kapka_fitting_measure;
  widget_class->size_allocate = kapka_fitting_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kapka_fitting_init (KapkaFitting *self) {
}
