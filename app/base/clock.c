// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>

#include "base/error.h"

struct _KapkaClock {
  gatomicrefcount refs;
  GTimeZone *zone;
  char *boot_id;
  gboolean manual;
  GMutex lock; // Guards the two below.
  gint64 manual_utc_ms;
  gint64 manual_boottime_ms;
};

static KapkaClock *
clock_new (GTimeZone *zone, char *boot_id) {
  KapkaClock *clock = g_new0 (KapkaClock, 1);

  g_atomic_ref_count_init (&clock->refs);
  g_mutex_init (&clock->lock);
  clock->zone = zone;
  clock->boot_id = boot_id;
  return clock;
}

static char *
read_boot_id (GError **error) {
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, error))
    return NULL;
  g_strstrip (text);
  if (!g_uuid_string_is_valid (text)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL, "the kernel's boot_id is not a UUID: %s",
                 text);
    return NULL;
  }
  return g_steal_pointer (&text);
}

KapkaClock *
kapka_clock_new_system (const char *time_zone, GError **error) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (time_zone);
  char *boot_id;

  if (zone == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG, _ ("unknown time zone \"%s\""), time_zone);
    return NULL;
  }
  boot_id = read_boot_id (error);
  if (boot_id == NULL)
    return NULL;
  return clock_new (g_steal_pointer (&zone), boot_id);
}

KapkaClock *
kapka_clock_new_manual (const char *time_zone, gint64 utc_ms, const char *boot_id) {
  KapkaClock *clock = clock_new (g_time_zone_new_identifier (time_zone), g_strdup (boot_id));

  g_return_val_if_fail (clock->zone != NULL, clock);
  clock->manual = TRUE;
  clock->manual_utc_ms = utc_ms;
  clock->manual_boottime_ms = 60 * 1000;
  return clock;
}

KapkaClock *
kapka_clock_ref (KapkaClock *clock) {
  g_atomic_ref_count_inc (&clock->refs);
  return clock;
}

void
kapka_clock_unref (KapkaClock *clock) {
  if (clock == NULL || !g_atomic_ref_count_dec (&clock->refs))
    return;
  g_time_zone_unref (clock->zone);
  g_mutex_clear (&clock->lock);
  g_free (clock->boot_id);
  g_free (clock);
}

void
kapka_clock_set_utc_ms (KapkaClock *clock, gint64 utc_ms) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clock->lock);

  g_return_if_fail (clock->manual);
  clock->manual_boottime_ms += MAX (utc_ms - clock->manual_utc_ms, 0);
  clock->manual_utc_ms = utc_ms;
}

static gint64
read_ms (clockid_t id) {
  struct timespec now;

  clock_gettime (id, &now);
  return (gint64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static gboolean
kernel_is_synced (void) {
  struct timex state = { 0 };

  return adjtimex (&state) != TIME_ERROR;
}

void
kapka_clock_read_ms (KapkaClock *clock, gint64 *out_utc_ms, gint64 *out_boottime_ms) {
  if (clock->manual) {
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clock->lock);

    *out_utc_ms = clock->manual_utc_ms;
    *out_boottime_ms = clock->manual_boottime_ms;
  } else {
    *out_utc_ms = read_ms (CLOCK_REALTIME);
    *out_boottime_ms = read_ms (CLOCK_BOOTTIME);
  }
}

static void
read_clocks (KapkaClock *clock, KapkaInstant *instant) {
  kapka_clock_read_ms (clock, &instant->utc_ms, &instant->boottime_ms);
  instant->synced = clock->manual || kernel_is_synced ();
}

static void
fill_local (KapkaClock *clock, KapkaInstant *instant) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant->utc_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, clock->zone);
  g_autofree char *day = g_date_time_format (local, "%Y-%m-%d");

  instant->utc_off_min = (int)(g_date_time_get_utc_offset (local) / G_TIME_SPAN_MINUTE);
  g_strlcpy (instant->day, day, sizeof instant->day);
}

void
kapka_clock_now (KapkaClock *clock, KapkaInstant *instant) {
  read_clocks (clock, instant);
  fill_local (clock, instant);
}

void
kapka_clock_at (KapkaClock *clock, gint64 utc_ms, KapkaInstant *instant) {
  read_clocks (clock, instant);
  instant->boottime_ms += utc_ms - instant->utc_ms;
  instant->utc_ms = utc_ms;
  fill_local (clock, instant);
}

const char *
kapka_clock_get_boot_id (KapkaClock *clock) {
  return clock->boot_id;
}
