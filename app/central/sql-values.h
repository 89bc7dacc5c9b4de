// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaSqlValues: the parameters of a statement, in their order. */
typedef struct _KapkaSqlValues KapkaSqlValues;

/** KapkaSqlValue: one of them. */
typedef struct {
  const char *text; // (nullable) The value as text; NULL of SQL without is_number.
  gint64 number;    // With is_number.
  gboolean is_number;
} KapkaSqlValue;

KapkaSqlValues *kapka_sql_values_new (void);
void kapka_sql_values_free (KapkaSqlValues *values);
void kapka_sql_values_clear (KapkaSqlValues *values);

/** Adds a text (also a uuid, a date, or JSON); %NULL is NULL. */
void kapka_sql_values_add_text (KapkaSqlValues *values, const char *text);
void kapka_sql_values_add_int (KapkaSqlValues *values, gint64 number);

guint kapka_sql_values_get_length (const KapkaSqlValues *values);
const KapkaSqlValue *kapka_sql_values_get (const KapkaSqlValues *values, guint index);

/** Returns: (transfer full): a copy of @n values from @first on. */
KapkaSqlValues *kapka_sql_values_slice (const KapkaSqlValues *values, guint first, guint n);

/** KapkaSqlRows: the answer of a statement: rows of columns, both from 0. Values are text, NULL is
 * %NULL. */
typedef struct _KapkaSqlRows KapkaSqlRows;

KapkaSqlRows *kapka_sql_rows_new (guint n_columns);
void kapka_sql_rows_free (KapkaSqlRows *rows);

/** Adds the next value, row by row: (nullable), copied. */
void kapka_sql_rows_add (KapkaSqlRows *rows, const char *text);

/** Adds the rows of @others, which have as many columns; rows made for 0 columns take over theirs.
 */
void kapka_sql_rows_append (KapkaSqlRows *rows, const KapkaSqlRows *others);

guint kapka_sql_rows_get_length (const KapkaSqlRows *rows);
guint kapka_sql_rows_get_n_columns (const KapkaSqlRows *rows);

/** Returns: (transfer none) (nullable): one value. */
const char *kapka_sql_rows_get_text (const KapkaSqlRows *rows, guint row, guint column);

/** Returns: one value as a number, 0 for NULL. */
gint64 kapka_sql_rows_get_int (const KapkaSqlRows *rows, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSqlValues, kapka_sql_values_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSqlRows, kapka_sql_rows_free)
