// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-correction-place.h"

#define DAY "2026-03-02"
#define VISIT PLACE_VISIT_1
#define SECOND PLACE_VISIT_2
#define REASON "other"

static void
undo_last (KapkaDeskPlace *self) {
  g_autofree char *last = kapka_correction_place_find_last (self);

  OK (kapka_correction_undo (self->desk, last, error));
}

static void
test_void_and_undo (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *voiding = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3 mfc:s2", NULL);
  kapka_correction_place_print (self, VISIT, 3);
  kapka_place_append (self->journal, kapka_place_end (self->place, VISIT, "finished"));
  OK (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  kapka_correction_place_assert (self, DAY, "assisted=1 pages=3 s2=1 s3=1 s4=1 users=1");
  OK (kapka_correction_void_visit (self->desk, VISIT, "not_a_visit", error));
  kapka_correction_place_assert (self, DAY, "");
  REFUSED (self, kapka_correction_void_visit (self->desk, VISIT, "not_a_visit", error));
  voiding = kapka_correction_place_find_last (self);
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "assisted=1 pages=3 s2=1 s3=1 s4=1 users=1");
  // Once undone it is undone, and the undoing can be undone.
  REFUSED (self, kapka_correction_undo (self->desk, voiding, error));
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "");
  OK (kapka_correction_undo (self->desk, voiding, error));
  kapka_correction_place_assert (self, DAY, "assisted=1 pages=3 s2=1 s3=1 s4=1 users=1");
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "");
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "assisted=1 pages=3 s2=1 s3=1 s4=1 users=1");
  REFUSED (self, kapka_correction_undo (self->desk, voiding, error));
}

static void
test_signature (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *signature = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3 mfc:s2", "finished");
  kapka_place_set_time (self->place, "2026-04-05T10:00:00+04:00");
  OK (kapka_correction_void_visit (self->desk, VISIT, "duplicate", error));
  signature = kapka_place_read_text (
      self->place, "SELECT count(*) || ' ' || group_concat(DISTINCT author || ' ' || reason || ' '"
                   " || day || ' ' || utc_ms || ' ' || visit) FROM event WHERE kind ="
                   " 'correction'");
  g_assert_cmpstr (signature, ==, "2 Анна duplicate " DAY " 1775368800000 " VISIT);
  g_assert_cmpint (kapka_place_read_int (self->place, "SELECT corrections FROM visit"), ==, 2);
}

/** The user goes with the last service, from the event that carries it, with what else says of the
 * visitor. */
static void
test_last_service (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3 mfc:s2", "finished");
  OK (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  first = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  second = kapka_correction_place_find (self, VISIT, "mfc:s2");
  OK (kapka_correction_void_event (self->desk, first, "test", error));
  kapka_correction_place_assert (self, DAY, "assisted=1 s2=1 users=1");
  REFUSED (self, kapka_correction_void_event (self->desk, first, "test", error));
  OK (kapka_correction_void_event (self->desk, second, "test", error));
  kapka_correction_place_assert (self, DAY, "");
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "assisted=1 s2=1 users=1");
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "");
}

/** Whatever is undone first, the visit has one user while it has a service. */
static void
test_undo_in_another_order (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *void_of_first = NULL;
  g_autofree char *void_of_second = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3 mfc:s2", "finished");
  first = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  second = kapka_correction_place_find (self, VISIT, "mfc:s2");
  OK (kapka_correction_void_event (self->desk, first, "test", error));
  void_of_first = kapka_correction_place_find_last (self);
  OK (kapka_correction_void_event (self->desk, second, "test", error));
  void_of_second = kapka_correction_place_find_last (self);
  OK (kapka_correction_undo (self->desk, void_of_first, error));
  kapka_correction_place_assert (self, DAY, "s3=1 users=1");
  OK (kapka_correction_undo (self->desk, void_of_second, error));
  kapka_correction_place_assert (self, DAY, "s2=1 s3=1 users=1");
}

static void
test_reclassify_twice (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *request = NULL;
  g_autofree char *earlier = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "finished");
  request = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  REFUSED (self, kapka_correction_reclassify (self->desk, request, "s3", REASON, error));
  REFUSED (self, kapka_correction_reclassify (self->desk, request, "s7", REASON, error));
  REFUSED (self, kapka_correction_reclassify (self->desk, request, "users", REASON, error));
  OK (kapka_correction_reclassify (self->desk, request, "s5", "wrong_service", error));
  earlier = kapka_correction_place_find_last (self);
  kapka_correction_place_assert (self, DAY, "s5=1 users=1");
  OK (kapka_correction_reclassify (self->desk, request, "s6", "wrong_service", error));
  kapka_correction_place_assert (self, DAY, "s6=1 users=1");
  // The later one took what the earlier one had given.
  REFUSED (self, kapka_correction_undo (self->desk, earlier, error));
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "s5=1 users=1");
  OK (kapka_correction_undo (self->desk, earlier, error));
  kapka_correction_place_assert (self, DAY, "s3=1 users=1");
  // And back by hand.
  OK (kapka_correction_reclassify (self->desk, request, "s6", "wrong_service", error));
  OK (kapka_correction_reclassify (self->desk, request, "s3", "wrong_service", error));
  kapka_correction_place_assert (self, DAY, "s3=1 users=1");
  OK (kapka_correction_void_event (self->desk, request, "test", error));
  kapka_correction_place_assert (self, DAY, "");
  REFUSED (self, kapka_correction_reclassify (self->desk, request, "s5", REASON, error));
}

/** An item counts once under a service, whatever way leads there. */
static void
test_reclassify_to_what_is_counted (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *third = NULL;
  g_autofree char *fifth = NULL;
  g_autofree char *voiding = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3 gosuslugi:s5", "finished");
  third = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  fifth = kapka_correction_place_find (self, VISIT, "gosuslugi:s5");
  REFUSED (self, kapka_correction_reclassify (self->desk, third, "s5", REASON, error));
  OK (kapka_correction_void_event (self->desk, fifth, "duplicate", error));
  voiding = kapka_correction_place_find_last (self);
  OK (kapka_correction_reclassify (self->desk, third, "s5", "wrong_service", error));
  kapka_correction_place_assert (self, DAY, "s5=1 users=1");
  REFUSED (self, kapka_correction_undo (self->desk, voiding, error));
  undo_last (self);
  OK (kapka_correction_undo (self->desk, voiding, error));
  kapka_correction_place_assert (self, DAY, "s3=1 s5=1 users=1");
}

static void
test_printed_form (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *print = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", NULL);
  kapka_correction_place_print (self, VISIT, 4);
  kapka_place_append (self->journal, kapka_place_end (self->place, VISIT, "finished"));
  print = kapka_correction_place_find (self, VISIT, "form:s4");
  OK (kapka_correction_reclassify (self->desk, print, "s5", "wrong_service", error));
  kapka_correction_place_assert (self, DAY, "pages=4 s3=1 s5=1 users=1");
  OK (kapka_correction_void_event (self->desk, print, "test", error));
  kapka_correction_place_assert (self, DAY, "s3=1 users=1");
}

/** The kiosk would go on counting what it does not know to be corrected. */
static void
test_visit_that_goes_on (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *request = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", NULL);
  kapka_correction_place_visit (self, SECOND, "mfc:s2", "finished");
  request = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  REFUSED (self, kapka_correction_void_visit (self->desk, VISIT, "test", error));
  REFUSED (self, kapka_correction_void_event (self->desk, request, "test", error));
  REFUSED (self, kapka_correction_reclassify (self->desk, request, "s5", "test", error));
  REFUSED (self, kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  REFUSED (self, kapka_correction_merge (self->desk, SECOND, VISIT, error));
}

static void
test_assisted (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();

  kapka_correction_place_visit (self, VISIT, "", "idle");
  REFUSED (self, kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  kapka_correction_place_visit (self, SECOND, "mfc:s2", "finished");
  REFUSED (self, kapka_correction_set_assisted (self->desk, SECOND, FALSE, "missed", error));
  OK (kapka_correction_set_assisted (self->desk, SECOND, TRUE, "missed", error));
  kapka_correction_place_assert (self, DAY, "assisted=1 s2=1 users=1");
  REFUSED (self, kapka_correction_set_assisted (self->desk, SECOND, TRUE, "missed", error));
  OK (kapka_correction_set_assisted (self->desk, SECOND, FALSE, "other", error));
  kapka_correction_place_assert (self, DAY, "s2=1 users=1");
}

/** The mark of a visit that has lost its services is not undone into the air, nor given twice. */
static void
test_assisted_and_undo (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *taking = NULL;

  kapka_correction_place_visit (self, VISIT, "mfc:s2", "finished");
  OK (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  OK (kapka_correction_set_assisted (self->desk, VISIT, FALSE, "other", error));
  taking = kapka_correction_place_find_last (self);
  OK (kapka_correction_void_visit (self->desk, VISIT, "test", error));
  REFUSED (self, kapka_correction_undo (self->desk, taking, error));
  undo_last (self);
  OK (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", error));
  REFUSED (self, kapka_correction_undo (self->desk, taking, error));
  kapka_correction_place_assert (self, DAY, "assisted=1 s2=1 users=1");
}

static void
test_what_is_not_there (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *begin = NULL;

  kapka_correction_place_visit (self, VISIT, "mfc:s2", "finished");
  begin = kapka_place_read_text (self->place, "SELECT event_id FROM event WHERE kind = 'begin'");
  REFUSED (self, kapka_correction_void_visit (self->desk, SECOND, "test", error));
  REFUSED (self, kapka_correction_void_event (self->desk, SECOND, "test", error));
  REFUSED (self, kapka_correction_void_event (self->desk, begin, "test", error));
  REFUSED (self, kapka_correction_reclassify (self->desk, begin, "s2", REASON, error));
  REFUSED (self, kapka_correction_undo (self->desk, begin, error));
  REFUSED (self, kapka_correction_undo (self->desk, SECOND, error));
  REFUSED (self, kapka_correction_merge (self->desk, VISIT, SECOND, error));
  REFUSED (self, kapka_correction_void_visit (self->desk, VISIT, "because", error));
  REFUSED (self, kapka_correction_void_visit (self->desk, VISIT, "merged", error));
  REFUSED (self, kapka_correction_void_visit (self->desk, VISIT, NULL, error));
}

static void
test_tally (void) {
  static const char *const none[] = { NULL };
  static const char *const two[] = { "s3", "s5", NULL };
  static const char *const twice[] = { "s3", "s3", NULL };
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  REFUSED (self, kapka_correction_tally (self->desk, none, error) != NULL);
  REFUSED (self, kapka_correction_tally (self->desk, twice, error) != NULL);
  first = kapka_correction_tally (self->desk, two, NULL);
  second = kapka_correction_tally (self->desk, (const char *const[]){ "s1", NULL }, NULL);
  kapka_correction_place_assert (self, DAY, "assisted=2 s1=1 s3=1 s5=1 users=2");
  REFUSED (self, kapka_correction_reclassify (self->desk, first, "s6", REASON, error));
  OK (kapka_correction_reclassify (self->desk, second, "s6", REASON, error));
  kapka_correction_place_assert (self, DAY, "assisted=2 s3=1 s5=1 s6=1 users=2");
  // Each touch is an act of its own, though the clock stands still.
  OK (kapka_correction_undo (self->desk, first, error));
  kapka_correction_place_assert (self, DAY, "assisted=1 s6=1 users=1");
  REFUSED (self, kapka_correction_undo (self->desk, first, error));
  undo_last (self);
  kapka_correction_place_assert (self, DAY, "assisted=2 s3=1 s5=1 s6=1 users=2");
  OK (kapka_correction_void_visit (self->desk, second, "test", error));
  kapka_correction_place_assert (self, DAY, "assisted=1 s3=1 s5=1 users=1");
}

static void
test_batch (void) {
  const KapkaBatch batch = { "2026-02-27", 7, { 1, 2, 3, 4, 0, 0 }, 12, 5 };
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autofree char *id = kapka_correction_add_batch (self->desk, &batch, NULL);

  g_assert_nonnull (id);
  kapka_correction_place_assert (self, "2026-02-27",
                                 "assisted=5 pages=12 s1=1 s2=2 s3=3 s4=4 users=7");
  OK (kapka_correction_undo (self->desk, id, error));
  kapka_correction_place_assert (self, "2026-02-27", "");
  undo_last (self);
  kapka_correction_place_assert (self, "2026-02-27",
                                 "assisted=5 pages=12 s1=1 s2=2 s3=3 s4=4 users=7");
}

static void
test_bad_batch (void) {
  const KapkaBatch bad[] = {
    { "2026-02-29", 1, { 1 }, 0, 0 },
    { "2026-03-03", 1, { 1 }, 0, 0 },
    { "2026-3-1", 1, { 1 }, 0, 0 },
    { "", 1, { 1 }, 0, 0 },
    { DAY, 0, { 0 }, 0, 0 },
    { DAY, 1, { 0 }, 0, 0 },
    { DAY, 2, { 1 }, 0, 0 },
    { DAY, 0, { 1 }, 0, 0 },
    { DAY, 1, { 1 }, 0, 2 },
    { DAY, -1, { 1 }, 0, 0 },
    { DAY, 1, { 1, -1 }, 0, 0 },
    { DAY, 1, { 1 }, -1, 0 },
    { DAY, 1, { 10000 }, 0, 0 },
    { DAY, 1, { 1 }, 10000, 0 },
    { DAY, 1, { G_MAXINT64, 1 }, 0, 0 },
    { DAY, 0, { 0 }, 0, 1 },
  };
  const KapkaBatch pages_alone = { DAY, 0, { 0 }, 9, 0 };
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    kapka_correction_place_assert_refused (
        kapka_correction_add_batch (self->desk, &bad[i], &error) != NULL, &error, KAPKA_ERROR_DATA);
  g_assert_cmpint (kapka_place_read_int (self->place, "SELECT count(*) FROM event"), ==, 0);
  g_free (kapka_correction_add_batch (self->desk, &pages_alone, &error));
  g_assert_no_error (error);
  kapka_correction_place_assert (self, DAY, "pages=9");
}

static void
test_only_looking (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  kapka_correction_place_visit (self, VISIT, "mfc:s2", "finished");
  kapka_desk_place_reopen (self, NULL, KAPKA_ROLE_LIBRARIAN);
  kapka_correction_place_assert_refused (
      kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error, KAPKA_ERROR_DENIED);
  kapka_correction_place_assert (self, DAY, "s2=1 users=1");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correction/void-and-undo", test_void_and_undo);
  g_test_add_func ("/correction/signature", test_signature);
  g_test_add_func ("/correction/last-service", test_last_service);
  g_test_add_func ("/correction/undo-in-another-order", test_undo_in_another_order);
  g_test_add_func ("/correction/reclassify-twice", test_reclassify_twice);
  g_test_add_func ("/correction/reclassify-to-counted", test_reclassify_to_what_is_counted);
  g_test_add_func ("/correction/printed-form", test_printed_form);
  g_test_add_func ("/correction/visit-that-goes-on", test_visit_that_goes_on);
  g_test_add_func ("/correction/assisted", test_assisted);
  g_test_add_func ("/correction/assisted-and-undo", test_assisted_and_undo);
  g_test_add_func ("/correction/not-there", test_what_is_not_there);
  g_test_add_func ("/correction/tally", test_tally);
  g_test_add_func ("/correction/batch", test_batch);
  g_test_add_func ("/correction/bad-batch", test_bad_batch);
  g_test_add_func ("/correction/only-looking", test_only_looking);
  return g_test_run ();
}
