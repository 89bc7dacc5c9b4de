// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/** KapkaBackupCatalog: the catalogue of the kiosks and the key that signs it. They lie beside a
 * store and go into its backup: the kiosks trust no other key. */
typedef struct {
  const char *bundle; // Path of the published catalogue, or where it is to be.
  const char *key;    // (nullable) The same of the key; %NULL: it stays out of the backup.
  gint64 version;     // Set: of what is in the backup, after a restore in use; 0: no catalogue.
  gboolean has_key;   // Set: whether the backup holds the key.
} KapkaBackupCatalog;

/**
 * kapka_backup_catalog_keep:
 * @catalog: what is to be kept; a catalogue that is not there, or no bundle, is left out
 * @file: a store in SQLite that is to be a backup, outside of transactions
 *
 * Errors: those of kapka_signing_key_load(); CONFIG when the catalogue is signed with another key;
 * those of kapka_store_transact().
 */
gboolean kapka_backup_catalog_keep (KapkaBackupCatalog *catalog, KapkaStore *file, GError **error);

/**
 * kapka_backup_catalog_put_back:
 * @catalog: where it is to be
 * @file: a backup, which may be one from before there were catalogues in them
 *
 * Puts the key, for its owner alone, and the catalogue into their places. A key that is there is
 * never replaced, a catalogue only by a newer one: kiosks that have had it take no older.
 *
 * Errors: CORRUPT; CONFIG when another key is in its place; those of kapka_store_transact() and
 * kapka_error_from_errno().
 */
gboolean
kapka_backup_catalog_put_back (KapkaBackupCatalog *catalog, KapkaStore *file, GError **error);
