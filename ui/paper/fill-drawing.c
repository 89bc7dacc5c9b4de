// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/fill-drawing.h"

#include "base/log.h"

/* After the last letter. */
#define REDRAW_MS 250

struct _KapkaFillDrawing {
  GObject parent_instance;

  // Owned
  KapkaFilling *filling;
  KapkaFilledPage *drawn; // (nullable)
  guint redraw_source;

  guint page;
  int width;
  gboolean drawing; // A worker is at it,
  gboolean stale;   // and it will be of the past when it comes.
};

G_DEFINE_FINAL_TYPE (KapkaFillDrawing, kapka_fill_drawing, G_TYPE_OBJECT)

static guint drawn_signal;

static void draw (KapkaFillDrawing *self);

static void
take_page (KapkaFillDrawing *self, KapkaFilledPage *page) {
  g_clear_pointer (&self->drawn, kapka_filled_page_free);
  self->drawn = page;
  g_signal_emit (self, drawn_signal, 0);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaFillDrawing) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaFilledPage) page =
      kapka_filling_draw_finish (KAPKA_FILLING (source), result, &error);

  self->drawing = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    kapka_log_error (G_LOG_LEVEL_WARNING, "document-failed", "A page cannot be drawn", error);
  if (self->stale)
    draw (self);
  else if (page != NULL)
    take_page (self, g_steal_pointer (&page));
}

static void
draw (KapkaFillDrawing *self) {
  g_clear_handle_id (&self->redraw_source, g_source_remove);
  self->stale = self->drawing;
  if (self->drawing || self->width == 0)
    return;
  self->drawing = TRUE;
  kapka_filling_draw_async (self->filling, self->page, self->width, on_drawn, g_object_ref (self));
}

static gboolean
on_redraw (gpointer user_data) {
  KapkaFillDrawing *self = user_data;

  self->redraw_source = 0;
  draw (self);
  return G_SOURCE_REMOVE;
}

static void
on_filling_changed (KapkaFillDrawing *self) {
  g_clear_handle_id (&self->redraw_source, g_source_remove);
  self->redraw_source = g_timeout_add (REDRAW_MS, on_redraw, self);
}

static void
kapka_fill_drawing_finalize (GObject *object) {
  KapkaFillDrawing *self = KAPKA_FILL_DRAWING (object);

  g_clear_handle_id (&self->redraw_source, g_source_remove);
  g_clear_pointer (&self->drawn, kapka_filled_page_free);
  g_clear_object (&self->filling);
  G_OBJECT_CLASS (kapka_fill_drawing_parent_class)->finalize (object);
}

static void
kapka_fill_drawing_class_init (KapkaFillDrawingClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_fill_drawing_finalize;
  drawn_signal = g_signal_new ("drawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
kapka_fill_drawing_init (KapkaFillDrawing *self) {
}

KapkaFillDrawing *
kapka_fill_drawing_new (KapkaFilling *filling) {
  KapkaFillDrawing *self = g_object_new (KAPKA_TYPE_FILL_DRAWING, NULL);

  self->filling = g_object_ref (filling);
  g_signal_connect_object (filling, "changed", G_CALLBACK (on_filling_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
kapka_fill_drawing_show (KapkaFillDrawing *self, guint index, int width) {
  if (self->page == index && self->width == width)
    return;
  if (self->page != index)
    g_clear_pointer (&self->drawn, kapka_filled_page_free);
  self->page = index;
  self->width = width;
  draw (self);
}

gboolean
kapka_fill_drawing_has (KapkaFillDrawing *self, const KapkaField *field) {
  const char *on_page =
      self->drawn == NULL ? field->value : kapka_filled_page_get (self->drawn, field);

  return g_str_equal (on_page, kapka_filling_get (self->filling, field));
}

gboolean
kapka_fill_drawing_is_overfull (KapkaFillDrawing *self, const KapkaField *field) {
  return self->drawn != NULL && g_ptr_array_find (self->drawn->overfull, field, NULL);
}

static void
paint_page (KapkaFillDrawing *self, cairo_t *cr, const graphene_rect_t *paper) {
  cairo_surface_t *surface = self->drawn->surface;
  double scale = (double)paper->size.width / cairo_image_surface_get_width (surface);

  cairo_translate (cr, paper->origin.x, paper->origin.y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
}

void
kapka_fill_drawing_snapshot (KapkaFillDrawing *self,
                             GtkSnapshot *snapshot,
                             const graphene_rect_t *paper) {
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, paper);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (self->drawn != NULL && self->drawn->surface != NULL)
    paint_page (self, cr, paper);
  cairo_destroy (cr);
}
