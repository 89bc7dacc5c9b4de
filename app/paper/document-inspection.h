// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_document_inspect:
 * @bytes: a file
 * @out_n_pages: (out) (optional): its number of pages
 * @error: return location: DATA when it cannot be opened at all
 *
 * Looks whether a PDF may stand on the shelf as a blank: its pages can be had and fit a printer,
 * its fonts are in it, and there is nothing in it but a blank.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong with it, in words; empty when nothing
 * is; %NULL on error.
 */
GPtrArray *kapka_document_inspect (GBytes *bytes, guint *out_n_pages, GError **error);
