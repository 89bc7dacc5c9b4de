// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/** KapkaCaller: who asks. */
typedef enum {
  KAPKA_CALLER_FAILED, // The store cannot say, with an error.
  KAPKA_CALLER_UNKNOWN,
  KAPKA_CALLER_REVOKED,
  KAPKA_CALLER_KNOWN,
} KapkaCaller;

/** Looks for the install with this token, of which the hash is given in hex. Returns: who it is. */
KapkaCaller kapka_caller_check (KapkaStore *store, const char *token_sha256, GError **error);
