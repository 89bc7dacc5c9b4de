// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/**
 * KapkaStoreSqlite:
 * The store in one file: journal mode TRUNCATE and synchronous EXTRA, so that a COMMIT lasts and no
 * reader ever sees half of one. Writers wait for each other and for readers.
 */
#define KAPKA_TYPE_STORE_SQLITE (kapka_store_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (KapkaStoreSqlite, kapka_store_sqlite, KAPKA, STORE_SQLITE, KapkaStore)

/**
 * kapka_store_sqlite_new:
 * @path: the file, made when missing
 * @error: return location
 *
 * Opens the file and looks at its `application_id`; the schema is not looked at.
 *
 * Errors: as kapka_db_open(); CORRUPT also for a database of another program.
 *
 * Returns: (transfer full): the store, or %NULL.
 */
KapkaStore *kapka_store_sqlite_new (const char *path, GError **error);
