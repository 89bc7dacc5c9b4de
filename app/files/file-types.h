// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_file_types_allow:
 * @wanted: (nullable) (array zero-terminated=1): media types that a page asks for, as in
 * `application/pdf` or `image/…` with a star; %NULL or empty for any
 * @name: of a file
 *
 * Returns: whether a file of that name is what the page asks for, as far as its ending tells.
 */
gboolean kapka_file_types_allow (const char *const *wanted, const char *name);
