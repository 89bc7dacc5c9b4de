// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/drive.h"

/**
 * KapkaDrives:
 * The flash drives that are in the machine: what the system has mounted, and what udisks2 could
 * mount. Whoever opens one releases it when he needs it no more, so that it may be taken out; it is
 * unmounted when nobody has it open any more.
 *
 * Signals:
 *  - `changed`: kapka_drives_list() may say something else now.
 */
#define KAPKA_TYPE_DRIVES (kapka_drives_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDrives, kapka_drives, KAPKA, DRIVES, GObject)

/**
 * kapka_drives_new:
 * @media_dir: (nullable): as for kapka_drive_is_place()
 *
 * Returns: (transfer full): the drives, those of udisks a moment later.
 */
KapkaDrives *kapka_drives_new (const char *media_dir);

/** Returns: (transfer full) (element-type KapkaDrive): the drives that are there now, by name. */
GPtrArray *kapka_drives_list (KapkaDrives *drives);

/**
 * kapka_drives_open_async:
 * @writable: whether something is to be written on it
 *
 * Mounts @drive where that has to be done.
 */
void kapka_drives_open_async (KapkaDrives *drives,
                              const KapkaDrive *drive,
                              gboolean writable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/** Returns: (transfer full): the drive with its place, or %NULL. Errors: those of
 * kapka_udisks_mount_finish(). */
KapkaDrive *kapka_drives_open_finish (GAsyncResult *result, GError **error);

/**
 * kapka_drives_release_async:
 * @callback: (nullable)
 *
 * Waits until all that was written is on @drive, and unmounts it where the system can.
 */
void kapka_drives_release_async (KapkaDrives *drives,
                                 const KapkaDrive *drive,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** Returns: whether it may be taken out. Errors: those of kapka_drive_settle_finish(). */
gboolean kapka_drives_release_finish (GAsyncResult *result, GError **error);

/**
 * kapka_drives_release_and_return:
 * @task: (transfer full): what was done with @drive
 * @result: (transfer full) (nullable): what came of it; %NULL on error
 * @result_free: for @result
 * @error: (transfer full) (nullable): why nothing came of it
 *
 * Releases @drive, however it went, and only then gives @task its answer: @result, or @error, or
 * why @drive may not be taken out.
 */
void kapka_drives_release_and_return (KapkaDrives *drives,
                                      const KapkaDrive *drive,
                                      GTask *task,
                                      gpointer result,
                                      GDestroyNotify result_free,
                                      GError *error);
