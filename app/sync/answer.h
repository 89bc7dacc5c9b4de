// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/reason.h"
#include "http/transport.h"

/**
 * kapka_answer_classify:
 * @answer: what came of a request
 *
 * A captive portal also says 401 and 403, so these mean something about our token only when they
 * come as `application/problem+json` with our `code` (sync.md §3.3). Nothing here makes an ack:
 * that is kapka_ack_parse().
 *
 * Returns: %KAPKA_SYNC_REASON_OK when the answer is worth verifying, else the reason why the
 * request came to nothing.
 */
KapkaSyncReason kapka_answer_classify (const KapkaHttpAnswer *answer);

/** Returns: (transfer full) (nullable): the `code` of an answer that is an
 * `application/problem+json` of ours, as in `revoked`. */
char *kapka_answer_get_problem (const KapkaHttpAnswer *answer);
