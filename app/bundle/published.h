// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/*
 * The catalogue that a centre gives to its kiosks is the file of a bundle, which goes out as it is.
 */

/**
 * kapka_published_read:
 * @path: where it may be
 * @out_bytes: (out) (transfer full) (nullable): what is there, %NULL when nothing is
 *
 * Errors: those of kapka_error_from_errno() but NOT_FOUND.
 */
gboolean kapka_published_read (const char *path, GBytes **out_bytes, GError **error);

/** Returns: the version of @bytes: (nullable), 0 when they are no bundle. Who has signed it does
 * not matter: a new key does not make the kiosks forget which versions they had. */
gint64 kapka_published_get_version (GBytes *bytes);

/**
 * kapka_published_put:
 *
 * Puts a bundle in the place of the one before, whole or not at all; a kiosk that is being answered
 * goes on with the one that was there.
 *
 * Errors: those of kapka_error_from_errno().
 */
gboolean kapka_published_put (const char *path, GBytes *bytes, GError **error);
