// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/backup-catalog.h"

/** KapkaRestoreFlags: how a backup is put back. */
typedef enum {
  KAPKA_RESTORE_REPLACE = 1 << 0, // Whatever the store holds is thrown away.
  KAPKA_RESTORE_KEEP_ID = 1 << 1, // The store gets the receiver id of the backup.
} KapkaRestoreFlags;

/**
 * kapka_backup_write:
 * @store: what is to be kept
 * @catalog: (nullable): what lies beside it and is kept with it
 * @path: the file; one that is there is replaced when the new one is whole
 * @error: return location
 *
 * Writes everything @store holds at one moment into a file of SQLite, whatever kind of store it is,
 * readable for its owner alone. The file is itself a store and can be restored into either kind.
 *
 * Errors: those of kapka_store_transact() for either side, and of kapka_backup_catalog_keep().
 */
gboolean kapka_backup_write (KapkaStore *store,
                             KapkaBackupCatalog *catalog,
                             const char *path,
                             GError **error);

/**
 * kapka_backup_restore:
 * @store: an empty store, unless @flags say otherwise
 * @catalog: (nullable): where what is kept with it is put back; %NULL: nowhere
 * @path: a file that kapka_backup_write() has written
 * @flags: how
 * @error: return location
 *
 * Puts a backup into @store, in one transaction. The store gets a new receiver id, so that every
 * kiosk asks what is missing and sends it again.
 *
 * Errors: NOT_FOUND, CORRUPT (no whole backup), NEWER; CONFIG when @store is not empty; those of
 * kapka_store_transact() and of kapka_backup_catalog_put_back().
 */
gboolean kapka_backup_restore (KapkaStore *store,
                               KapkaBackupCatalog *catalog,
                               const char *path,
                               KapkaRestoreFlags flags,
                               GError **error);
