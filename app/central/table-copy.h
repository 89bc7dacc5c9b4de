// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/** KapkaTableCopyEnd: one side of a copy. */
typedef struct {
  KapkaStore *store;  // Borrowed.
  gboolean is_inside; // A transaction is open; otherwise each portion gets one of its own.
} KapkaTableCopyEnd;

/**
 * kapka_table_copy_list:
 * @store: a store in SQLite
 * @error: return location
 *
 * Returns: (transfer full): the names of its tables; one that refers to another comes after it.
 * Those of a backup alone, named `backup…`, are left out.
 */
GStrv kapka_table_copy_list (KapkaStore *store, GError **error);

/**
 * kapka_table_copy_run:
 * @name: a table that both ends have, with a primary key
 * @sqlite: the end that can tell the columns of the table
 * @from: where its rows are
 * @to: where they go
 * @error: return location
 *
 * Copies all rows, in portions by the key, so that memory does not grow with the table.
 */
gboolean kapka_table_copy_run (const char *name,
                               const KapkaTableCopyEnd *sqlite,
                               const KapkaTableCopyEnd *from,
                               const KapkaTableCopyEnd *to,
                               GError **error);
