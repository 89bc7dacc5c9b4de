// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/batch-statements.h"
#include "central/installs.h"

/** KapkaBatch: one try to store a batch. */
typedef struct {
  KapkaStore *store;
  KapkaBatchEntry *entries;
  guint n_entries;
  KapkaInstalls *installs;
  const KapkaInstall **callers; // One per entry; NULL for those that may not send.
  gint64 *n_accepted;           // One per entry.
  GPtrArray *days;              // Of owned KapkaBatchRow, sorted.
  GPtrArray *fragments;         // Of owned KapkaBatchRow, sorted.
  char *receiver_id;
} KapkaBatch;

/** Finds out who sends, and which of it may go into the store: fills callers, days and fragments;
 * what may not has its word already. */
gboolean kapka_batch_gather (KapkaBatch *batch, GError **error);

/** Reads back what the store holds: the words on all that was to go in. */
gboolean kapka_batch_settle (KapkaBatch *batch, GError **error);

/** Gives a day or a fragment the word that it is not taken. */
void kapka_batch_reject (KapkaBatchResult *result, const char *word);
