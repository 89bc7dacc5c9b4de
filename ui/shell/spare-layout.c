// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/spare-layout.h"

struct _KapkaSpareLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (KapkaSpareLayout, kapka_spare_layout, GTK_TYPE_LAYOUT_MANAGER)

enum {
  PROP_SPACING = 1,
};

static int
height_of (GtkWidget *child, int width) {
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What the second needs, with the gap; 0 when it does not show for lack of room, or of anything in
 * it. */
static int
height_of_second (KapkaSpareLayout *self, GtkWidget *widget, int width, int height) {
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int needed;

  if (!gtk_widget_should_layout (second))
    return 0;
  needed = height_of (second, width) + self->spacing;
  return height - height_of (gtk_widget_get_first_child (widget), width) < needed ? 0 : needed;
}

static void
kapka_spare_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline) {
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
kapka_spare_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline) {
  KapkaSpareLayout *self = KAPKA_SPARE_LAYOUT (manager);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int spared = height_of_second (self, widget, width, height);
  GtkAllocation place = { 0, 0, width, height - spared };

  gtk_widget_size_allocate (gtk_widget_get_first_child (widget), &place, -1);
  gtk_widget_set_child_visible (second, spared > 0);
  place.y = height - spared + self->spacing;
  place.height = spared - self->spacing;
  if (spared > 0)
    gtk_widget_size_allocate (second, &place, -1);
}

static GtkSizeRequestMode
kapka_spare_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kapka_spare_layout_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec) {
  if (id == PROP_SPACING)
    KAPKA_SPARE_LAYOUT (object)->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
kapka_spare_layout_class_init (KapkaSpareLayoutClass *klass) {
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = kapka_spare_layout_set_property;
  layout_class->get_request_mode = kapka_spare_layout_get_request_mode;
  layout_class->measure = kapka_spare_layout_measure;
  layout_class->allocate = kapka_spare_layout_allocate;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_SPACING,
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS));
}

static void
kapka_spare_layout_init (KapkaSpareLayout *self) {
}
