// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/ack.h"
#include "sync/refused-days.h"

/** KapkaReceiptUse: where a receipt is written down, and what came of it. */
typedef struct {
  KapkaJournal *journal; // Opened with KAPKA_JOURNAL_SYNC.
  KapkaClock *clock;
  GPtrArray *fragments;       // (element-type KapkaFragment) Those that were sent.
  KapkaRefusedDays *refused;  // Gets what the receiver does not take.
  guint n_acked;              // Days and fragments that it holds.
  gboolean fragments_refused; // It takes no fragments at all.
} KapkaReceiptUse;

/**
 * kapka_receipt_apply:
 * @use: (inout): where to
 * @receipt: one that kapka_ack_parse() believes
 *
 * Writes an ack for each day and fragment that the receiver holds; with `stale` the kiosk adopts
 * what it holds. A stream whose copies have gone apart gets no more events.
 *
 * Errors: those of the journal.
 */
gboolean kapka_receipt_apply (KapkaReceiptUse *use, const KapkaReceipt *receipt, GError **error);
