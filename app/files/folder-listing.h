// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/drive.h"

/**
 * kapka_folder_listing_start_async:
 * @drive: the drive
 * @folder: (array zero-terminated=1): as for kapka_drive_list_folder()
 * @cancellable: (nullable)
 *
 * Does kapka_drive_list_folder() in a thread of its own: a slow drive does not hold the screen up.
 */
void kapka_folder_listing_start_async (const KapkaDrive *drive,
                                       const char *const *folder,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** Returns: (transfer full) (element-type KapkaDriveEntry): the entries, or %NULL. Errors: those of
 * kapka_drive_list_folder(); G_IO_ERROR_CANCELLED. */
GPtrArray *kapka_folder_listing_finish (GAsyncResult *result, GError **error);
