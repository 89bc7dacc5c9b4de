// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/wrap-layout.h"

struct _KapkaWrapLayout {
  GtkLayoutManager parent_instance;

  int spacing;
  double xalign;
};

G_DEFINE_FINAL_TYPE (KapkaWrapLayout, kapka_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum {
  PROP_SPACING = 1,
  PROP_XALIGN,
} Property;

/* Children that stand side by side. */
typedef struct {
  GtkWidget *first;
  GtkWidget *end; // The first of the next line, or NULL.
  guint n_expanding;
  int width; // That they need, with the gaps.
  int height;
} Line;

static GtkWidget *
skip_hidden (GtkWidget *child) {
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
first_of (GtkWidget *widget) {
  return skip_hidden (gtk_widget_get_first_child (widget));
}

static GtkWidget *
next_of (GtkWidget *child) {
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static Line take_line (KapkaWrapLayout *self, GtkWidget *first, int available);

/* What expands is content with little, as text that can break or be shortened; what wraps itself
 * rather goes into a further line whole. */
static int
width_of_expanding (GtkWidget *child, int minimum) {
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (child);

  if (!KAPKA_IS_WRAP_LAYOUT (layout))
    return minimum;
  return take_line (KAPKA_WRAP_LAYOUT (layout), first_of (child), G_MAXINT).width;
}

/* What does not expand wants all it asks for; nothing gets more than there is. */
static int
width_of (GtkWidget *child, int available) {
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    natural = width_of_expanding (child, minimum);
  return MAX (MIN (natural, available), minimum);
}

static Line
take_line (KapkaWrapLayout *self, GtkWidget *first, int available) {
  Line line = { first, first, 0, -self->spacing, 0 };

  while (line.end != NULL) {
    int width = width_of (line.end, available) + self->spacing;

    if (line.end != first && line.width + width > available)
      break;
    line.width += width;
    line.n_expanding += gtk_widget_compute_expand (line.end, GTK_ORIENTATION_HORIZONTAL);
    line.end = next_of (line.end);
  }
  return line;
}

/* What is left of a line is shared by those that expand. */
static int
width_in (const Line *line, GtkWidget *child, int available) {
  int width = width_of (child, available);

  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    width += MAX (available - line->width, 0) / (int)line->n_expanding;
  return width;
}

static void
measure_height (Line *line, int available) {
  for (GtkWidget *child = line->first; child != line->end; child = next_of (child)) {
    int height;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width_in (line, child, available), &height,
                        NULL, NULL, NULL);
    line->height = MAX (line->height, height);
  }
}

static int
measure_lines (KapkaWrapLayout *self, GtkWidget *widget, int available) {
  int height = 0;

  for (GtkWidget *child = first_of (widget); child != NULL;) {
    Line line = take_line (self, child, available);

    measure_height (&line, available);
    height += line.height + (child == first_of (widget) ? 0 : self->spacing);
    child = line.end;
  }
  return height;
}

static void
measure_width (KapkaWrapLayout *self, GtkWidget *widget, int *minimum, int *natural) {
  *minimum = 0;
  *natural = -self->spacing;
  for (GtkWidget *child = first_of (widget); child != NULL; child = next_of (child)) {
    int child_minimum;
    int child_natural;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                        NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural += child_natural + self->spacing;
  }
  *natural = MAX (*natural, *minimum);
}

static void
kapka_wrap_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline) {
  KapkaWrapLayout *self = KAPKA_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = measure_lines (self, widget, for_size < 0 ? G_MAXINT16 : for_size);
}

static void
place_line (KapkaWrapLayout *self, GtkWidget *widget, const Line *line, int width, int y) {
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = line->n_expanding > 0 ? 0 : (int)(MAX (width - line->width, 0) * self->xalign);

  for (GtkWidget *child = line->first; child != line->end; child = next_of (child)) {
    GtkAllocation place = { x, y, width_in (line, child, width), line->height };

    x += place.width + self->spacing;
    if (mirrored)
      place.x = width - place.x - place.width;
    gtk_widget_size_allocate (child, &place, -1);
  }
}

static void
kapka_wrap_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline) {
  KapkaWrapLayout *self = KAPKA_WRAP_LAYOUT (manager);
  int y = 0;

  for (GtkWidget *child = first_of (widget); child != NULL;) {
    Line line = take_line (self, child, width);

    measure_height (&line, width);
    if (line.first == first_of (widget) && line.end == NULL)
      line.height = MAX (line.height, height);
    place_line (self, widget, &line, width, y);
    y += line.height + self->spacing;
    child = line.end;
  }
}

static GtkSizeRequestMode
kapka_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kapka_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec) {
  KapkaWrapLayout *self = KAPKA_WRAP_LAYOUT (object);

  switch ((Property)id) {
  case PROP_SPACING:
    self->spacing = g_value_get_int (value);
    break;
  case PROP_XALIGN:
    self->xalign = g_value_get_double (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
kapka_wrap_layout_class_init (KapkaWrapLayoutClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->set_property = kapka_wrap_layout_set_property;
  layout_class->get_request_mode = kapka_wrap_layout_get_request_mode;
  layout_class->measure = kapka_wrap_layout_measure;
  layout_class->allocate = kapka_wrap_layout_allocate;
  g_object_class_install_property (
      object_class, PROP_SPACING,
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0, flags));
  g_object_class_install_property (
      object_class, PROP_XALIGN, g_param_spec_double ("xalign", NULL, NULL, 0.0, 1.0, 0.0, flags));
}

static void
kapka_wrap_layout_init (KapkaWrapLayout *self) {
}
