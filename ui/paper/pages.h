// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaPages:
 * The pages of a paper, each drawn when it is asked for, away from the screen. Forms of the shelf
 * are drawn by this program, whatever strangers made in a sandbox.
 */
#define KAPKA_TYPE_PAGES (kapka_pages_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPages, kapka_pages, KAPKA, PAGES, GObject)

/** Returns: (transfer full): the pages of a PDF that Kapka itself has brought or made. */
KapkaPages *kapka_pages_new (const char *path);

/** Returns: (transfer full): the sheets of a PDF or a picture that anybody may have made. */
KapkaPages *kapka_pages_new_foreign (const char *path);

/**
 * kapka_pages_draw_async:
 * @page: from 0
 *
 * Draws a page as it will lie on the paper, sharp enough for the largest size at which a sheet is
 * shown.
 */
void kapka_pages_draw_async (KapkaPages *pages,
                             guint page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * kapka_pages_draw_finish:
 * @out_n_pages: (out): how many there are
 *
 * Errors: those of kapka_document_open() or kapka_foreign_draw().
 *
 * Returns: (transfer full): the page, or %NULL.
 */
GdkTexture *kapka_pages_draw_finish (KapkaPages *pages,
                                     GAsyncResult *result,
                                     guint *out_n_pages,
                                     GError **error);
