// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <glib.h>

/**
 * kapka_picture_load:
 * @type: of @bytes, as gdk-pixbuf names it
 * @width: in pixels of the place for it, and so @height; what is larger is unpacked no larger than
 * the longer of them, a drawing as large as the place
 * @out_shrunk: (out): how many pixels of the picture are one of what is returned
 * @error: DATA when it is none, FULL when it is too large
 *
 * Returns: (transfer full): the picture upright, or %NULL.
 */
cairo_surface_t *kapka_picture_load (const char *type,
                                     GBytes *bytes,
                                     int width,
                                     int height,
                                     double *out_shrunk,
                                     GError **error);
