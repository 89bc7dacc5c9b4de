// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "central/store.h"
#include "central/upload-request.h"

/** KapkaBatchEntry: one upload on its way into the store, and what became of it. */
typedef struct {
  const KapkaUploadRequest *upload;              // Borrowed.
  char token_sha256[2 * KAPKA_DIGEST_BYTES + 1]; // Of the caller's token, hex.
  gint64 now_ms;                                 // When it came.
  /* What became of it: */
  enum {
    KAPKA_BATCH_STORED,    // `results` and `accepted` are set.
    KAPKA_BATCH_BAD_TOKEN, // No install has this token, or another install than the upload names.
    KAPKA_BATCH_REVOKED,   // The install is revoked.
  } outcome;
  gint64 accepted;
  GPtrArray *results;          // Of owned KapkaBatchResult, in the order of the days.
  GPtrArray *fragment_results; // Of owned KapkaBatchResult, in the order of the fragments.
} KapkaBatchEntry;

/** KapkaBatchResult: the word on one day. Of a fragment only `error` is set, %NULL when it is
 * stored. */
typedef struct {
  const char *status; // stored, unchanged, stale, conflict, rejected.
  const char *error;  // (nullable) With `rejected`: that of the parser, `future_day` or
                      // `stream_owned`.
  gint64 revision;    // What the store holds; 0 with `rejected`.
  char *digest;       // Of that.
} KapkaBatchResult;

/**
 * kapka_batch_store:
 * @entries: (array length=n_entries): uploads
 * @out_receiver_id: (out) (transfer full): who stores them
 *
 * The data rule of sync.md §5.2: all uploads in one transaction, one row per key merged and sorted
 * before, the answer read back from the store. When the function returns %TRUE everything is
 * committed.
 *
 * A day is `future_day` when it has not begun anywhere on earth (UTC+14), and `stream_owned` when
 * its install is not the caller or one of its predecessors, or when the stream is held under
 * another install.
 *
 * Errors: those of kapka_store_transact(); then nothing is stored.
 */
gboolean kapka_batch_store (KapkaStore *store,
                            KapkaBatchEntry *entries,
                            guint n_entries,
                            char **out_receiver_id,
                            GError **error);

void kapka_batch_entry_clear (KapkaBatchEntry *entry);
