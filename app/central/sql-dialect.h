// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * The statements of the centre are written once, in PostgreSQL's words with `?` for parameters;
 * here they get the words of one database. Texts in quotes stay as they are, comments are left out.
 * The names of the types that are used (bigint, uuid, date, jsonb, text) can name nothing else.
 */

/** Returns: (transfer full): @sql with @prefix and a number in the place of each parameter, from 1
 * on. */
char *kapka_sql_number_parameters (const char *sql, const char *prefix);

/** Returns: (transfer full): @sql with numbered parameters, `$1` and so on. */
char *kapka_sql_to_postgres (const char *sql);

/**
 * kapka_sql_to_sqlite:
 * @sql: one statement
 *
 * Returns: (transfer full): @sql with SQLite's types and functions; a new table becomes STRICT and
 * WITHOUT ROWID, so that a key may not be NULL and a type is kept, as in PostgreSQL.
 */
char *kapka_sql_to_sqlite (const char *sql);

/** Returns: (transfer full): the statements of @script, which end with `;`. */
GStrv kapka_sql_split (const char *script);
