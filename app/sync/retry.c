// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/retry.h"

#define FIRST_STEP_MS 5000
#define LONGEST_STEP_MS (15 * 60 * 1000)

/* What may be over in a minute. All else is the same at the next try, or needs a person. */
static gboolean
may_pass (KapkaSyncReason reason) {
  return reason == KAPKA_SYNC_REASON_NETWORK || reason == KAPKA_SYNC_REASON_PROXY ||
         reason == KAPKA_SYNC_REASON_SERVER_BUSY;
}

gint64
kapka_retry_wait_ms (KapkaSyncReason reason,
                     guint failures,
                     gint64 elapsed_ms,
                     gint64 retry_after_seconds,
                     double random) {
  gint64 asked_ms = CLAMP (retry_after_seconds, 0, KAPKA_RETRY_AFTER_MAX_SECONDS) * 1000;
  gint64 wait_ms;

  if (!may_pass (reason) || failures == 0 || failures >= KAPKA_RETRY_MAX_FAILURES)
    return -1;
  wait_ms = MIN ((gint64)FIRST_STEP_MS << (failures - 1), LONGEST_STEP_MS);
  wait_ms = asked_ms + (gint64)(random * (double)wait_ms);
  return elapsed_ms + wait_ms > KAPKA_RETRY_RUN_MS ? -1 : wait_ms;
}
