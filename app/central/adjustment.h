// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "central/store.h"

/** KapkaAdjustment: a correction that the centre makes; kiosks know nothing of it (sync.md §5.5).
 */
typedef struct {
  char *id;          // UUID.
  char *library;     // Code.
  char *terminal;    // (nullable) Code; NULL: the library as a whole.
  char *day;         // On which it counts.
  KapkaJson *counts; // Key → number, also negative.
  char *author;
  char *reason;
  gint64 created_ms;
  gint64 revoked_ms; // 0: it counts.
} KapkaAdjustment;

/** Returns: (transfer full): an adjustment with an id and nothing else. */
KapkaAdjustment *kapka_adjustment_new (void);
void kapka_adjustment_free (KapkaAdjustment *adjustment);

/**
 * kapka_adjustment_add_count:
 * @text: as in `s3=-2`
 *
 * Errors: DATA: no such counter, no number, zero, or a counter that was named before.
 */
gboolean kapka_adjustment_add_count (KapkaAdjustment *adjustment, const char *text, GError **error);

/**
 * kapka_adjustment_store:
 * Stores @adjustment and marks its month for a new count, in one transaction. Storing it again
 * changes nothing.
 *
 * Errors: DATA, NOT_FOUND (no such library or terminal), those of kapka_store_transact().
 */
gboolean kapka_adjustment_store (KapkaStore *store,
                                 KapkaClock *clock,
                                 KapkaAdjustment *adjustment,
                                 GError **error);

/** Takes an adjustment out of the count; it stays in the list. Errors: NOT_FOUND. */
gboolean
kapka_adjustment_revoke (KapkaStore *store, KapkaClock *clock, const char *id, GError **error);

/**
 * kapka_adjustment_list:
 * @library: (nullable): code of one library
 *
 * Returns: (transfer full) (element-type KapkaAdjustment): the latest first.
 */
GPtrArray *kapka_adjustment_list (KapkaStore *store, const char *library, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaAdjustment, kapka_adjustment_free)
