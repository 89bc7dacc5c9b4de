// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/row-cells.h"

#include "ui/shell/type-scale.h"

/* All beside letters of 20 px. */
#define GAP 6
#define MIN_FLEXIBLE 40
#define SIGN 30
#define SIGN_GAP 6
#define HIGH_LINE 56

#define SMALL_SCALE 0.9
#define MIN_SCALE 0.8
#define NARROW_FAMILY "PT Sans Narrow"

typedef struct {
  char *text; // (nullable)
  guint services;
} Cell;

struct _KapkaRowCells {
  GtkWidget parent_instance;

  // Borrowed
  const KapkaColumn *columns;
  const KapkaCatalog *catalog; // (nullable)

  // Owned
  Cell *cells;
  guint n_columns;
  int height;
  int wide; // -1: none.
};

G_DEFINE_FINAL_TYPE (KapkaRowCells, kapka_row_cells, GTK_TYPE_WIDGET)

static int
scale (KapkaRowCells *self, int pixels) {
  return kapka_type_scale (GTK_WIDGET (self), pixels);
}

/** Returns: how wide a column without a width is when all have @total. */
static int
flexible_width (KapkaRowCells *self, int total) {
  int left = total - scale (self, GAP) * ((int)self->n_columns - 1);
  int n_flexible = 0;

  for (guint i = 0; i < self->n_columns; i++) {
    left -= scale (self, self->columns[i].width);
    n_flexible += self->columns[i].width == 0;
  }
  return n_flexible == 0 ? 0 : MAX (left / n_flexible, 0);
}

static void
kapka_row_cells_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline) {
  KapkaRowCells *self = KAPKA_ROW_CELLS (widget);
  int size = scale (self, self->height);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    size = scale (self, GAP) * ((int)self->n_columns - 1);
    for (guint i = 0; i < self->n_columns; i++)
      size += scale (self, self->columns[i].width == 0 ? MIN_FLEXIBLE : self->columns[i].width);
  }
  *minimum = *natural = size;
}

static GdkRGBA
get_colour (KapkaRowCells *self, KapkaTone tone) {
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  if ((tone != KAPKA_TONE_QUIET && tone != KAPKA_TONE_SMALL) ||
      !gtk_style_context_lookup_color (context, "kapka_quiet", &colour))
    gtk_style_context_get_color (context, &colour);
  return colour;
}

static PangoLayout *
lay_out_with (KapkaRowCells *self,
              const char *text,
              KapkaTone tone,
              const char *family,
              double size) {
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (tone == KAPKA_TONE_STRONG)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (tone == KAPKA_TONE_SMALL)
    size *= SMALL_SCALE;
  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  if (family != NULL)
    pango_attr_list_insert (attributes, pango_attr_family_new (family));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static int
measure_width (PangoLayout *layout) {
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* A figure that is cut would be another figure, so those that need more room get narrow letters,
 * and smaller ones when that is not enough. */
static PangoLayout *
lay_out (KapkaRowCells *self, const KapkaColumn *column, const char *text, int width) {
  PangoLayout *layout = lay_out_with (self, text, column->tone, NULL, 1);

  if (measure_width (layout) + scale (self, GAP) > width && column->xalign > 0) {
    g_object_unref (layout);
    layout = lay_out_with (self, text, column->tone, NARROW_FAMILY, 1);
  }
  if (measure_width (layout) > width && column->xalign > 0) {
    double size = MAX (MIN_SCALE, 0.98 * width / measure_width (layout));

    g_object_unref (layout);
    layout = lay_out_with (self, text, column->tone, NARROW_FAMILY, size);
  }
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
draw_text (KapkaRowCells *self,
           GtkSnapshot *snapshot,
           const KapkaColumn *column,
           const char *text,
           const graphene_rect_t *place) {
  g_autoptr (PangoLayout) layout = lay_out (self, column, text, (int)place->size.width);
  GdkRGBA colour = get_colour (self, column->tone);
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (
                    place->origin.x + column->xalign * (place->size.width - (float)extents.width) -
                        (float)extents.x,
                    place->origin.y + (place->size.height - (float)extents.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (KapkaRowCells *self, GtkSnapshot *snapshot, const char *name, float side) {
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, name, NULL, (int)side, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
      GTK_TEXT_DIR_NONE, 0);
  const GdkRGBA white[] = { { 1, 1, 1, 1 }, { 1, 1, 1, 1 }, { 1, 1, 1, 1 }, { 1, 1, 1, 1 } };

  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), GDK_SNAPSHOT (snapshot),
                                            side, side, white, G_N_ELEMENTS (white));
}

static void
draw_sign (KapkaRowCells *self,
           GtkSnapshot *snapshot,
           const KapkaService *service,
           float x,
           float y) {
  float side = (float)scale (self, SIGN);
  float edge = side / 6;
  graphene_rect_t place = GRAPHENE_RECT_INIT (0, 0, side, side);
  GskRoundedRect outline;
  GdkRGBA colour;

  if (!gdk_rgba_parse (&colour, service->colour))
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gsk_rounded_rect_init_from_rect (&outline, &place, side / 4);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &colour, &place);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (edge, edge));
  draw_icon (self, snapshot, service->icon, side - 2 * edge);
  gtk_snapshot_restore (snapshot);
}

/** Takes the room of the signs away from @place. */
static void
draw_signs (KapkaRowCells *self,
            GtkSnapshot *snapshot,
            float xalign,
            guint services,
            graphene_rect_t *place) {
  gboolean above = self->height >= HIGH_LINE;
  float side = (float)scale (self, SIGN);
  float step = side + (float)scale (self, SIGN_GAP);
  float x = place->origin.x + (above ? xalign * (place->size.width - side) : 0);
  float y = place->origin.y + (above ? 0 : (place->size.height - side) / 2);

  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    if (services & (1u << i)) {
      draw_sign (self, snapshot, kapka_catalog_get_service (self->catalog, i), x, y);
      x += step;
    }
  if (above)
    graphene_rect_inset_r (place, 0, side / 2, place);
  if (above)
    graphene_rect_offset (place, 0, side / 2);
  else
    *place = GRAPHENE_RECT_INIT (x, place->origin.y, place->size.width - (x - place->origin.x),
                                 place->size.height);
}

static void
draw_cell (KapkaRowCells *self, GtkSnapshot *snapshot, guint index, float x, float width) {
  const KapkaColumn remark = { 0, 0, KAPKA_TONE_QUIET };
  const KapkaColumn *column = (int)index == self->wide ? &remark : &self->columns[index];
  const Cell *cell = &self->cells[index];
  graphene_rect_t place =
      GRAPHENE_RECT_INIT (x, 0, width, (float)gtk_widget_get_height (GTK_WIDGET (self)));

  if (cell->services != 0)
    draw_signs (self, snapshot, column->xalign, cell->services, &place);
  if (cell->text != NULL && place.size.width > 0)
    draw_text (self, snapshot, column, cell->text, &place);
}

static void
kapka_row_cells_snapshot (GtkWidget *widget, GtkSnapshot *snapshot) {
  KapkaRowCells *self = KAPKA_ROW_CELLS (widget);
  int total = gtk_widget_get_width (widget);
  int flexible = flexible_width (self, total);
  int x = 0;

  for (guint i = 0; i < self->n_columns; i++) {
    int width = self->columns[i].width == 0 ? flexible : scale (self, self->columns[i].width);

    if ((int)i == self->wide) {
      draw_cell (self, snapshot, i, (float)x, (float)(total - x));
      return;
    }
    draw_cell (self, snapshot, i, (float)x, (float)width);
    x += width + scale (self, GAP);
  }
}

static void
kapka_row_cells_finalize (GObject *object) {
  KapkaRowCells *self = KAPKA_ROW_CELLS (object);

  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->cells[i].text);
  g_free (self->cells);
  G_OBJECT_CLASS (kapka_row_cells_parent_class)->finalize (object);
}

static void
kapka_row_cells_class_init (KapkaRowCellsClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kapka_row_cells_finalize;
  widget_class->measure = kapka_row_cells_measure;
  widget_class->snapshot = kapka_row_cells_snapshot;
  gtk_widget_class_set_css_name (widget_class, "cells");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kapka_row_cells_init (KapkaRowCells *self) {
  self->wide = -1;
}

GtkWidget *
kapka_row_cells_new (const KapkaColumn *columns, guint n_columns, int height) {
  KapkaRowCells *self = g_object_new (KAPKA_TYPE_ROW_CELLS, NULL);

  self->columns = columns;
  self->n_columns = n_columns;
  self->height = height;
  self->cells = g_new0 (Cell, n_columns);
  return GTK_WIDGET (self);
}

void
kapka_row_cells_set_text (KapkaRowCells *self, guint column, const char *text) {
  g_return_if_fail (column < self->n_columns);
  g_free (self->cells[column].text);
  self->cells[column].text = g_strdup (text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kapka_row_cells_set_wide (KapkaRowCells *self, int column) {
  self->wide = column;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kapka_row_cells_set_services (KapkaRowCells *self,
                              guint column,
                              const KapkaCatalog *catalog,
                              guint services) {
  g_return_if_fail (column < self->n_columns);
  self->catalog = catalog;
  self->cells[column].services = services;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
