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

/* The statements of sync.md §5.2. Lists may be empty. */

/** Stores days. Returns: (transfer full): names of those that were written now. */
GHashTable *kapka_batch_rows_write_days (KapkaStore *store, GPtrArray *rows, GError **error);

/** Keeps what was written, and conflicting copies, in the log. */
gboolean kapka_batch_rows_write_log (KapkaStore *store, GPtrArray *rows, GError **error);

/** Stores fragments. Returns: (transfer full): names of those that were written now. */
GHashTable *kapka_batch_rows_write_fragments (KapkaStore *store, GPtrArray *rows, GError **error);

/** Has the months of @rows counted anew. */
gboolean kapka_batch_rows_mark_months (KapkaStore *store, GPtrArray *rows, GError **error);

/** KapkaBatchHeld: what the store holds for a key. */
typedef struct {
  gint64 revision; // 0 of a fragment.
  char *digest;
  char *install_id;
} KapkaBatchHeld;

/** Returns: (transfer full): name → KapkaBatchHeld of days. */
GHashTable *kapka_batch_rows_read_days (KapkaStore *store, GPtrArray *rows, GError **error);

/** Returns: (transfer full): name → KapkaBatchHeld of fragments. */
GHashTable *kapka_batch_rows_read_fragments (KapkaStore *store, GPtrArray *rows, GError **error);

/** Returns: (transfer full): stream → set of the installs under which any day of it is held, in
 * whatever library. */
GHashTable *kapka_batch_rows_read_owners (KapkaStore *store, GPtrArray *rows, GError **error);
