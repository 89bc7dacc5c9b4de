// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "central/enrol.h"
#include "central/limits.h"
#include "central/reconcile.h"
#include "central/upload-request.h"

/** KapkaWorkKind: what is asked for. */
typedef enum {
  KAPKA_WORK_PING,
  KAPKA_WORK_ENROL,
  KAPKA_WORK_UPLOAD,
  KAPKA_WORK_RECONCILE,
  KAPKA_WORK_CATALOG,
} KapkaWorkKind;

/* Inside the receiver alone: a request that was read. One of the bodies is there, as the kind says;
 * none with an answer. */
struct _KapkaWork {
  KapkaWorkKind kind;
  gint64 now_ms;                                 // When it came.
  char token_sha256[2 * KAPKA_DIGEST_BYTES + 1]; // Of the caller's token, "" without one.
  char *address;                                 // (nullable) Where it comes from.
  KapkaLimits *limits;                           // Borrowed.
  KapkaUploadRequest *upload;
  KapkaEnrolRequest *enrol;
  KapkaReconcileRequest *reconcile;
  char *if_none_match; // (nullable) Which catalogue the kiosk has.
  KapkaResponse *response;
};

/** Gives @work its answer: (transfer full). */
void kapka_work_answer (KapkaWork *work, KapkaResponse *response);

/** Gives @work a problem for its answer. */
void kapka_work_refuse (KapkaWork *work, KapkaProblemCode code, const char *detail);

/** What the store said about the caller: who was right pays nothing for the guesses of others at
 * the same address. */
void kapka_work_note_known (KapkaWork *work);
