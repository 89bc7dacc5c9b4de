// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaIdleState: what the screen has to do about a quiet visitor. */
typedef enum {
  KAPKA_IDLE_ACTIVE,  // Nothing.
  KAPKA_IDLE_WARNING, // Ask whether somebody is still there, and count down.
  KAPKA_IDLE_OVER,    // End the visit: `idle`.
  KAPKA_IDLE_LIMIT,   // The time limit is reached: `limit`.
} KapkaIdleState;

/** KapkaIdle: how long a visitor has been quiet, as plain arithmetic; all times are of one monotonic clock, in microseconds. */
typedef struct {
  guint idle_seconds;        // On tiles and forms.
  guint portal_idle_seconds; // In a portal, where a code from a telephone takes minutes.
  guint warning_seconds;     // Length of the countdown.
  guint limit_minutes;       // 0: none.
  gboolean in_portal;
  gint64 started_usec;
  gint64 active_usec; // Last activity.
} KapkaIdle;

/** Begins anew at @now_usec. */
void kapka_idle_start (KapkaIdle *idle, gint64 now_usec);
/** Notes activity at @now_usec. */
void kapka_idle_touch (KapkaIdle *idle, gint64 now_usec);

/**
 * kapka_idle_check:
 * @out_seconds: (out) (optional): seconds left of the countdown in WARNING, rounded up; 0 otherwise
 *
 * Returns: the state at @now_usec.
 */
KapkaIdleState kapka_idle_check (const KapkaIdle *idle, gint64 now_usec, guint *out_seconds);

/** Returns: microseconds from @now_usec until the state or the seconds of the countdown change, for a timer; 0 in OVER and LIMIT. */
gint64 kapka_idle_next_usec (const KapkaIdle *idle, gint64 now_usec);
