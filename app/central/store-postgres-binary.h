// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

#include "central/sql-values.h"

/** Returns: (nullable): the name of a type of PostgreSQL that the centre uses; %NULL for any other.
 */
const char *kapka_store_postgres_get_type_name (Oid type);

/**
 * kapka_store_postgres_make_array:
 * @type: of the elements, one with a name
 * @values: the parameters of all rows
 * @column: which of the parameters of a row
 * @width: how many a row has
 * @error: return location
 *
 * Errors: DATA when a value is none of @type.
 *
 * Returns: (transfer full): all values of a parameter as an array in PostgreSQL's binary form; the
 * server spends much more on reading a text.
 */
GByteArray *kapka_store_postgres_make_array (Oid type,
                                             const KapkaSqlValues *values,
                                             guint column,
                                             guint width,
                                             GError **error);
