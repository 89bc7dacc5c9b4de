// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tile-layout.h"

#include "ui/shell/type-scale.h"

struct _KapkaTileLayout {
  GtkLayoutManager parent_instance;

  int min_column_width;
  guint max_columns;
  int spacing;
  int min_row_height;
  gboolean fill;
  gboolean even;
};

G_DEFINE_FINAL_TYPE (KapkaTileLayout, kapka_tile_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum {
  PROP_MIN_COLUMN_WIDTH = 1,
  PROP_MAX_COLUMNS,
  PROP_SPACING,
  PROP_MIN_ROW_HEIGHT,
  PROP_FILL,
  PROP_EVEN,
} Property;

static guint
count_children (GtkWidget *widget) {
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += gtk_widget_should_layout (child);
  return count;
}

static int
divide_up (int count, int among) {
  return (MAX (count, 1) + among - 1) / among;
}

/* Larger letters need wider columns, so there are fewer of them. */
static int
columns_for_width (KapkaTileLayout *self, GtkWidget *widget, guint n_children, int width) {
  int fitting =
      (width + self->spacing) / (kapka_type_scale (widget, self->min_column_width) + self->spacing);

  int columns = CLAMP (fitting, 1, (int)MAX (MIN (self->max_columns, n_children), 1));

  return self->even ? divide_up ((int)n_children, divide_up ((int)n_children, columns)) : columns;
}

static int
column_width (KapkaTileLayout *self, int columns, int width) {
  return MAX ((width - (columns - 1) * self->spacing) / columns, 0);
}

/* The height that each row needs so that its highest child fits. A column alone is a list, which
 * needs no cells that are alike. */
static int
row_height (KapkaTileLayout *self, GtkWidget *widget, int columns, int child_width) {
  int highest = columns == 1 ? 0 : kapka_type_scale (widget, self->min_row_height);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int minimum = 0;

    if (gtk_widget_should_layout (child))
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &minimum, NULL, NULL, NULL);
    highest = MAX (highest, minimum);
  }
  return highest;
}

static void
measure_width (KapkaTileLayout *self, GtkWidget *widget, int *minimum, int *natural) {
  int columns = (int)MIN (self->max_columns, MAX (count_children (widget), 1));

  *minimum = self->min_column_width;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int child_minimum = 0;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
    *minimum = MAX (*minimum, child_minimum);
  }
  *natural = columns * self->min_column_width + (columns - 1) * self->spacing;
  *natural = MAX (*natural, *minimum);
}

static void
kapka_tile_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline) {
  KapkaTileLayout *self = KAPKA_TILE_LAYOUT (manager);
  guint n_children = count_children (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    measure_width (self, widget, minimum, natural);
  } else if (n_children == 0) {
    *minimum = *natural = 0;
  } else {
    int width = for_size < 0 ? self->min_column_width : for_size;
    int columns = columns_for_width (self, widget, n_children, width);
    int rows = divide_up ((int)n_children, columns);

    *minimum = rows * row_height (self, widget, columns, column_width (self, columns, width)) +
               (rows - 1) * self->spacing;
    *natural = *minimum;
  }
}

static void
kapka_tile_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline) {
  KapkaTileLayout *self = KAPKA_TILE_LAYOUT (manager);
  guint n_children = count_children (widget);
  int columns = columns_for_width (self, widget, n_children, width);
  int rows = divide_up ((int)n_children, columns);
  int cell_width = column_width (self, columns, width);
  int cell_height = row_height (self, widget, columns, cell_width);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int place = 0;

  if (self->fill && rows > 0)
    cell_height = MAX (cell_height, (height - (rows - 1) * self->spacing) / rows);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int column = place % columns;
    GtkAllocation cell = { 0, (place / columns) * (cell_height + self->spacing), cell_width,
                           cell_height };

    if (!gtk_widget_should_layout (child))
      continue;
    cell.x = (mirrored ? columns - 1 - column : column) * (cell_width + self->spacing);
    gtk_widget_size_allocate (child, &cell, -1);
    place++;
  }
}

static GtkSizeRequestMode
kapka_tile_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kapka_tile_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec) {
  KapkaTileLayout *self = KAPKA_TILE_LAYOUT (object);

  switch ((Property)id) {
  case PROP_MIN_COLUMN_WIDTH:
    self->min_column_width = g_value_get_int (value);
    break;
  case PROP_MAX_COLUMNS:
    self->max_columns = g_value_get_uint (value);
    break;
  case PROP_SPACING:
    self->spacing = g_value_get_int (value);
    break;
  case PROP_MIN_ROW_HEIGHT:
    self->min_row_height = g_value_get_int (value);
    break;
  case PROP_FILL:
    self->fill = g_value_get_boolean (value);
    break;
  case PROP_EVEN:
    self->even = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
kapka_tile_layout_class_init (KapkaTileLayoutClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->set_property = kapka_tile_layout_set_property;
  layout_class->get_request_mode = kapka_tile_layout_get_request_mode;
  layout_class->measure = kapka_tile_layout_measure;
  layout_class->allocate = kapka_tile_layout_allocate;
  g_object_class_install_property (
      object_class, PROP_MIN_COLUMN_WIDTH,
      g_param_spec_int ("min-column-width", NULL, NULL, 1, G_MAXINT16, 280, flags));
  g_object_class_install_property (object_class, PROP_MAX_COLUMNS,
                                   g_param_spec_uint ("max-columns", NULL, NULL, 1, 12, 4, flags));
  g_object_class_install_property (object_class, PROP_SPACING,
                                   g_param_spec_int ("spacing", NULL, NULL, 0, 200, 20, flags));
  g_object_class_install_property (
      object_class, PROP_MIN_ROW_HEIGHT,
      g_param_spec_int ("min-row-height", NULL, NULL, 0, G_MAXINT16, 64, flags));
  g_object_class_install_property (object_class, PROP_FILL,
                                   g_param_spec_boolean ("fill", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_EVEN,
                                   g_param_spec_boolean ("even", NULL, NULL, FALSE, flags));
}

static void
kapka_tile_layout_init (KapkaTileLayout *self) {
}
