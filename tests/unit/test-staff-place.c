// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-staff-place.h"

#define BOOT "11111111-1111-4111-8111-111111111111"

void
staff_place_boot (StaffPlace *place, gint64 utc_ms, const char *boot_id) {
  g_clear_pointer (&place->entrance, kapka_entrance_unref);
  g_clear_pointer (&place->clock, kapka_clock_unref);
  place->clock = kapka_clock_new_manual ("Europe/Samara", utc_ms, boot_id);
  place->entrance = kapka_entrance_new (place->state_dir, place->clock);
}

static void
set_up (StaffPlace *place, gconstpointer data) {
  place->dir = kapka_test_dir_new ();
  place->state_dir = kapka_test_dir_get_path (place->dir);
  place->path = kapka_test_dir_join (place->dir, "staff");
  staff_place_boot (place, STAFF_PLACE_START_MS, BOOT);
}

static void
set_up_people (StaffPlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  set_up (place, data);
  kapka_private_file_write (place->path, STAFF_FILE, &error);
  g_assert_no_error (error);
}

static void
tear_down (StaffPlace *place, gconstpointer data) {
  kapka_entrance_unref (place->entrance);
  kapka_clock_unref (place->clock);
  g_free (place->path);
  kapka_test_dir_free (place->dir);
}

void
staff_place_add (const char *path, StaffPlaceTest test) {
  g_test_add (path, StaffPlace, NULL, set_up_people, test, tear_down);
}

void
staff_place_add_empty (const char *path, StaffPlaceTest test) {
  g_test_add (path, StaffPlace, NULL, set_up, test, tear_down);
}

void
staff_place_restart (StaffPlace *place) {
  g_clear_pointer (&place->entrance, kapka_entrance_unref);
  place->entrance = kapka_entrance_new (place->state_dir, place->clock);
}

void
staff_place_pass (StaffPlace *place, guint seconds) {
  KapkaInstant now;

  kapka_clock_now (place->clock, &now);
  kapka_clock_set_utc_ms (place->clock, now.utc_ms + (gint64)seconds * 1000);
}

void
staff_place_assert_answer (StaffPlace *place,
                           const char *pin,
                           KapkaEntranceState state,
                           guint wait_seconds) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEntranceAnswer) answer = kapka_entrance_ask (place->entrance, pin, &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->state, ==, state);
  g_assert_cmpuint (answer->wait_seconds, ==, wait_seconds);
}

void
staff_place_fail_times (StaffPlace *place, guint times) {
  for (guint i = 1; i <= times; i++) {
    staff_place_assert_answer (place, WRONG_PIN, KAPKA_ENTRANCE_WRONG,
                               kapka_lock_out_get_wait_seconds (i));
    if (i < times)
      staff_place_pass (place, kapka_lock_out_get_wait_seconds (i));
  }
}
