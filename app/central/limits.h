// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/receiver.h"

/** KapkaLimitKind: what is counted. */
typedef enum {
  KAPKA_LIMIT_TOKEN,          // Requests with one token.
  KAPKA_LIMIT_WRONG_TOKEN,    // Requests from one address with tokens that were not known.
  KAPKA_LIMIT_WRONG_CODE,     // Enrolments from one address that did not succeed.
  KAPKA_LIMIT_ENROLMENT_CODE, // Enrolments with one code that did not succeed.
} KapkaLimitKind;

/**
 * kapka_limits_take:
 * @key: the token (its hash), the address or the code (its hash)
 * @now_ms: time since boot
 *
 * Takes one drop out of the bucket of @key. From any thread.
 *
 * Returns: %FALSE when the bucket is empty.
 */
gboolean
kapka_limits_take (KapkaLimits *limits, KapkaLimitKind kind, const char *key, gint64 now_ms);

/** Gives the drop back: the request turned out to be none of those that are counted. */
void kapka_limits_give_back (KapkaLimits *limits, KapkaLimitKind kind, const char *key);
