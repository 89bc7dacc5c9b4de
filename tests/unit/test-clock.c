// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/clock.h"
#include "base/error.h"

#define BOOT_ID "0b0e0000-0000-4000-8000-000000000001"
#define HOUR_MS (60 * 60 * 1000LL)

typedef struct {
  const char *zone;
  const char *utc; // ISO 8601.
  const char *day;
  int utc_off_min;
} Case;

/* Samara and Moscow moved their clocks in 2010, 2011 and 2014. */
static const Case cases[] = {
  { "Europe/Samara", "2026-03-01T19:59:59Z", "2026-03-01", 240 },
  { "Europe/Samara", "2026-03-01T20:00:00Z", "2026-03-02", 240 },
  { "Europe/Samara", "2026-12-31T20:00:00Z", "2027-01-01", 240 },
  { "Europe/Samara", "2028-02-28T20:00:00Z", "2028-02-29", 240 },
  { "Europe/Samara", "2010-07-01T20:30:00Z", "2010-07-02", 240 },
  { "Europe/Samara", "2011-01-10T20:30:00Z", "2011-01-10", 180 },
  { "Europe/Moscow", "2014-10-25T21:30:00Z", "2014-10-26", 240 },
  { "Europe/Moscow", "2014-10-26T21:30:00Z", "2014-10-27", 180 },
  { "America/New_York", "2026-07-01T03:59:00Z", "2026-06-30", -240 },
  { "Asia/Kathmandu", "2026-07-01T18:15:00Z", "2026-07-02", 345 },
  { "UTC", "1969-12-31T23:59:59Z", "1969-12-31", 0 },
};

static gint64
parse_ms (const char *utc) {
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (utc, NULL);

  return g_date_time_to_unix (time) * 1000;
}

static void
test_days (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 utc_ms = parse_ms (cases[i].utc);
    g_autoptr (KapkaClock) clock = kapka_clock_new_manual (cases[i].zone, utc_ms, BOOT_ID);
    KapkaInstant now;

    kapka_clock_now (clock, &now);
    g_test_message ("%s %s", cases[i].zone, cases[i].utc);
    g_assert_cmpstr (now.day, ==, cases[i].day);
    g_assert_cmpint (now.utc_off_min, ==, cases[i].utc_off_min);
    g_assert_cmpint (now.utc_ms, ==, utc_ms);
  }
}

/* The last millisecond of a day belongs to it. */
static void
test_milliseconds (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", 0, BOOT_ID);
  KapkaInstant instant;

  kapka_clock_at (clock, 24 * HOUR_MS - 1, &instant);
  g_assert_cmpstr (instant.day, ==, "1970-01-01");
  kapka_clock_at (clock, 24 * HOUR_MS, &instant);
  g_assert_cmpstr (instant.day, ==, "1970-01-02");
}

static void
test_manual (void) {
  gint64 start_ms = parse_ms ("2026-03-01T10:00:00Z");
  g_autoptr (KapkaClock) first = kapka_clock_new_manual ("Europe/Samara", start_ms, BOOT_ID);
  g_autoptr (KapkaClock) clock = kapka_clock_ref (first);
  KapkaInstant start, now;

  kapka_clock_now (clock, &start);
  kapka_clock_now (clock, &now);
  g_assert_cmpint (now.utc_ms, ==, start_ms);
  g_assert_cmpint (now.boottime_ms, ==, start.boottime_ms);
  g_assert_true (now.synced);
  g_assert_cmpstr (kapka_clock_get_boot_id (clock), ==, BOOT_ID);

  kapka_clock_set_utc_ms (clock, start_ms + 5000);
  kapka_clock_now (clock, &now);
  g_assert_cmpint (now.boottime_ms, ==, start.boottime_ms + 5000);

  /* A clock that is set back leaves the time since boot alone. */
  kapka_clock_set_utc_ms (clock, start_ms - HOUR_MS);
  kapka_clock_now (clock, &now);
  g_assert_cmpint (now.utc_ms, ==, start_ms - HOUR_MS);
  g_assert_cmpint (now.boottime_ms, ==, start.boottime_ms + 5000);
}

static void
test_at (void) {
  gint64 now_ms = parse_ms ("2026-03-01T20:00:30Z");
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", now_ms, BOOT_ID);
  KapkaInstant now, then;

  kapka_clock_now (clock, &now);
  kapka_clock_at (clock, now_ms - 40000, &then);
  g_assert_cmpstr (now.day, ==, "2026-03-02");
  g_assert_cmpstr (then.day, ==, "2026-03-01");
  g_assert_cmpint (then.utc_ms, ==, now_ms - 40000);
  g_assert_cmpint (then.boottime_ms, ==, now.boottime_ms - 40000);
}

static void
test_system (void) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("Europe/Samara", &error);
  gint64 real_ms = g_get_real_time () / 1000;
  KapkaInstant first, second;

  g_assert_no_error (error);
  kapka_clock_now (clock, &first);
  kapka_clock_now (clock, &second);
  g_assert_cmpint (ABS (first.utc_ms - real_ms), <, HOUR_MS);
  g_assert_cmpint (second.boottime_ms, >=, first.boottime_ms);
  g_assert_cmpint (first.boottime_ms, >, 0);
  g_assert_cmpint (first.utc_off_min, ==, 240);
  g_assert_true (g_uuid_string_is_valid (kapka_clock_get_boot_id (clock)));
}

static void
test_unknown_zone (void) {
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_clock_new_system ("Europe/Izhevsk", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/days", test_days);
  g_test_add_func ("/clock/milliseconds", test_milliseconds);
  g_test_add_func ("/clock/manual", test_manual);
  g_test_add_func ("/clock/at", test_at);
  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/unknown-zone", test_unknown_zone);
  return g_test_run ();
}
