// SPDX-License-Identifier: GPL-3.0-or-later
// How long a wrong PIN has to wait.
#include "test-staff-place.h"

#define OTHER_BOOT "22222222-2222-4222-8222-222222222222"

static void
test_schedule (void) {
  static const guint expected[] = { 0, 0, 0, 30, 60, 120, 300, 900, 1800, 3600, 3600 };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (kapka_lock_out_get_wait_seconds ((gint64)i), ==, expected[i]);
  g_assert_cmpuint (kapka_lock_out_get_wait_seconds (1000000), ==, 3600);
}

static void
test_lock_out (StaffPlace *place, gconstpointer data) {
  staff_place_fail_times (place, 3);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 30);
  staff_place_assert_answer (place, NULL, KAPKA_ENTRANCE_WAIT, 30);
  staff_place_pass (place, 29);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 1);
  staff_place_pass (place, 1);
  staff_place_assert_answer (place, WRONG_PIN, KAPKA_ENTRANCE_WRONG, 60);
  staff_place_pass (place, 60);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
  staff_place_assert_answer (place, WRONG_PIN, KAPKA_ENTRANCE_WRONG, 0);
}

/* The program starts again, the machine does not. */
static void
test_restart (StaffPlace *place, gconstpointer data) {
  staff_place_fail_times (place, 3);
  staff_place_restart (place);
  staff_place_pass (place, 10);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 20);
}

/* Within one boot the clock on the wall means nothing. */
static void
test_clock_set (StaffPlace *place, gconstpointer data) {
  staff_place_fail_times (place, 5);
  kapka_clock_set_utc_ms (place->clock,
                          STAFF_PLACE_START_MS - G_GINT64_CONSTANT (365) * 86400 * 1000);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 120);
  staff_place_pass (place, 100);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 20);
  staff_place_pass (place, 20);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

static void
test_reboot (StaffPlace *place, gconstpointer data) {
  KapkaInstant now;

  staff_place_fail_times (place, 7);
  kapka_clock_now (place->clock, &now);
  staff_place_boot (place, now.utc_ms + 600 * 1000, OTHER_BOOT);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 300);
  staff_place_pass (place, 300);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

/* A flat battery: the clock starts years ago. The whole wait begins again, once, and ends. */
static void
test_reboot_clock_back (StaffPlace *place, gconstpointer data) {
  staff_place_fail_times (place, 4);
  staff_place_boot (place, 0, OTHER_BOOT);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 60);
  staff_place_pass (place, 40);
  staff_place_restart (place);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 20);
  kapka_clock_set_utc_ms (place->clock, STAFF_PLACE_START_MS);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

/* What nobody can read may hide any number of tries. */
static void
test_damaged_lock_out (StaffPlace *place, gconstpointer data) {
  g_autofree char *path = kapka_test_dir_write (place->dir, "staff-lock", "{\"tries\":0}");

  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 3600);
  staff_place_pass (place, 3600);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

/* Staff has to get in when the disk is full, and guessing must not become free. */
static void
test_disk_refuses (StaffPlace *place, gconstpointer data) {
  g_autofree char *beside = kapka_test_dir_make (place->dir, "staff-lock.new/full");

  staff_place_fail_times (place, 3);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 30);
  staff_place_pass (place, 30);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pin/schedule", test_schedule);
  staff_place_add ("/pin/lock-out", test_lock_out);
  staff_place_add ("/pin/restart", test_restart);
  staff_place_add ("/pin/clock-set", test_clock_set);
  staff_place_add ("/pin/reboot", test_reboot);
  staff_place_add ("/pin/reboot-clock-back", test_reboot_clock_back);
  staff_place_add ("/pin/damaged-lock-out", test_damaged_lock_out);
  staff_place_add ("/pin/disk-refuses", test_disk_refuses);
  return g_test_run ();
}
