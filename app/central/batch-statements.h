// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/batch-rows.h"

/* The statements of sync.md §5.2. Lists may be empty. */

/** Stores days. Returns: (transfer full): names of those that were written now. */
GHashTable *kapka_batch_write_days (KapkaStore *store, GPtrArray *rows, GError **error);

/** Keeps what was written, and conflicting copies, in the log. */
gboolean kapka_batch_write_log (KapkaStore *store, GPtrArray *rows, GError **error);

/** Stores fragments. Returns: (transfer full): names of those that were written now. */
GHashTable *kapka_batch_write_fragments (KapkaStore *store, GPtrArray *rows, GError **error);

/** Has the months of @rows counted anew. */
gboolean kapka_batch_mark_months (KapkaStore *store, GPtrArray *rows, GError **error);

/** KapkaBatchHeld: what the store holds for a key. */
typedef struct {
  gint64 revision; // 0 of a fragment.
  char *digest;
  char *install_id;
} KapkaBatchHeld;

/** Returns: (transfer full): name → KapkaBatchHeld of days. */
GHashTable *kapka_batch_read_days (KapkaStore *store, GPtrArray *rows, GError **error);

/** Returns: (transfer full): name → KapkaBatchHeld of fragments. */
GHashTable *kapka_batch_read_fragments (KapkaStore *store, GPtrArray *rows, GError **error);

/** Returns: (transfer full): stream → set of the installs under which any day of it is held, in
 * whatever library. */
GHashTable *kapka_batch_read_owners (KapkaStore *store, GPtrArray *rows, GError **error);
