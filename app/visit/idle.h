// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** So long before the time limit a visitor is told of it: twice. */
#define KAPKA_IDLE_FIRST_NOTICE_MINUTES 5
#define KAPKA_IDLE_LAST_NOTICE_MINUTES 1

/** What goes on by itself keeps a visit for so long after the last touch: a log-in must not stay
 * open behind a video that somebody left. */
#define KAPKA_IDLE_HOLD_MINUTES 30

/** KapkaIdleState: what the screen has to do about a quiet visitor. */
typedef enum {
  KAPKA_IDLE_ACTIVE,  // Nothing.
  KAPKA_IDLE_WARNING, // Ask whether somebody is still there, and count down.
  KAPKA_IDLE_OVER,    // End the visit: `idle`.
  KAPKA_IDLE_LIMIT,   // The time limit is reached: `limit`.
} KapkaIdleState;

/**
 * KapkaIdle:
 * How long a visitor has been quiet, as plain arithmetic; all times are of one monotonic clock, in
 * microseconds.
 *
 * Besides touches there is what the visitor has set going and waits for, a print job, a download, a
 * film: while it goes on, the visitor is not quiet. What begins by itself in the countdown does not
 * answer it.
 */
typedef struct {
  guint idle_seconds;        // On tiles and forms.
  guint portal_idle_seconds; // In a portal, where a code from a telephone takes minutes.
  guint warning_seconds;     // Length of the countdown.
  guint limit_minutes;       // 0: none.
  gboolean in_portal;
  gint64 started_usec;
  gint64 touched_usec;  // Last touch.
  gint64 released_usec; // When the last of what went on by itself ended, or touched_usec.
  guint n_holds;        // What goes on by itself.
  gboolean held;        // Whether it counts.
} KapkaIdle;

/** Begins anew at @now_usec, with nothing going on. */
void kapka_idle_start (KapkaIdle *idle, gint64 now_usec);
/** Notes a touch at @now_usec. */
void kapka_idle_touch (KapkaIdle *idle, gint64 now_usec);
/** Something begins at @now_usec that goes on by itself, until kapka_idle_release(). */
void kapka_idle_hold (KapkaIdle *idle, gint64 now_usec);

/** Returns: whether what goes on by itself is a sign of life at @now_usec. */
gboolean kapka_idle_is_held (const KapkaIdle *idle, gint64 now_usec);

/**
 * kapka_idle_release:
 *
 * Something that went on by itself has ended at @now_usec.
 *
 * Returns: whether it was a sign of life up to now.
 */
gboolean kapka_idle_release (KapkaIdle *idle, gint64 now_usec);

/**
 * kapka_idle_check:
 * @out_seconds: (out) (optional): seconds left of the visit in WARNING, rounded up; 0 otherwise
 *
 * Returns: the state at @now_usec.
 */
KapkaIdleState kapka_idle_check (const KapkaIdle *idle, gint64 now_usec, guint *out_seconds);

/**
 * kapka_idle_get_minutes_left:
 *
 * Returns: minutes from @now_usec to the time limit, rounded up, from the first notice on; 0
 * before, and while a short visit has only begun.
 */
guint kapka_idle_get_minutes_left (const KapkaIdle *idle, gint64 now_usec);

/** Returns: microseconds from @now_usec until the state, the seconds of the countdown or the
 * minutes left change, for a timer; 0 in OVER and LIMIT. */
gint64 kapka_idle_next_usec (const KapkaIdle *idle, gint64 now_usec);
