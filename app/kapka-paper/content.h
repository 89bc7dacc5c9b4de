// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>

#include "paper/document.h"

/** KapkaContent: what is in a file: a document, or else a picture. */
typedef struct {
  KapkaDocument *document;
  cairo_surface_t *picture;
  double shrunk; // How many pixels of the picture are one of the surface.
} KapkaContent;

/**
 * kapka_content_read:
 * @bytes: of a file that may be anything
 * @width: in pixels of the place for a picture, and so @height
 * @error: DATA when it is neither document nor picture, DENIED when it wants a password, FULL when
 * it is too large
 *
 * Returns: (transfer full): what is in it, or %NULL.
 */
KapkaContent *kapka_content_read (GBytes *bytes, int width, int height, GError **error);
void kapka_content_free (KapkaContent *content);

/** Returns: number of pages, at least 1. */
guint kapka_content_get_n_pages (const KapkaContent *content);

/** Writes the size of the page @index (from 0): points of a document, pixels of a picture. */
void kapka_content_get_size (KapkaContent *content, guint index, double *width, double *height);

/** Draws the page @index in that size from the origin of @cr. */
void kapka_content_draw (KapkaContent *content, guint index, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaContent, kapka_content_free)
