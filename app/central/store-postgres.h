// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/**
 * KapkaStorePostgres:
 * The store in PostgreSQL, or in what speaks its protocol. A connection that is lost is made again
 * by the next transaction.
 */
#define KAPKA_TYPE_STORE_POSTGRES (kapka_store_postgres_get_type ())
G_DECLARE_FINAL_TYPE (KapkaStorePostgres, kapka_store_postgres, KAPKA, STORE_POSTGRES, KapkaStore)

/**
 * kapka_store_postgres_new:
 * @address: `postgresql://…`, with all that libpq understands
 * @error: return location
 *
 * Connects; the schema is not looked at.
 *
 * Errors: NETWORK, DENIED, NOT_FOUND (no such database), BUSY (it is starting or stopping).
 *
 * Returns: (transfer full): the store, or %NULL.
 */
KapkaStore *kapka_store_postgres_new (const char *address, GError **error);
