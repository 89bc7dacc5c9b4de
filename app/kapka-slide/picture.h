// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "slides/slide-image.h"

/**
 * kapka_picture_draw:
 * @type: of @bytes: `png`, `jpeg` or `svg`
 * @width: of the place for it, and so @height
 * @error: DATA when it is none, or too large
 *
 * Returns: (transfer full): the picture upright on white, as large as it may be without being
 * enlarged more than twice, or %NULL.
 */
KapkaSlideImage *
kapka_picture_draw (const char *type, GBytes *bytes, int width, int height, GError **error);
