// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/upload.h"
#include "http/transport.h"

/** Days in one request, at most (sync.md §4). */
#define KAPKA_RECONCILE_MAX_DAYS 1000

/** KapkaReconcileWhen: when the kiosk and the receiver compare what they have. */
typedef enum {
  KAPKA_RECONCILE_NOW,   // There is a sign that the receiver lost something.
  KAPKA_RECONCILE_SOON,  // On a random day of the coming week: the first time.
  KAPKA_RECONCILE_LATER, // On a random day around a week from now: it has just been done.
} KapkaReconcileWhen;

/** Plans the next time, in the key `reconcile_day` of meta. */
gboolean kapka_reconcile_plan (KapkaJournal *journal,
                               KapkaClock *clock,
                               KapkaReconcileWhen when,
                               GError **error);

/**
 * kapka_reconcile_is_due:
 * A kiosk that never planned one plans it here. A plan farther away than any that is made is the
 * work of a wrong clock, and due.
 */
gboolean kapka_reconcile_is_due (KapkaJournal *journal,
                                 KapkaClock *clock,
                                 gboolean *out_due,
                                 GError **error);

/** Returns: (transfer full): the body of `POST /v1/reconcile` that tells of @documents
 * (element-type KapkaDayDocument). */
char *kapka_reconcile_build (const char *install_id, const char *request_id, GPtrArray *documents);

/**
 * kapka_reconcile_parse:
 * @answer: one that kapka_answer_classify() finds worth verifying
 * @documents: (element-type KapkaDayDocument): what the request told of
 * @out_receiver_id: (out) (transfer full): who signed
 *
 * Errors: those of kapka_signed_answer_open(); PROTOCOL also when a day is named that the request
 * did not tell of.
 *
 * Returns: (transfer container) (element-type KapkaDayDocument): those of @documents that the
 * receiver does not hold as we do, or %NULL.
 */
GPtrArray *kapka_reconcile_parse (const KapkaHttpAnswer *answer,
                                  const char *token,
                                  const char *request_id,
                                  GPtrArray *documents,
                                  char **out_receiver_id,
                                  GError **error);
