// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-slide/page.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "paper/document.h"

static KapkaSlideImage *
copy_surface (cairo_surface_t *surface, guint n_pages, int max_width, int max_height) {
  int width = MIN (cairo_image_surface_get_width (surface), max_width);
  int height = MIN (cairo_image_surface_get_height (surface), max_height);
  KapkaSlideImage *image = kapka_slide_image_new (n_pages, width, height);
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guint32 pixel;
      guint8 *to = image->pixels + ((gsize)y * (gsize)width + (gsize)x) * 4;

      memcpy (&pixel, data + (gsize)y * stride + (gsize)x * 4, sizeof pixel);
      to[0] = (guint8)pixel;
      to[1] = (guint8)(pixel >> 8);
      to[2] = (guint8)(pixel >> 16);
    }
  return image;
}

static cairo_surface_t *
render (KapkaDocument *document, guint index, int width, int height) {
  double page_width;
  double page_height;
  double scale;

  kapka_document_get_page_size (document, index, &page_width, &page_height);
  scale = MIN (width / page_width, height / page_height);
  return kapka_document_render_page (document, index, MAX ((int)ceil (page_width * scale), 1));
}

KapkaSlideImage *
kapka_page_draw (const char *path, guint index, int width, int height, GError **error) {
  g_autoptr (KapkaDocument) document = kapka_document_open (path, error);
  KapkaSlideImage *image = NULL;
  cairo_surface_t *surface = NULL;
  guint n_pages;

  if (document == NULL)
    return NULL;
  n_pages = MIN (kapka_document_get_n_pages (document), KAPKA_SLIDE_MAX_PAGES);
  if (index < n_pages)
    surface = render (document, index, width, height);
  if (surface != NULL) {
    cairo_surface_flush (surface);
    image = copy_surface (surface, n_pages, width, height);
    cairo_surface_destroy (surface);
    return image;
  }
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "%s: page %u cannot be drawn", path,
               index + 1);
  return NULL;
}
