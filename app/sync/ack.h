// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/upload.h"
#include "sync/enrolment.h"
#include "http/transport.h"

/** KapkaAckStatus: what the receiver did with one day (sync.md §4). */
typedef enum {
  KAPKA_ACK_STORED,    // It now stores exactly what was sent.
  KAPKA_ACK_UNCHANGED, // It stored exactly that already.
  KAPKA_ACK_STALE,     // It holds a higher revision of this day, from another copy of this disk.
  KAPKA_ACK_CONFLICT,  // It holds this revision with another content.
  KAPKA_ACK_REJECTED,  // It does not take the day.
} KapkaAckStatus;

/** KapkaDayAck: the receiver's word on one day. */
typedef struct {
  const KapkaDayDocument *document; // Borrowed: the day that was sent.
  KapkaAckStatus status;
  gint64 revision; // What the receiver holds; with REJECTED what was sent.
  char *digest;    // (nullable) Of that revision, where the receiver named it.
  char *error;     // (nullable) With REJECTED: why, as in `future_day`.
} KapkaDayAck;

void kapka_day_ack_free (KapkaDayAck *ack);

/** KapkaFragmentRefusal: the receiver does not take one fragment, as its day lies in the future. */
typedef struct {
  char *stream_id;
  gint64 seq;
  char *error;
} KapkaFragmentRefusal;

/** KapkaReceipt: a verified answer to one upload. */
typedef struct {
  char *receiver_id;         // Who signed; another than before when the centre has a new store.
  gint64 accepted;           // Documents and fragments ever stored from this install's uploads.
  gboolean fragments_stored; // It stores all fragments that were sent.
  GPtrArray *refusals;       // Of owned KapkaFragmentRefusal: those it names when it does not.
  gboolean reconcile;        // It asks to be told what this kiosk has.
  char *time;                // (nullable) Its clock, as in `2026-03-03T21:14:08Z`.
  GPtrArray *days; // Of owned KapkaDayAck: one for each day that was sent, in their order.
} KapkaReceipt;

void kapka_receipt_free (KapkaReceipt *receipt);

/**
 * kapka_ack_parse:
 * @answer: one that kapka_answer_classify() finds worth verifying
 * @enrolment: whose receiver has to have signed it
 * @request_id: of the request
 * @documents: (element-type KapkaDayDocument): the days that were sent
 * @error: return location
 *
 * Applies every rule of sync.md §3.3. It is all or nothing: an answer with one mistake acks no day.
 *
 * Errors: NETWORK when the answer was cut short, PROTOCOL for everything else.
 *
 * Returns: (transfer full): the receipt, or %NULL.
 */
KapkaReceipt *kapka_ack_parse (const KapkaHttpAnswer *answer,
                               const KapkaEnrolment *enrolment,
                               const char *request_id,
                               GPtrArray *documents,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDayAck, kapka_day_ack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReceipt, kapka_receipt_free)
