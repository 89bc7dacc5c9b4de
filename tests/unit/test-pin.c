// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets in by a PIN, and who does not.
#include "test-staff-place.h"

#include <string.h>

#include "staff/pin.h"

#define MANY 8

static void
test_nobody (StaffPlace *place, gconstpointer data) {
  staff_place_assert_answer (place, NULL, KAPKA_ENTRANCE_NOBODY, 0);
  staff_place_assert_answer (place, "0000", KAPKA_ENTRANCE_NOBODY, 0);
}

static void
test_right_pins (StaffPlace *place, gconstpointer data) {
  g_autoptr (KapkaEntranceAnswer) first =
      kapka_entrance_ask (place->entrance, ADMINISTRATOR_PIN, NULL);
  g_autoptr (KapkaEntranceAnswer) second =
      kapka_entrance_ask (place->entrance, LIBRARIAN_PIN, NULL);

  g_assert_cmpint (first->state, ==, KAPKA_ENTRANCE_OPEN);
  g_assert_cmpstr (first->name, ==, "Заведующая");
  g_assert_cmpint (first->role, ==, KAPKA_ROLE_ADMINISTRATOR);
  g_assert_cmpint (second->state, ==, KAPKA_ENTRANCE_OPEN);
  g_assert_cmpstr (second->name, ==, "Абонемент");
  g_assert_cmpint (second->role, ==, KAPKA_ROLE_LIBRARIAN);
}

static void
test_new_pins (StaffPlace *place, gconstpointer data) {
  static const struct {
    const char *pin;
    gboolean good;
  } rows[] = {
    { "4711", TRUE },  { "290375290375", TRUE }, { "1357", TRUE },           { "8080", TRUE },
    { "", FALSE },     { "471", FALSE },         { "2903752903751", FALSE }, { "47 1", FALSE },
    { "471a", FALSE }, { "-471", FALSE },        { "0000", FALSE },          { "123456", FALSE },
    { "9876", FALSE }, { "٤٧١١", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i].pin);
    g_assert_cmpint (kapka_pin_check_new (rows[i].pin, &error), ==, rows[i].good);
    if (!rows[i].good)
      g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

/* Writes so many people that the check of a PIN takes long. */
static void
write_many (StaffPlace *place) {
  g_autoptr (GString) text = g_string_new ("{\"people\":[");

  for (int i = 0; i < MANY; i++)
    g_string_append_printf (text, "%s" PERSON ("%d", LIBRARIAN_HASH, "librarian"),
                            i == 0 ? "" : ",", i);
  g_string_append (text, "],\"v\":1}\n");
  g_assert_true (kapka_private_file_write (place->path, text->str, NULL));
}

static gint64
measure_usec (StaffPlace *place, const char *pin, KapkaEntranceState state) {
  gint64 began = g_get_monotonic_time ();

  staff_place_assert_answer (place, pin, state, 0);
  return g_get_monotonic_time () - began;
}

/* Going on after the right one was found: the time tells nothing of who it was, or whether anybody.
 */
static void
test_same_time (StaffPlace *place, gconstpointer data) {
  gint64 wrong;
  gint64 right;

  write_many (place);
  wrong = measure_usec (place, WRONG_PIN, KAPKA_ENTRANCE_WRONG);
  right = measure_usec (place, LIBRARIAN_PIN, KAPKA_ENTRANCE_OPEN);
  g_assert_cmpint (right, >, wrong / 4);
}

static gpointer
type_wrong_pin (gpointer data) {
  staff_place_assert_answer (data, WRONG_PIN, KAPKA_ENTRANCE_WRONG, 0);
  return NULL;
}

/* The try lies on the disk before it is known to be wrong: whoever pulls the plug gains nothing. */
static void
test_counted_first (StaffPlace *place, gconstpointer data) {
  gint64 began = g_get_monotonic_time ();
  g_autofree char *path = kapka_test_dir_join (place->dir, "staff-lock");
  gint64 counted;
  GThread *thread;

  write_many (place);
  thread = g_thread_new ("try", type_wrong_pin, place);
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_assert_cmpint (g_get_monotonic_time () - began, <, 60 * G_USEC_PER_SEC);
  counted = g_get_monotonic_time ();
  g_thread_join (thread);
  g_assert_cmpint (counted - began, <, (g_get_monotonic_time () - began) / 2);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  staff_place_add_empty ("/pin/nobody", test_nobody);
  staff_place_add ("/pin/right-pins", test_right_pins);
  staff_place_add_empty ("/pin/new-pins", test_new_pins);
  staff_place_add ("/pin/same-time", test_same_time);
  staff_place_add ("/pin/counted-first", test_counted_first);
  return g_test_run ();
}
