// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

/** KapkaLockOut: how many wrong PINs came one after the other, and how long the next must wait. */
typedef struct {
  gint64 tries;       // Wrong ones since the last right one.
  gint64 wait_ms;     // How long to wait, counted from the moment below.
  gint64 utc_ms;      // That moment by the clock on the wall,
  gint64 boottime_ms; // by the clock since boot,
  char boot_id[37];   // and of which boot.
} KapkaLockOut;

/**
 * kapka_lock_out_get_wait_seconds:
 * @tries: wrong tries one after the other
 *
 * Returns: how long the next try has to wait: nothing after the first and the second, 30 s after
 * the third, then 1, 2, 5, 15, 30 and at last 60 minutes. Whoever tries four digits all day long
 * comes to some thirty of ten thousand.
 */
guint kapka_lock_out_get_wait_seconds (gint64 tries);

/**
 * kapka_lock_out_get_left_seconds:
 * @lock_out: the state
 * @clock: the present
 *
 * Within one boot the clock since boot counts, which nobody can set. After another boot the clock
 * on the wall tells how long the machine was off; one that was set back has seen nothing pass.
 *
 * Returns: seconds until the next try is taken, rounded up; 0: now.
 */
guint kapka_lock_out_get_left_seconds (const KapkaLockOut *lock_out, KapkaClock *clock);

/** Counts a wrong try that is made now. */
void kapka_lock_out_add (KapkaLockOut *lock_out, KapkaClock *clock);

/**
 * kapka_lock_out_load:
 * @state_dir: where `staff-lock` lies
 * @clock: the present
 * @out_lock_out: (out): the state; all zero without the file
 *
 * A state of another boot is told over to this one, so that a wait which the clock on the wall
 * cannot measure begins once and not at each look. A file that is not what Kapka wrote counts as
 * the longest wait, from now.
 *
 * Returns: whether @out_lock_out differs from the file and is to be saved.
 */
gboolean kapka_lock_out_load (const char *state_dir, KapkaClock *clock, KapkaLockOut *out_lock_out);

/**
 * kapka_lock_out_save:
 * Writes the file, which is on the disk when this returns; without tries it is removed.
 *
 * Errors: FULL, READ_ONLY, DENIED, IO.
 */
gboolean kapka_lock_out_save (const KapkaLockOut *lock_out, const char *state_dir, GError **error);
