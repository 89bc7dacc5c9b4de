// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/idle.h"

#define SECOND G_USEC_PER_SEC
#define MINUTE (60 * G_USEC_PER_SEC)

void
kapka_idle_start (KapkaIdle *idle, gint64 now_usec) {
  idle->started_usec = now_usec;
  idle->active_usec = now_usec;
}

void
kapka_idle_touch (KapkaIdle *idle, gint64 now_usec) {
  idle->active_usec = now_usec;
}

static gint64
warning_begins_usec (const KapkaIdle *idle) {
  guint seconds = idle->in_portal ? idle->portal_idle_seconds : idle->idle_seconds;

  return idle->active_usec + seconds * SECOND;
}

static gint64
warning_ends_usec (const KapkaIdle *idle) {
  return warning_begins_usec (idle) + idle->warning_seconds * SECOND;
}

static gint64
limit_usec (const KapkaIdle *idle) {
  return idle->limit_minutes == 0 ? G_MAXINT64 : idle->started_usec + idle->limit_minutes * MINUTE;
}

KapkaIdleState
kapka_idle_check (const KapkaIdle *idle, gint64 now_usec, guint *out_seconds) {
  if (out_seconds != NULL)
    *out_seconds = 0;
  if (now_usec >= limit_usec (idle))
    return KAPKA_IDLE_LIMIT;
  if (now_usec >= warning_ends_usec (idle))
    return KAPKA_IDLE_OVER;
  if (now_usec < warning_begins_usec (idle))
    return KAPKA_IDLE_ACTIVE;
  if (out_seconds != NULL)
    *out_seconds = (guint)((warning_ends_usec (idle) - now_usec + SECOND - 1) / SECOND);
  return KAPKA_IDLE_WARNING;
}

gint64
kapka_idle_next_usec (const KapkaIdle *idle, gint64 now_usec) {
  gint64 next_usec;

  switch (kapka_idle_check (idle, now_usec, NULL)) {
  case KAPKA_IDLE_ACTIVE:
    next_usec = warning_begins_usec (idle) - now_usec;
    break;
  case KAPKA_IDLE_WARNING:
    next_usec = (warning_ends_usec (idle) - now_usec - 1) % SECOND + 1;
    break;
  case KAPKA_IDLE_OVER:
  case KAPKA_IDLE_LIMIT:
  default:
    return 0;
  }
  return MIN (next_usec, limit_usec (idle) - now_usec);
}
