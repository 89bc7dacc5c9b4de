// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Writes all @size bytes at once or in pieces. Returns: whether it did; if not, errno says why. */
gboolean kapka_durable_write (int fd, const char *bytes, gsize size);

/**
 * kapka_durable_rename:
 * @from: a finished file that nobody writes any more
 * @to: its place, in the same directory; what is there is replaced
 * @error: return location
 *
 * Puts a file into its place, whole or not at all, and on the disk when it returns.
 *
 * Errors: those of kapka_error_from_errno().
 */
gboolean kapka_durable_rename (const char *from, const char *to, GError **error);
