// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

/**
 * kapka_page_print_async:
 * @view: a view that shows a page
 * @directory: where the PDF is written, the visit's own
 *
 * Lays the page of @view out on A4 into a PDF, so that a web page is looked at and printed like any
 * other paper.
 */
void kapka_page_print_async (WebKitWebView *view,
                             const char *directory,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** Returns: (transfer full): path of the PDF, or %NULL. */
char *kapka_page_print_finish (GAsyncResult *result, GError **error);
