// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/document-private.h"

#include "base/error.h"

#define MAX_WIDTH 4096

GBytes *
kapka_document_read (const char *path, GError **error) {
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &local_error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "%s: %s", path, local_error->message);
    return NULL;
  }
  if (g_file_info_get_size (info) > KAPKA_DOCUMENT_MAX_BYTES) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL, "%s: larger than %d bytes", path,
                 KAPKA_DOCUMENT_MAX_BYTES);
    return NULL;
  }
  bytes = g_file_load_bytes (file, NULL, NULL, &local_error);
  if (bytes == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", path, local_error->message);
  return g_steal_pointer (&bytes);
}

/* A page that cannot be had would be a blank sheet on the paper: such a document is refused as a
 * whole. */
static gboolean
check_pages (KapkaDocument *document, GError **error) {
  int n_pages = poppler_document_get_n_pages (document->poppler);

  if (n_pages < 1 || n_pages > KAPKA_DOCUMENT_MAX_PAGES) {
    g_set_error (error, KAPKA_ERROR, n_pages < 1 ? KAPKA_ERROR_DATA : KAPKA_ERROR_FULL,
                 "%d pages, expected 1 to %d", n_pages, KAPKA_DOCUMENT_MAX_PAGES);
    return FALSE;
  }
  for (int i = 0; i < n_pages; i++) {
    g_autoptr (KapkaPopplerPage) page = poppler_document_get_page (document->poppler, i);

    if (page == NULL) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "page %d is damaged", i + 1);
      return FALSE;
    }
  }
  document->n_pages = (guint)n_pages;
  return TRUE;
}

KapkaDocument *
kapka_document_open_bytes (GBytes *bytes, GError **error) {
  g_autoptr (KapkaDocument) document = g_new0 (KapkaDocument, 1);
  g_autoptr (GError) local_error = NULL;
  gboolean locked;

  document->poppler = poppler_document_new_from_bytes (bytes, NULL, &local_error);
  if (document->poppler == NULL) {
    locked = g_error_matches (local_error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    g_set_error_literal (error, KAPKA_ERROR, locked ? KAPKA_ERROR_DENIED : KAPKA_ERROR_DATA,
                         local_error->message);
    return NULL;
  }
  return check_pages (document, error) ? g_steal_pointer (&document) : NULL;
}

KapkaDocument *
kapka_document_open (const char *path, GError **error) {
  g_autoptr (GBytes) bytes = kapka_document_read (path, error);
  KapkaDocument *document = bytes == NULL ? NULL : kapka_document_open_bytes (bytes, error);

  if (bytes != NULL && document == NULL)
    g_prefix_error (error, "%s: ", path);
  return document;
}

void
kapka_document_free (KapkaDocument *document) {
  if (document == NULL)
    return;
  g_clear_object (&document->poppler);
  g_free (document);
}

guint
kapka_document_get_n_pages (const KapkaDocument *document) {
  return document->n_pages;
}

void
kapka_document_get_page_size (KapkaDocument *document,
                              guint index,
                              double *out_width,
                              double *out_height) {
  g_autoptr (KapkaPopplerPage) page = poppler_document_get_page (document->poppler, (int)index);

  poppler_page_get_size (page, out_width, out_height);
  *out_width = CLAMP (*out_width, 1, 14400);
  *out_height = CLAMP (*out_height, 1, 14400);
}

void
kapka_document_draw_page (KapkaDocument *document, guint index, cairo_t *cr) {
  g_autoptr (KapkaPopplerPage) page = poppler_document_get_page (document->poppler, (int)index);

  poppler_page_render_for_printing (page, cr);
}

cairo_surface_t *
kapka_document_render_page (KapkaDocument *document, guint index, int width) {
  double page_width;
  double page_height;
  double scale;
  cairo_surface_t *surface;
  cairo_t *cr;

  kapka_document_get_page_size (document, index, &page_width, &page_height);
  scale = MIN (MIN (width, MAX_WIDTH) / page_width, MAX_WIDTH / page_height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX ((int)(page_width * scale), 1),
                                        MAX ((int)(page_height * scale), 1));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  kapka_document_draw_page (document, index, cr);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&surface, cairo_surface_destroy);
  cairo_destroy (cr);
  return surface;
}
