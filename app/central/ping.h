// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "central/store.h"

/**
 * kapka_ping_answer:
 * @store: a store
 * @now_ms: the time
 * @error: return location
 *
 * Returns: (transfer full): the answer to `GET /v1/ping` (sync.md §4), or %NULL when the store
 * cannot be used.
 */
KapkaJson *kapka_ping_answer (KapkaStore *store, gint64 now_ms, GError **error);
