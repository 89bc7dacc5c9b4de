// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

#include "central/sql-values.h"

/**
 * kapka_store_postgres_make_array_statement:
 * @connection: knows the tables
 * @head: as for kapka_store_query_many()
 * @tuple: its parameters in the order of the columns
 * @tail: what follows
 * @error: return location
 *
 * Makes one statement for any number of rows: `VALUES (…), (…)` becomes a selection from arrays,
 * one for each parameter. The types of the parameters are those PostgreSQL finds for one row.
 *
 * Returns: (transfer full): the statement in PostgreSQL's words, or %NULL.
 */
char *kapka_store_postgres_make_array_statement (PGconn *connection,
                                                 const char *head,
                                                 const char *tuple,
                                                 const char *tail,
                                                 GError **error);

/** Returns: (transfer full) (array zero-terminated=1): the parameters of @n_rows rows, each as an
 * array of PostgreSQL. */
GStrv kapka_store_postgres_make_arrays (const KapkaSqlValues *values, guint n_rows);
