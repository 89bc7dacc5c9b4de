// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/idle.h"

/* A day of these does not fit into 32 bits. */
#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE

void
kapka_idle_start (KapkaIdle *idle, gint64 now_usec) {
  idle->started_usec = now_usec;
  idle->n_holds = 0;
  kapka_idle_touch (idle, now_usec);
}

void
kapka_idle_touch (KapkaIdle *idle, gint64 now_usec) {
  idle->touched_usec = now_usec;
  idle->released_usec = now_usec;
  idle->held = idle->n_holds > 0;
}

static gint64
warning_begins_usec (const KapkaIdle *idle) {
  gint64 patience_usec =
      (idle->in_portal ? idle->portal_idle_seconds : idle->idle_seconds) * SECOND;
  gint64 by_itself_usec = idle->touched_usec + KAPKA_IDLE_HOLD_MINUTES * MINUTE;

  if (!idle->held)
    by_itself_usec = MIN (by_itself_usec, idle->released_usec + patience_usec);
  return MAX (idle->touched_usec + patience_usec, by_itself_usec);
}

static gint64
limit_usec (const KapkaIdle *idle) {
  return idle->limit_minutes == 0 ? G_MAXINT64 : idle->started_usec + idle->limit_minutes * MINUTE;
}

/* When the countdown is at its end; the time limit may come first. */
static gint64
warning_ends_usec (const KapkaIdle *idle) {
  return MIN (warning_begins_usec (idle) + idle->warning_seconds * SECOND, limit_usec (idle));
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

void
kapka_idle_hold (KapkaIdle *idle, gint64 now_usec) {
  idle->n_holds++;
  idle->held = idle->held || kapka_idle_check (idle, now_usec, NULL) == KAPKA_IDLE_ACTIVE;
}

gboolean
kapka_idle_is_held (const KapkaIdle *idle, gint64 now_usec) {
  return idle->held && now_usec < warning_begins_usec (idle);
}

gboolean
kapka_idle_release (KapkaIdle *idle, gint64 now_usec) {
  gboolean alive = kapka_idle_is_held (idle, now_usec);

  idle->n_holds--;
  if (idle->n_holds > 0)
    return alive;
  if (alive)
    idle->released_usec = now_usec;
  idle->held = FALSE;
  return alive;
}

guint
kapka_idle_get_minutes_left (const KapkaIdle *idle, gint64 now_usec) {
  gint64 minutes = (limit_usec (idle) - now_usec - 1) / MINUTE + 1;

  if (idle->limit_minutes == 0 || now_usec >= limit_usec (idle) || minutes >= idle->limit_minutes ||
      minutes > KAPKA_IDLE_FIRST_NOTICE_MINUTES)
    return 0;
  return (guint)minutes;
}

/* The limit lies a whole number of minutes after the start, so each of the last minutes begins as
 * one after the start does. */
static gint64
next_minute_usec (const KapkaIdle *idle, gint64 now_usec) {
  gint64 left_usec = limit_usec (idle) - now_usec;

  if (left_usec > KAPKA_IDLE_FIRST_NOTICE_MINUTES * MINUTE)
    return left_usec - KAPKA_IDLE_FIRST_NOTICE_MINUTES * MINUTE;
  return (left_usec - 1) % MINUTE + 1;
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
  return idle->limit_minutes == 0 ? next_usec : MIN (next_usec, next_minute_usec (idle, now_usec));
}
