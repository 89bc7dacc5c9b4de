// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "base/json.h"
#include "central/problem.h"
#include "central/store.h"

/** KapkaEnrolFormer: what a kiosk was before. */
typedef struct {
  char *install_id;
  char token_sha256[2 * KAPKA_DIGEST_BYTES + 1];
} KapkaEnrolFormer;

/** KapkaEnrolRequest: the body of `POST /v1/enroll` (sync.md §4). */
typedef struct {
  char *request_id;
  char *code_sha256; // (nullable) Of a code that can be one.
  char *install_id;
  char *token_sha256;
  char *machine_hash; // (nullable)
  GPtrArray *formers; // Of owned KapkaEnrolFormer: the predecessor, its predecessor, and so on.
} KapkaEnrolRequest;

/** Returns: (transfer full): the request, or %NULL. Errors: DATA. */
KapkaEnrolRequest *kapka_enrol_request_parse (const void *data, gsize length, GError **error);
void kapka_enrol_request_free (KapkaEnrolRequest *request);

/**
 * kapka_enrol_store:
 * @request: who wants to be enrolled
 * @now_ms: the time
 * @out_problem: (out): why not, when the function returns %NULL without @error
 * @error: return location
 *
 * Takes the code, makes the install, and revokes the earlier installs of the terminal, in one
 * transaction. The same request again has the same answer.
 *
 * Returns: (transfer full): the answer, or %NULL.
 */
KapkaJson *kapka_enrol_store (KapkaStore *store,
                              const KapkaEnrolRequest *request,
                              gint64 now_ms,
                              KapkaProblemCode *out_problem,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaEnrolRequest, kapka_enrol_request_free)
