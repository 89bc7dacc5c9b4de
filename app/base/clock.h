// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaClock:
 * Where time comes from, so that a test can set it. All functions may be called from any thread.
 */
typedef struct _KapkaClock KapkaClock;

/**
 * KapkaInstant:
 * One moment, as the journal writes it down (sync.md, "Events").
 */
typedef struct {
  gint64 utc_ms;      // Milliseconds since 1970-01-01 UTC.
  gint64 boottime_ms; // Milliseconds since boot, sleep included (CLOCK_BOOTTIME).
  int utc_off_min;    // Local time minus UTC, in minutes.
  gboolean synced;    // The kernel says that its clock is synchronised (adjtimex).
  char day[11];       // Local statistical day, `YYYY-MM-DD`.
} KapkaInstant;

/**
 * kapka_clock_new_system:
 * @time_zone: zone name of the tz database, as in `Europe/Samara`
 * @error: return location
 *
 * Returns: (transfer full): the clock of the machine in @time_zone, or %NULL when the zone is
 * unknown.
 */
KapkaClock *kapka_clock_new_system (const char *time_zone, GError **error);

/**
 * kapka_clock_new_manual:
 * @time_zone: a known zone name
 * @utc_ms: the time it shows until it is set again
 * @boot_id: boot identifier it reports
 *
 * Returns: (transfer full): a clock that stands still and moves only by kapka_clock_set_utc_ms();
 * for tests and for the demo.
 */
KapkaClock *kapka_clock_new_manual (const char *time_zone, gint64 utc_ms, const char *boot_id);

KapkaClock *kapka_clock_ref (KapkaClock *clock);
void kapka_clock_unref (KapkaClock *clock);

/** Moves a manual clock; the time since boot moves along. */
void kapka_clock_set_utc_ms (KapkaClock *clock, gint64 utc_ms);

/** Fills @instant with the present moment. */
void kapka_clock_now (KapkaClock *clock, KapkaInstant *instant);

/** The two times of kapka_clock_now() alone, at a small part of its price. */
void kapka_clock_read_ms (KapkaClock *clock, gint64 *out_utc_ms, gint64 *out_boottime_ms);

/**
 * kapka_clock_at:
 * @clock: a clock
 * @utc_ms: a moment
 * @instant: (out): that moment as the clock of today's boot would have shown it
 */
void kapka_clock_at (KapkaClock *clock, gint64 utc_ms, KapkaInstant *instant);

/** Returns: identifier of the running boot (36 characters), as in /proc/sys/kernel/random/boot_id.
 */
const char *kapka_clock_get_boot_id (KapkaClock *clock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaClock, kapka_clock_unref)
