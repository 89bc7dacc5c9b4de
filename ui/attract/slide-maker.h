// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "slides/slide-folder.h"

/**
 * kapka_slide_maker_start_async:
 * @slide: what to draw
 * @page: its page from 0
 * @width: of the place for it in pixels, and so @height
 * @cancellable: (nullable)
 *
 * Has the slide drawn where a hostile file can do no harm.
 */
void kapka_slide_maker_start_async (const KapkaSlide *slide,
                                    guint page,
                                    int width,
                                    int height,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * kapka_slide_maker_finish:
 * @out_n_pages: (out): how many pages the file has
 * @error: those of kapka_foreign_draw()
 *
 * Returns: (transfer full): the slide, or %NULL.
 */
GdkTexture *kapka_slide_maker_finish (GAsyncResult *result, guint *out_n_pages, GError **error);
