// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "slides/slide-image.h"

/**
 * kapka_page_draw:
 * @path: a PDF file
 * @index: page from 0
 * @width: of the place for it, and so @height
 * @error: those of kapka_document_open(); DATA when there is no such page
 *
 * Returns: (transfer full): the page, or %NULL.
 */
KapkaSlideImage *
kapka_page_draw (const char *path, guint index, int width, int height, GError **error);
