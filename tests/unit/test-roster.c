// SPDX-License-Identifier: GPL-3.0-or-later
// Who may be staff, and who may change it.
#include "test-staff-place.h"

#define N_ADDED 3

/* The kiosk asks for a PIN alone, so it must tell who that is. */
static void
test_same_pin (StaffPlace *place, gconstpointer data) {
  g_autoptr (KapkaPeople) people = kapka_people_load (place->state_dir, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      kapka_people_set (people, "Читальный зал", KAPKA_ROLE_LIBRARIAN, LIBRARIAN_PIN, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  g_assert_cmpuint (kapka_people_get_length (people), ==, 2);
  g_assert_true (
      kapka_people_set (people, "Абонемент", KAPKA_ROLE_ADMINISTRATOR, LIBRARIAN_PIN, NULL));
  g_assert_cmpuint (kapka_people_get_length (people), ==, 2);
}

static void
test_names (StaffPlace *place, gconstpointer data) {
  static const char *const bad[] = {
    "", " Абонемент", "Абонемент ", "Або\nнемент", "\xff\xfe", "АбонементАбонементАбонементАбонем",
  };
  g_autoptr (KapkaPeople) people = kapka_people_load (place->state_dir, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (kapka_people_set (people, bad[i], KAPKA_ROLE_LIBRARIAN, "4712", &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

static void
test_two_administrators (StaffPlace *place, gconstpointer data) {
  g_autoptr (KapkaPeople) people = kapka_people_load (place->state_dir, NULL);

  g_assert_true (
      kapka_people_set (people, "Читальный зал", KAPKA_ROLE_ADMINISTRATOR, "4712", NULL));
  kapka_people_remove (people, "Заведующая");
  g_assert_true (kapka_people_has_administrator (people));
  g_assert_true (kapka_people_save (people, place->state_dir, NULL));
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WRONG, 0);
  staff_place_assert_answer (place, "4712", KAPKA_ENTRANCE_OPEN, 0);
  kapka_people_remove (people, "Читальный зал");
  g_assert_false (kapka_people_has_administrator (people));
}

static gboolean
change (StaffPlace *place, const KapkaRosterChange *wish, int code) {
  g_autoptr (GError) error = NULL;
  gboolean changed = kapka_roster_change (place->state_dir, wish, &error);

  if (changed)
    g_assert_no_error (error);
  else
    g_assert_error (error, KAPKA_ERROR, code);
  return changed;
}

/* The last administrator stays, whichever way; a role can change without the PIN. */
static void
test_roster (StaffPlace *place, gconstpointer data) {
  const KapkaRole librarian = KAPKA_ROLE_LIBRARIAN;
  const KapkaRole administrator = KAPKA_ROLE_ADMINISTRATOR;
  KapkaRosterChange demote = { .name = "Заведующая", .role = &librarian };
  KapkaRosterChange remove = { .name = "Заведующая", .remove = TRUE };
  KapkaRosterChange promote = { .name = "Абонемент", .role = &administrator };
  KapkaRosterChange nameless = { .name = "Читальный зал", .role = &librarian };

  g_assert_false (change (place, &demote, KAPKA_ERROR_DENIED));
  g_assert_false (change (place, &remove, KAPKA_ERROR_DENIED));
  g_assert_false (change (place, &nameless, KAPKA_ERROR_USAGE));
  g_assert_true (change (place, &promote, 0));
  staff_place_assert_answer (place, LIBRARIAN_PIN, KAPKA_ENTRANCE_OPEN, 0);
  g_assert_true (change (place, &remove, 0));
  g_assert_false (change (place, &remove, KAPKA_ERROR_NOT_FOUND));
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WRONG, 0);
}

/* The first start adds the first, and nobody after: it could be a stranger who answers. */
static void
test_first (StaffPlace *place, gconstpointer data) {
  const KapkaRole administrator = KAPKA_ROLE_ADMINISTRATOR;
  KapkaRosterChange first = {
    .name = "Заведующая", .role = &administrator, .pin = ADMINISTRATOR_PIN, .first = TRUE
  };

  g_assert_true (change (place, &first, 0));
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
  first.name = "Кто-то";
  first.pin = "8642";
  g_assert_false (change (place, &first, KAPKA_ERROR_DENIED));
  staff_place_assert_answer (place, "8642", KAPKA_ENTRANCE_WRONG, 0);
}

/* A new PIN ends the wait that the old one brought about; a new role does not. */
static void
test_roster_and_wait (StaffPlace *place, gconstpointer data) {
  const KapkaRole administrator = KAPKA_ROLE_ADMINISTRATOR;
  KapkaRosterChange promote = { .name = "Абонемент", .role = &administrator };
  KapkaRosterChange renew = { .name = "Абонемент", .pin = "8642" };

  staff_place_fail_times (place, 3);
  g_assert_true (change (place, &promote, 0));
  staff_place_assert_answer (place, "8642", KAPKA_ENTRANCE_WAIT, 30);
  g_assert_true (change (place, &renew, 0));
  staff_place_assert_answer (place, "8642", KAPKA_ENTRANCE_OPEN, 0);
}

static gpointer
add_many (gpointer data) {
  StaffPlace *place = data;
  const KapkaRole librarian = KAPKA_ROLE_LIBRARIAN;

  for (int i = 0; i < N_ADDED; i++) {
    g_autofree char *name = g_strdup_printf ("Первый %d", i);
    g_autofree char *pin = g_strdup_printf ("8%d42", i);

    g_assert_true (
        change (place, &(KapkaRosterChange){ .name = name, .role = &librarian, .pin = pin }, 0));
  }
  return NULL;
}

/* Two administrators who add people at the same time lose none of them. */
static void
test_two_at_a_time (StaffPlace *place, gconstpointer data) {
  const KapkaRole librarian = KAPKA_ROLE_LIBRARIAN;
  GThread *other = g_thread_new ("other", add_many, place);
  g_autoptr (KapkaPeople) people = NULL;

  for (int i = 0; i < N_ADDED; i++) {
    g_autofree char *name = g_strdup_printf ("Второй %d", i);
    g_autofree char *pin = g_strdup_printf ("9%d53", i);

    g_assert_true (
        change (place, &(KapkaRosterChange){ .name = name, .role = &librarian, .pin = pin }, 0));
  }
  g_thread_join (other);
  people = kapka_people_load (place->state_dir, NULL);
  g_assert_cmpuint (kapka_people_get_length (people), ==, 2 + 2 * N_ADDED);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  staff_place_add ("/pin/same-pin", test_same_pin);
  staff_place_add_empty ("/pin/names", test_names);
  staff_place_add ("/pin/two-administrators", test_two_administrators);
  staff_place_add ("/pin/roster", test_roster);
  staff_place_add_empty ("/pin/first", test_first);
  staff_place_add ("/pin/roster-and-wait", test_roster_and_wait);
  staff_place_add ("/pin/two-at-a-time", test_two_at_a_time);
  return g_test_run ();
}
