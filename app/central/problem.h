// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/message.h"

/**
 * KapkaProblemCode:
 * Why a request is refused. Its word is the member `code` of the answer (sync.md §4); a kiosk acts
 * on the code, people read the detail.
 */
typedef enum {
  KAPKA_PROBLEM_BAD_REQUEST,
  KAPKA_PROBLEM_BAD_TOKEN,
  KAPKA_PROBLEM_REVOKED,
  KAPKA_PROBLEM_BAD_PREDECESSOR,
  KAPKA_PROBLEM_NOT_FOUND,
  KAPKA_PROBLEM_UNKNOWN_CODE,
  KAPKA_PROBLEM_BAD_METHOD,
  KAPKA_PROBLEM_CODE_USED,
  KAPKA_PROBLEM_INSTALL_USED,
  KAPKA_PROBLEM_CODE_EXPIRED,
  KAPKA_PROBLEM_LENGTH_REQUIRED,
  KAPKA_PROBLEM_TOO_LARGE,
  KAPKA_PROBLEM_BAD_TYPE,
  KAPKA_PROBLEM_TOO_MANY_REQUESTS,
  KAPKA_PROBLEM_INTERNAL,
  KAPKA_PROBLEM_UNAVAILABLE,
} KapkaProblemCode;

/**
 * kapka_problem_response_new:
 * @code: what is wrong
 * @detail: (nullable): which part of the request
 *
 * Returns: (transfer full): an answer of type `application/problem+json`; those that ask to come
 * again carry a random Retry-After, so that the kiosks do not come back together.
 */
KapkaResponse *kapka_problem_response_new (KapkaProblemCode code, const char *detail);
