// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/document-flat.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "paper/document-private.h"

static void
draw_pages (KapkaDocument *document, cairo_surface_t *surface, cairo_t *cr) {
  for (guint i = 0; i < document->n_pages; i++) {
    g_autoptr (KapkaPopplerPage) page = poppler_document_get_page (document->poppler, (int)i);
    double width;
    double height;

    kapka_document_get_page_size (document, i, &width, &height);
    cairo_pdf_surface_set_size (surface, width, height);
    poppler_page_render_for_printing (page, cr);
    cairo_show_page (cr);
  }
}

gboolean
kapka_document_write_flat (KapkaDocument *document, const char *path, GError **error) {
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  draw_pages (document, surface, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_unlink (path);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", path, cairo_status_to_string (status));
  return FALSE;
}
