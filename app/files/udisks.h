// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/drive.h"

/**
 * KapkaUdisks:
 * What udisks2 knows of flash drives: those that are plugged in, mounted or not. Where there is no
 * udisks2 it knows none.
 *
 * Signals:
 *  - `changed`: something is plugged in, mounted or gone.
 */
#define KAPKA_TYPE_UDISKS (kapka_udisks_get_type ())
G_DECLARE_FINAL_TYPE (KapkaUdisks, kapka_udisks, KAPKA, UDISKS, GObject)

/** Returns: (transfer full): knows nothing before its first `changed`. */
KapkaUdisks *kapka_udisks_new (void);

/**
 * kapka_udisks_merge:
 * @drives: (element-type KapkaDrive): of the table of mounts
 *
 * Tells of @drives what udisks calls them, and adds those that are not mounted. What is mounted
 * elsewhere belongs to the machine and is left out, as is what cannot be taken out.
 */
void kapka_udisks_merge (KapkaUdisks *udisks, GPtrArray *drives);

/**
 * kapka_udisks_mount_async:
 * @block: of a #KapkaDrive
 * @writable: whether something is to be written; otherwise it is mounted to be read alone
 *
 * Nothing on it may be run, and no file is a device or gives rights.
 */
void kapka_udisks_mount_async (KapkaUdisks *udisks,
                               const char *block,
                               gboolean writable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** Returns: (transfer full): where it is mounted, or %NULL. Errors: NOT_FOUND when it is gone,
 * DENIED, BUSY, IO. */
char *kapka_udisks_mount_finish (GAsyncResult *result, GError **error);

/** Takes @block out of the file system; all that was written is on it then. */
void kapka_udisks_unmount_async (KapkaUdisks *udisks,
                                 const char *block,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** Returns: whether it is done. Errors: those of kapka_udisks_mount_finish(). */
gboolean kapka_udisks_unmount_finish (GAsyncResult *result, GError **error);
