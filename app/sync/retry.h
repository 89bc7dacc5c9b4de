// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/reason.h"

/** Tries that may fail in one run before the next trigger has to go on (sync.md §3.1). */
#define KAPKA_RETRY_MAX_FAILURES 8

/** A run that would still be waiting after this time ends instead: 2 hours. */
#define KAPKA_RETRY_RUN_MS (2 * 60 * 60 * 1000)

/** The longest `Retry-After` that is believed, in seconds: 6 hours. */
#define KAPKA_RETRY_AFTER_MAX_SECONDS 21600

/**
 * kapka_retry_wait_ms:
 * @reason: why the last try failed
 * @failures: tries of this run that failed one after another, the last one included, from 1
 * @elapsed_ms: time since the run began
 * @retry_after_seconds: what the answer asked for; 0 and less means nothing
 * @random: a fresh random number, 0 ≤ @random < 1
 *
 * Full jitter: the wait is even between 0 and min (15 min, 5 s · 2ⁿ⁻¹) after the n-th failure, on
 * top of what the centre asked for, so that a network of kiosks does not come back all at once.
 *
 * Returns: how long to wait before the next try, or -1 when the run ends with @reason.
 */
gint64 kapka_retry_wait_ms (KapkaSyncReason reason,
                            guint failures,
                            gint64 elapsed_ms,
                            gint64 retry_after_seconds,
                            double random);
