// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/balanced.h"

/* In pixels. */
#define WIDTH_STEP 4

struct _KapkaBalanced {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KapkaBalanced, kapka_balanced, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
kapka_balanced_get_request_mode (GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kapka_balanced_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline) {
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* The width that GTK finds for a height is a little too small where letters stand apart, and the
 * text would take a line more than it has. */
static int
find_width (GtkWidget *child, int available) {
  int height;
  int width;
  int needed;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, available, &height, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, height, &width, NULL, NULL, NULL);
  for (; width < available; width += WIDTH_STEP) {
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &needed, NULL, NULL, NULL);
    if (needed <= height)
      return width;
  }
  return available;
}

static void
kapka_balanced_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkAllocation place = { 0, 0, width, height };

  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  place.width = find_width (child, width);
  if (gtk_widget_get_halign (child) != GTK_ALIGN_START)
    place.x = (width - place.width) / 2;
  gtk_widget_size_allocate (child, &place, -1);
}

static void
kapka_balanced_dispose (GObject *object) {
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kapka_balanced_parent_class)->dispose (object);
}

static void
kapka_balanced_class_init (KapkaBalancedClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_balanced_dispose;
  widget_class->get_request_mode = kapka_balanced_get_request_mode;
  widget_class->measure = kapka_balanced_measure;
  widget_class->size_allocate = kapka_balanced_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kapka_balanced_init (KapkaBalanced *self) {
}
