// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/pages.h"

#include "base/error.h"
#include "foreign/foreign.h"
#include "paper/document.h"

/* A sheet of A4 in pixels, on its side or upright. */
#define SHORT_SIDE 1240
#define LONG_SIDE 1754

struct _KapkaPages {
  GObject parent_instance;

  char *path;
  gboolean foreign;
  GMutex mutex;            // One thread at a time works with the document.
  KapkaDocument *document; // Of our own, once a page was asked for.
};

G_DEFINE_FINAL_TYPE (KapkaPages, kapka_pages, G_TYPE_OBJECT)

static void
kapka_pages_finalize (GObject *object) {
  KapkaPages *self = KAPKA_PAGES (object);

  g_clear_pointer (&self->document, kapka_document_free);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  G_OBJECT_CLASS (kapka_pages_parent_class)->finalize (object);
}

static void
kapka_pages_class_init (KapkaPagesClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_pages_finalize;
}

static void
kapka_pages_init (KapkaPages *self) {
  g_mutex_init (&self->mutex);
}

static KapkaPages *
pages_new (const char *path, gboolean foreign) {
  KapkaPages *self = g_object_new (KAPKA_TYPE_PAGES, NULL);

  self->path = g_strdup (path);
  self->foreign = foreign;
  return self;
}

KapkaPages *
kapka_pages_new (const char *path) {
  return pages_new (path, FALSE);
}

KapkaPages *
kapka_pages_new_foreign (const char *path) {
  return pages_new (path, TRUE);
}

/* The pixels are those of @surface, which they keep. */
static KapkaDrawing *
drawing_new_from_surface (cairo_surface_t *surface, guint n_pages) {
  KapkaDrawing *drawing = g_new0 (KapkaDrawing, 1);

  cairo_surface_flush (surface);
  drawing->n_pages = n_pages;
  drawing->width = cairo_image_surface_get_width (surface);
  drawing->height = cairo_image_surface_get_height (surface);
  drawing->pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                                (gsize)drawing->width * (gsize)drawing->height * 4,
                                                (GDestroyNotify)cairo_surface_destroy, surface);
  return drawing;
}

static KapkaDrawing *
draw_own (KapkaPages *self, guint page, GError **error) {
  cairo_surface_t *surface = NULL;
  guint n_pages;

  if (self->document == NULL)
    self->document = kapka_document_open (self->path, error);
  if (self->document == NULL)
    return NULL;
  n_pages = kapka_document_get_n_pages (self->document);
  if (page < n_pages)
    surface = kapka_document_render_page (self->document, page, SHORT_SIDE);
  if (surface != NULL)
    return drawing_new_from_surface (surface, n_pages);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "%s: page %u cannot be drawn", self->path,
               page + 1);
  return NULL;
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable) {
  KapkaPages *self = source;
  guint page = GPOINTER_TO_UINT (task_data);
  GError *error = NULL;
  KapkaDrawing *drawing;

  if (self->foreign) {
    drawing = kapka_foreign_draw (self->path, KAPKA_FOREIGN_SHEET, page, LONG_SIDE, LONG_SIDE,
                                  cancellable, &error);
  } else {
    g_mutex_lock (&self->mutex);
    drawing = draw_own (self, page, &error);
    g_mutex_unlock (&self->mutex);
  }
  if (drawing == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, drawing, (GDestroyNotify)kapka_drawing_free);
}

void
kapka_pages_draw_async (KapkaPages *self,
                        guint page,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, kapka_pages_draw_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (page), NULL);
  g_task_run_in_thread (task, draw_in_thread);
}

GdkTexture *
kapka_pages_draw_finish (KapkaPages *self,
                         GAsyncResult *result,
                         guint *out_n_pages,
                         GError **error) {
  g_autoptr (KapkaDrawing) drawing = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  drawing = g_task_propagate_pointer (G_TASK (result), error);
  if (drawing == NULL)
    return NULL;
  *out_n_pages = drawing->n_pages;
  return gdk_memory_texture_new (drawing->width, drawing->height, GDK_MEMORY_DEFAULT,
                                 drawing->pixels, (gsize)drawing->width * 4);
}
