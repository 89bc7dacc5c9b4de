// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/drive.h"

/**
 * kapka_drive_save_async:
 * @path: of a file of this machine
 *
 * Puts a copy of @path on the top of @drive under its own name, or under that name with a number
 * when the drive has such a file already; whole or not at all. It is not to be hurried by a
 * cancellable: what has begun is a matter of the drive alone.
 */
void kapka_drive_save_async (const KapkaDrive *drive,
                             const char *path,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** Returns: (transfer full): the name of the copy, or %NULL. Errors: those of
 * kapka_new_file_write_to_drive(). */
char *kapka_drive_save_finish (GAsyncResult *result, GError **error);

/**
 * kapka_drive_settle_async:
 *
 * Waits until all that was written to @drive is on it.
 */
void kapka_drive_settle_async (const KapkaDrive *drive,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** Returns: whether all is on the drive, and the drive still in its place. Errors: NOT_FOUND when
 * it was pulled, IO. */
gboolean kapka_drive_settle_finish (GAsyncResult *result, GError **error);
