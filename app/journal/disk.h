// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Sets @error from the errno of a failed system call on a file: "cannot @what @path: …". */
void kapka_disk_set_error (GError **error, int saved_errno, const char *what, const char *path);

/** Makes the names in the directory @path last. */
gboolean kapka_disk_sync_directory (const char *path, GError **error);

/** Makes the content of the file @path last. */
gboolean kapka_disk_sync_file (const char *path, GError **error);

/** Makes the directory @path and those above it; one that is there is fine. */
gboolean kapka_disk_make_directory (const char *path, GError **error);
