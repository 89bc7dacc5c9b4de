// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/sql-values.h"

// Texts lie together in blocks of this size; a longer one gets a block of its own.
#define BLOCK_BYTES 4096

struct _KapkaSqlValues {
  GArray *items; // Of KapkaSqlValue, whose texts lie in @texts.
  GStringChunk *texts;
};

KapkaSqlValues *
kapka_sql_values_new (void) {
  KapkaSqlValues *values = g_new0 (KapkaSqlValues, 1);

  values->items = g_array_new (FALSE, TRUE, sizeof (KapkaSqlValue));
  values->texts = g_string_chunk_new (BLOCK_BYTES);
  return values;
}

void
kapka_sql_values_free (KapkaSqlValues *values) {
  if (values == NULL)
    return;
  g_array_unref (values->items);
  g_string_chunk_free (values->texts);
  g_free (values);
}

void
kapka_sql_values_clear (KapkaSqlValues *values) {
  g_array_set_size (values->items, 0);
  g_string_chunk_clear (values->texts);
}

void
kapka_sql_values_add_text (KapkaSqlValues *values, const char *text) {
  KapkaSqlValue value = { 0 };

  if (text != NULL)
    value.text = g_string_chunk_insert (values->texts, text);
  g_array_append_val (values->items, value);
}

void
kapka_sql_values_add_int (KapkaSqlValues *values, gint64 number) {
  KapkaSqlValue value = { .number = number, .is_number = TRUE };

  g_array_append_val (values->items, value);
}

guint
kapka_sql_values_get_length (const KapkaSqlValues *values) {
  return values->items->len;
}

const KapkaSqlValue *
kapka_sql_values_get (const KapkaSqlValues *values, guint index) {
  g_return_val_if_fail (index < values->items->len, NULL);
  return &g_array_index (values->items, KapkaSqlValue, index);
}

KapkaSqlValues *
kapka_sql_values_slice (const KapkaSqlValues *values, guint first, guint n) {
  KapkaSqlValues *slice = kapka_sql_values_new ();

  g_return_val_if_fail (first + n <= values->items->len, slice);
  for (guint i = first; i < first + n; i++) {
    const KapkaSqlValue *value = kapka_sql_values_get (values, i);

    if (value->is_number)
      kapka_sql_values_add_int (slice, value->number);
    else
      kapka_sql_values_add_text (slice, value->text);
  }
  return slice;
}

struct _KapkaSqlRows {
  guint n_columns;
  GPtrArray *cells; // (nullable) texts, which lie in @texts.
  GStringChunk *texts;
};

KapkaSqlRows *
kapka_sql_rows_new (guint n_columns) {
  KapkaSqlRows *rows = g_new0 (KapkaSqlRows, 1);

  rows->n_columns = n_columns;
  rows->cells = g_ptr_array_new ();
  rows->texts = g_string_chunk_new (BLOCK_BYTES);
  return rows;
}

void
kapka_sql_rows_free (KapkaSqlRows *rows) {
  if (rows == NULL)
    return;
  g_ptr_array_unref (rows->cells);
  g_string_chunk_free (rows->texts);
  g_free (rows);
}

void
kapka_sql_rows_add (KapkaSqlRows *rows, const char *text) {
  g_ptr_array_add (rows->cells, text == NULL ? NULL : g_string_chunk_insert (rows->texts, text));
}

void
kapka_sql_rows_append (KapkaSqlRows *rows, const KapkaSqlRows *others) {
  if (rows->n_columns == 0)
    rows->n_columns = others->n_columns;
  g_return_if_fail (rows->n_columns == others->n_columns);
  for (guint i = 0; i < others->cells->len; i++)
    kapka_sql_rows_add (rows, g_ptr_array_index (others->cells, i));
}

guint
kapka_sql_rows_get_length (const KapkaSqlRows *rows) {
  return rows->n_columns == 0 ? 0 : rows->cells->len / rows->n_columns;
}

guint
kapka_sql_rows_get_n_columns (const KapkaSqlRows *rows) {
  return rows->n_columns;
}

const char *
kapka_sql_rows_get_text (const KapkaSqlRows *rows, guint row, guint column) {
  g_return_val_if_fail (column < rows->n_columns, NULL);
  g_return_val_if_fail (row < kapka_sql_rows_get_length (rows), NULL);
  return g_ptr_array_index (rows->cells, row * rows->n_columns + column);
}

gint64
kapka_sql_rows_get_int (const KapkaSqlRows *rows, guint row, guint column) {
  const char *text = kapka_sql_rows_get_text (rows, row, column);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}
