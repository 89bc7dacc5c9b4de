// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

#include "central/sql-values.h"

/** KapkaStorePostgresArrays: a prepared statement over any number of rows. */
typedef struct {
  char *name;    // Under which the connection knows it.
  GArray *types; // Of Oid: those of the parameters of one row.
} KapkaStorePostgresArrays;

/**
 * kapka_store_postgres_arrays_new:
 * @connection: knows the tables
 * @name: for the statement
 * @head: as for kapka_store_query_many()
 * @tuple: its parameters in the order of the columns
 * @tail: what follows
 * @error: return location
 *
 * Prepares one statement for any number of rows: `VALUES (…), (…)` becomes a selection from arrays,
 * one for each parameter. The types of the parameters are those PostgreSQL finds for one row.
 *
 * Returns: (transfer full): the statement, or %NULL.
 */
KapkaStorePostgresArrays *kapka_store_postgres_arrays_new (PGconn *connection,
                                                           const char *name,
                                                           const char *head,
                                                           const char *tuple,
                                                           const char *tail,
                                                           GError **error);
void kapka_store_postgres_arrays_free (KapkaStorePostgresArrays *arrays);

/**
 * kapka_store_postgres_arrays_execute:
 * @values: of the parameters of all rows
 * @out_result: (out) (nullable): as of PQexecPrepared(), which also has none when the connection
 * is lost
 * @error: return location
 *
 * Errors: DATA, when a value does not have the type of its column; nothing is sent then.
 */
gboolean kapka_store_postgres_arrays_execute (const KapkaStorePostgresArrays *arrays,
                                              PGconn *connection,
                                              const KapkaSqlValues *values,
                                              PGresult **out_result,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaStorePostgresArrays, kapka_store_postgres_arrays_free)
