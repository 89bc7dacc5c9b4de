// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "base/json.h"
#include "central/store.h"

/** The most days on one page of a reconcile. */
#define KAPKA_RECONCILE_MAX_ROWS 1000

/** KapkaReconcileRequest: the body of `POST /v1/reconcile` (sync.md §4): what a kiosk has. */
typedef struct {
  char *request_id;
  char *install_id;
  GPtrArray *have; // Of owned KapkaReconcileDay.
} KapkaReconcileRequest;

/** KapkaReconcileDay: one day that it has. */
typedef struct {
  char *stream_id;
  char *install_id; // Of the stream.
  char day[11];
  gint64 revision;
  char *digest;
} KapkaReconcileDay;

/** Returns: (transfer full): the request, or %NULL. Errors: DATA. */
KapkaReconcileRequest *
kapka_reconcile_request_parse (const void *data, gsize length, GError **error);
void kapka_reconcile_request_free (KapkaReconcileRequest *request);

/** KapkaReconcileOutcome: what became of a reconcile. */
typedef enum {
  KAPKA_RECONCILE_ANSWERED,
  KAPKA_RECONCILE_BAD_TOKEN,
  KAPKA_RECONCILE_REVOKED,
  KAPKA_RECONCILE_FAILED, // With an error.
} KapkaReconcileOutcome;

/**
 * kapka_reconcile_answer:
 * @token_sha256: of the caller's token
 * @out_answer: (out): the days that the store does not hold, or holds lower or differently; set
 * when the function returns %KAPKA_RECONCILE_ANSWERED
 */
KapkaReconcileOutcome kapka_reconcile_answer (KapkaStore *store,
                                              const KapkaReconcileRequest *request,
                                              const char *token_sha256,
                                              gint64 now_ms,
                                              KapkaJson **out_answer,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReconcileRequest, kapka_reconcile_request_free)
