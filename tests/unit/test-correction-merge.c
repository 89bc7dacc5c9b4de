// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-correction-place.h"

#define DAY "2026-03-02"
#define VISIT PLACE_VISIT_1
#define SECOND PLACE_VISIT_2

static void
test_merge (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *merging = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "crash");
  kapka_correction_place_visit (self, SECOND, "gosuslugi:s3 mfc:s2", "finished");
  OK (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  OK (kapka_correction_set_assisted (self->desk, SECOND, TRUE, "missed", error));
  kapka_correction_place_assert (self, DAY, "assisted=2 s2=1 s3=2 users=2");
  REFUSED (self, kapka_correction_merge (self->desk, VISIT, VISIT, error));
  OK (kapka_correction_merge (self->desk, VISIT, SECOND, error));
  merging = kapka_correction_place_find_last (self);
  // One person, once helped.
  kapka_correction_place_assert (self, DAY, "assisted=1 s2=1 s3=2 users=1");
  REFUSED (self, kapka_correction_merge (self->desk, VISIT, SECOND, error));
  REFUSED (self, kapka_correction_merge (self->desk, SECOND, VISIT, error));
  REFUSED (self, kapka_correction_set_assisted (self->desk, SECOND, TRUE, "missed", error));
  OK (kapka_correction_undo (self->desk, merging, error));
  kapka_correction_place_assert (self, DAY, "assisted=2 s2=1 s3=2 users=2");
  g_assert_cmpint (kapka_place_read_int (self->place,
                                         "SELECT count(*) FROM event WHERE reason <> 'merged' AND"
                                         " kind = 'correction'"),
                   ==, 2);
}

static void
test_void_after_merge (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *merging = NULL;
  g_autofree char *request = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "crash");
  kapka_correction_place_visit (self, SECOND, "mfc:s2 fssp:s3", "finished");
  OK (kapka_correction_merge (self->desk, VISIT, SECOND, error));
  merging = kapka_correction_place_find_last (self);
  // The user of both stands with the first half.
  REFUSED (self, kapka_correction_void_visit (self->desk, VISIT, "test", error));
  request = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  REFUSED (self, kapka_correction_void_event (self->desk, request, "test", error));
  OK (kapka_correction_reclassify (self->desk, request, "s5", "wrong_service", error));
  OK (kapka_correction_void_visit (self->desk, SECOND, "test", error));
  kapka_correction_place_assert (self, DAY, "s5=1 users=1");
  // The merging goes, and the second half, which has no service, stays without a user.
  OK (kapka_correction_undo (self->desk, merging, error));
  kapka_correction_place_assert (self, DAY, "s5=1 users=1");
  OK (kapka_correction_void_visit (self->desk, VISIT, "test", error));
  kapka_correction_place_assert (self, DAY, "");
}

static void
test_undo_of_void_after_merge (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *merging = NULL;
  g_autofree char *voiding = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "crash");
  kapka_correction_place_visit (self, SECOND, "mfc:s2 fssp:s3", "finished");
  OK (kapka_correction_merge (self->desk, VISIT, SECOND, error));
  merging = kapka_correction_place_find_last (self);
  OK (kapka_correction_void_visit (self->desk, SECOND, "test", error));
  voiding = kapka_correction_place_find_last (self);
  OK (kapka_correction_undo (self->desk, voiding, error));
  kapka_correction_place_assert (self, DAY, "s2=1 s3=2 users=1");
  OK (kapka_correction_void_visit (self->desk, SECOND, "test", error));
  g_free (voiding);
  voiding = kapka_correction_place_find_last (self);
  OK (kapka_correction_undo (self->desk, merging, error));
  OK (kapka_correction_undo (self->desk, voiding, error));
  kapka_correction_place_assert (self, DAY, "s2=1 s3=2 users=2");
}

static void
test_merge_of_other_visits (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "finished");
  kapka_place_set_time (self->place, "2026-03-03T09:00:00+04:00");
  kapka_correction_place_visit (self, SECOND, "", "idle");
  REFUSED (self, kapka_correction_merge (self->desk, VISIT, SECOND, error));
  kapka_place_set_time (self->place, "2026-03-02T10:00:00+04:00");
  kapka_correction_place_visit (self, "a3333333-3333-4333-8333-333333333333", "", "idle");
  REFUSED (self, kapka_correction_merge (self->desk, VISIT, "a3333333-3333-4333-8333-333333333333",
                                         error));
}

/** Help that the second half had is that of the person, whom the first half counts. */
static void
test_help_in_second_half (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *merging = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "crash");
  kapka_correction_place_visit (self, SECOND, "mfc:s2", "finished");
  OK (kapka_correction_set_assisted (self->desk, SECOND, TRUE, "missed", error));
  OK (kapka_correction_merge (self->desk, VISIT, SECOND, error));
  merging = kapka_correction_place_find_last (self);
  kapka_correction_place_assert (self, DAY, "assisted=1 s2=1 s3=1 users=1");
  REFUSED (self, kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  OK (kapka_correction_set_assisted (self->desk, VISIT, FALSE, "other", error));
  kapka_correction_place_assert (self, DAY, "s2=1 s3=1 users=1");
  REFUSED (self, kapka_correction_undo (self->desk, merging, error));
  OK (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "other", error));
  OK (kapka_correction_undo (self->desk, merging, error));
  kapka_correction_place_assert (self, DAY, "assisted=1 s2=1 s3=1 users=2");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correction/merge", test_merge);
  g_test_add_func ("/correction/void-after-merge", test_void_after_merge);
  g_test_add_func ("/correction/undo-of-void-after-merge", test_undo_of_void_after_merge);
  g_test_add_func ("/correction/merge-of-other-visits", test_merge_of_other_visits);
  g_test_add_func ("/correction/help-in-second-half", test_help_in_second_half);
  return g_test_run ();
}
