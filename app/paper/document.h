// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <glib.h>

/** Limits of what is opened: a form is a few pages; anything beyond is not meant for a visitor's
 * printer. */
#define KAPKA_DOCUMENT_MAX_BYTES (32 * 1024 * 1024)
#define KAPKA_DOCUMENT_MAX_PAGES 300

/**
 * KapkaDocument:
 * A PDF that can be looked at and printed. One thread at a time may use it.
 */
typedef struct _KapkaDocument KapkaDocument;

/**
 * kapka_document_read:
 * @path: a file
 * @error: return location: NOT_FOUND, IO, FULL (larger than is opened)
 *
 * Returns: (transfer full): all of it, or %NULL.
 */
GBytes *kapka_document_read (const char *path, GError **error);

/**
 * kapka_document_open:
 * @path: a PDF file
 * @error: return location: NOT_FOUND, IO, DATA (not a PDF, damaged, no pages), DENIED (it wants a
 * password), FULL (over the limits)
 *
 * Returns: (transfer full): the document, or %NULL.
 */
KapkaDocument *kapka_document_open (const char *path, GError **error);

/** Opens a PDF that has been read already; the rest is as for kapka_document_open(). */
KapkaDocument *kapka_document_open_bytes (GBytes *bytes, GError **error);
void kapka_document_free (KapkaDocument *document);

/** Returns: number of pages, at least 1. */
guint kapka_document_get_n_pages (const KapkaDocument *document);

/** Writes the size of the page @index (from 0) in points of 1/72 inch. */
void kapka_document_get_page_size (KapkaDocument *document,
                                   guint index,
                                   double *out_width,
                                   double *out_height);

/** Draws the page @index (from 0) as it will be printed: from the origin of @cr, in points. */
void kapka_document_draw_page (KapkaDocument *document, guint index, cairo_t *cr);

/**
 * kapka_document_render_page:
 * @index: page from 0
 * @width: width of the picture in pixels, at most 4096; its height follows
 *
 * Returns: (transfer full) (nullable): the page on white paper as it will be printed, in ARGB32;
 * %NULL when there is no memory for it.
 */
cairo_surface_t *kapka_document_render_page (KapkaDocument *document, guint index, int width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDocument, kapka_document_free)
