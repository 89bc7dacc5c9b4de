// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/batch-rows.h"

#include <string.h>

static char *
make_name (gint64 library_id, const char *stream_id, const char *last) {
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", library_id, stream_id, last);
}

char *
kapka_batch_row_name_day (const KapkaBatchRow *row) {
  return make_name (row->library_id, row->stream_id, row->day);
}

char *
kapka_batch_row_name_fragment (const KapkaBatchRow *row) {
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, row->number);

  return make_name (row->library_id, row->stream_id, seq);
}

char *
kapka_batch_row_name_columns (const KapkaSqlRows *rows, guint row) {
  return make_name (kapka_sql_rows_get_int (rows, row, 0), kapka_sql_rows_get_text (rows, row, 1),
                    kapka_sql_rows_get_text (rows, row, 2));
}

static int
compare_numbers (gint64 a, gint64 b) {
  return a < b ? -1 : a > b;
}

static int
compare_rows (gconstpointer a, gconstpointer b) {
  const KapkaBatchRow *left = *(const KapkaBatchRow *const *)a;
  const KapkaBatchRow *right = *(const KapkaBatchRow *const *)b;
  int order = compare_numbers (left->library_id, right->library_id);

  if (order == 0)
    order = strcmp (left->stream_id, right->stream_id);
  if (order == 0)
    order = strcmp (left->day, right->day);
  if (order == 0)
    order = strcmp (left->install_id, right->install_id);
  return order != 0 ? order : compare_numbers (right->number, left->number);
}

void
kapka_batch_rows_sort (GPtrArray *rows) {
  g_ptr_array_sort (rows, compare_rows);
}

static gboolean
have_same_key (const KapkaBatchRow *a, const KapkaBatchRow *b) {
  return a->library_id == b->library_id && strcmp (a->stream_id, b->stream_id) == 0 &&
         strcmp (a->day, b->day) == 0;
}

GPtrArray *
kapka_batch_rows_take_one_per_key (GPtrArray *rows, GPtrArray **out_rest) {
  GPtrArray *taken = g_ptr_array_new ();
  const KapkaBatchRow *last = NULL;

  *out_rest = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++) {
    KapkaBatchRow *row = g_ptr_array_index (rows, i);

    if (last == NULL || !have_same_key (last, row)) {
      g_ptr_array_add (taken, row);
      last = row;
    } else if (strcmp (last->install_id, row->install_id) != 0)
      g_ptr_array_add (*out_rest, row);
  }
  return taken;
}

GPtrArray *
kapka_batch_rows_take_one_per_stream (GPtrArray *rows) {
  GPtrArray *taken = g_ptr_array_new ();
  const char *last = "";

  for (guint i = 0; i < rows->len; i++) {
    KapkaBatchRow *row = g_ptr_array_index (rows, i);

    if (strcmp (last, row->stream_id) != 0)
      g_ptr_array_add (taken, row);
    last = row->stream_id;
  }
  return taken;
}

static int
compare_months (gconstpointer a, gconstpointer b) {
  const KapkaBatchRow *left = *(const KapkaBatchRow *const *)a;
  const KapkaBatchRow *right = *(const KapkaBatchRow *const *)b;
  int order = compare_numbers (left->library_id, right->library_id);

  return order != 0 ? order : strncmp (left->day, right->day, 7);
}

GPtrArray *
kapka_batch_rows_take_one_per_month (GPtrArray *rows) {
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (rows, NULL, NULL);
  GPtrArray *months = g_ptr_array_new ();

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_months);
  for (guint i = 0; i < sorted->len; i++)
    if (i == 0 || compare_months (&sorted->pdata[i - 1], &sorted->pdata[i]) != 0)
      g_ptr_array_add (months, sorted->pdata[i]);
  return months;
}
