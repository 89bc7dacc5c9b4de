// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-paper/content.h"

#include "files/file-content.h"
#include "kapka-paper/picture.h"

/* The bytes tell what a file is. A drawing is a text like others, and what is nothing else may be
 * one. */
static const char *
guess_picture_type (KapkaFileContent content) {
  switch (content) {
  case KAPKA_FILE_CONTENT_PNG:
    return "png";
  case KAPKA_FILE_CONTENT_JPEG:
    return "jpeg";
  case KAPKA_FILE_CONTENT_GIF:
    return "gif";
  case KAPKA_FILE_CONTENT_BMP:
    return "bmp";
  case KAPKA_FILE_CONTENT_TIFF:
    return "tiff";
  default:
    return "svg";
  }
}

KapkaContent *
kapka_content_read (GBytes *bytes, int width, int height, GError **error) {
  g_autoptr (KapkaContent) self = g_new0 (KapkaContent, 1);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  KapkaFileContent content = kapka_file_content_guess (data, MIN (length, KAPKA_FILE_HEAD_BYTES));

  if (content == KAPKA_FILE_CONTENT_PDF)
    self->document = kapka_document_open_bytes (bytes, error);
  else
    self->picture = kapka_picture_load (guess_picture_type (content), bytes, width, height,
                                        &self->shrunk, error);
  return self->document == NULL && self->picture == NULL ? NULL : g_steal_pointer (&self);
}

void
kapka_content_free (KapkaContent *self) {
  if (self == NULL)
    return;
  g_clear_pointer (&self->document, kapka_document_free);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_free (self);
}

guint
kapka_content_get_n_pages (const KapkaContent *self) {
  return self->document == NULL ? 1 : kapka_document_get_n_pages (self->document);
}

void
kapka_content_get_size (KapkaContent *self, guint index, double *width, double *height) {
  if (self->document != NULL) {
    kapka_document_get_page_size (self->document, index, width, height);
    return;
  }
  *width = cairo_image_surface_get_width (self->picture) * self->shrunk;
  *height = cairo_image_surface_get_height (self->picture) * self->shrunk;
}

void
kapka_content_draw (KapkaContent *self, guint index, cairo_t *cr) {
  if (self->document != NULL) {
    kapka_document_draw_page (self->document, index, cr);
    return;
  }
  cairo_scale (cr, self->shrunk, self->shrunk);
  cairo_set_source_surface (cr, self->picture, 0, 0);
  cairo_paint (cr);
}
