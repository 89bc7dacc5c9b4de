// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_private_file_read:
 * @path: file of the state directory
 * @max_bytes: a longer file is refused
 * @error: return location
 *
 * Reads a file that is worth nothing once somebody else could have read or written it. Refused are
 * a symbolic link, what is no regular file, a mode other than 0600, and an owner other than that of
 * the directory. Messages say what to do.
 *
 * Errors: NOT_FOUND; CONFIG when the file is not private; DATA when it is too long or has a NUL
 * byte; IO.
 *
 * Returns: (transfer full): the content, or %NULL.
 */
char *kapka_private_file_read (const char *path, gsize max_bytes, GError **error);

/**
 * kapka_private_file_write:
 * @path: file of the state directory
 * @text: whole new content
 * @error: return location
 *
 * Puts @text in the place of the file, whole or not at all, on the disk when it returns, with mode
 * 0600. Root gives the file to the owner of the directory, so that the kiosk can read what the
 * administrator wrote.
 *
 * Errors: FULL, READ_ONLY, DENIED, IO.
 */
gboolean kapka_private_file_write (const char *path, const char *text, GError **error);

/**
 * kapka_private_file_remove:
 * Removes the file for good; one that is not there is no error.
 *
 * Errors: READ_ONLY, DENIED, IO.
 */
gboolean kapka_private_file_remove (const char *path, GError **error);
