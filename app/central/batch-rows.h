// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/batch.h"

/** KapkaBatchRow: one day or one fragment of a batch that may go into the store. */
typedef struct {
  KapkaBatchEntry *entry;   // Who sends it.
  KapkaBatchResult *result; // Where the word on it goes.
  gint64 library_id;        // Those of its install, whoever sends it.
  gint64 terminal_id;
  const char *stream_id; // All texts are borrowed from the upload.
  const char *install_id;
  const char *day;
  gint64 number;      // Revision of a day, seq of a fragment.
  const char *digest; // (nullable) Of a day.
  const char *counts;
} KapkaBatchRow;

/** Returns: (transfer full): a name for what the store keeps one row for: library, stream, and day
 * or seq. */
char *kapka_batch_row_name_day (const KapkaBatchRow *row);
char *kapka_batch_row_name_fragment (const KapkaBatchRow *row);

/** The same for three columns of an answer. */
char *kapka_batch_row_name_columns (const KapkaSqlRows *rows, guint row);

/**
 * kapka_batch_rows_sort:
 * @rows: (element-type KapkaBatchRow)
 *
 * Sorts by key, so that two transactions lock rows in the same order; of one key and install the
 * highest number comes first.
 */
void kapka_batch_rows_sort (GPtrArray *rows);

/**
 * kapka_batch_rows_take_one_per_key:
 * @rows: (element-type KapkaBatchRow): sorted days
 * @out_rest: (out): those of other installs for a key that is taken, for the next statement
 *
 * Returns: (transfer full): for each key the highest of its first install; lower ones of the same
 * install are in neither list.
 */
GPtrArray *kapka_batch_rows_take_one_per_key (GPtrArray *rows, GPtrArray **out_rest);

/** Returns: (transfer full): of sorted rows one for each stream. */
GPtrArray *kapka_batch_rows_take_one_per_stream (GPtrArray *rows);

/** Returns: (transfer full): one for each library and month, sorted. */
GPtrArray *kapka_batch_rows_take_one_per_month (GPtrArray *rows);
