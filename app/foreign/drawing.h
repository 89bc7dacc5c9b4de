// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** No screen is larger than this. */
#define KAPKA_DRAWING_MAX_SIDE 4096

/**
 * KapkaDrawing:
 * A page as it comes from the helper to the screen. A file that harms its reader can harm the
 * helper alone, so whatever comes from there is looked at before it is used.
 */
typedef struct {
  guint n_pages; // Of the file, 1 to %KAPKA_DOCUMENT_MAX_PAGES.
  int width;
  int height;
  GBytes *pixels; // As cairo has them in ARGB32, row after row without a gap.
} KapkaDrawing;

void kapka_drawing_free (KapkaDrawing *drawing);

/**
 * kapka_drawing_write:
 * @fd: where it is written
 * @pixels: (array length=4*width*height)
 *
 * Returns: whether all of it was written.
 */
gboolean kapka_drawing_write (int fd, guint n_pages, int width, int height, const guint8 *pixels);

/** Returns: the most bytes that a drawing within @width and @height has when it is written. */
gsize kapka_drawing_get_max_bytes (int width, int height);

/**
 * kapka_drawing_parse:
 * @bytes: what was written, and whatever comes after it
 * @width: the largest width to take, and so with @height
 *
 * Returns: (transfer full) (nullable): the drawing, whose pixels are a part of @bytes; %NULL when
 * they are none.
 */
KapkaDrawing *kapka_drawing_parse (GBytes *bytes, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDrawing, kapka_drawing_free)
