// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/month.h"
#include "journal/clock-repair.h"
#include "journal/fold.h"
#include "journal/upload.h"
#include "test-correction-place.h"

#define DAY "2026-03-02"
#define NEXT_DAY "2026-03-03"
#define VISIT PLACE_VISIT_1
#define SECOND PLACE_VISIT_2
#define RECEIVER "d0d0d0d0-0000-4000-8000-000000000001"
#define MANY 1000u

static void
assert_good (gboolean good, GError **error) {
  g_assert_no_error (*error);
  g_assert_true (good);
}

static void
ack_all (KapkaDeskPlace *self) {
  g_autoptr (GPtrArray) documents = NULL;

  kapka_journal_set_meta (self->journal, "receiver_id", RECEIVER, NULL);
  documents = kapka_upload_list_pending (self->journal, MANY, NULL);
  g_assert_true (kapka_upload_write_acks (self->journal, RECEIVER, documents, NULL, 1, NULL));
  g_assert_cmpint (kapka_upload_count_pending (self->journal, NULL, NULL), ==, 0);
}

/** Returns: (transfer full): `stream_no day` of the documents that wait. */
static char *
print_pending (KapkaDeskPlace *self) {
  return kapka_place_read_text (
      self->place, "SELECT group_concat(stream_no || ' ' || day || ' ' || revision, ', ') FROM"
                   " (SELECT * FROM pending ORDER BY stream_no, day)");
}

static void
reboot (KapkaDeskPlace *self) {
  kapka_place_reboot (self->place, "Europe/Samara", PLACE_BOOT_2);
  kapka_desk_place_restart (self);
}

/** What was sent and acknowledged goes up again by itself once it is corrected, and nothing else
 * does. */
static void
test_uploaded_day (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *pending = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "finished");
  kapka_place_set_time (self->place, "2026-03-03T09:00:00+04:00");
  kapka_correction_place_visit (self, SECOND, "mfc:s2", "finished");
  ack_all (self);
  assert_good (kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error);
  pending = print_pending (self);
  g_assert_cmpstr (pending, ==, "1 " DAY " 7");
}

/** In another boot a correction lies in the stream of that boot, and on the day of what it
 * corrects. */
static void
test_another_boot (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *pending = NULL;
  g_autofree char *again = NULL;
  g_autofree char *correction = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3 mfc:s2", "finished");
  ack_all (self);
  kapka_place_set_time (self->place, "2026-03-03T09:00:00+04:00");
  reboot (self);
  assert_good (kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error);
  kapka_correction_place_assert (self, DAY, "");
  pending = print_pending (self);
  g_assert_cmpstr (pending, ==, "2 " DAY " 2");
  ack_all (self);
  correction = kapka_correction_place_find_last (self);
  assert_good (kapka_correction_undo (self->desk, correction, &error), &error);
  kapka_correction_place_assert (self, DAY, "s2=1 s3=1 users=1");
  again = print_pending (self);
  g_assert_cmpstr (again, ==, "2 " DAY " 4");
}

/** A visit over midnight is corrected on both days. */
static void
test_over_midnight (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  kapka_place_set_time (self->place, "2026-03-02T23:59:00+04:00");
  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", NULL);
  kapka_place_set_time (self->place, "2026-03-03T00:01:00+04:00");
  kapka_place_append (self->journal, kapka_place_request (self->place, VISIT, "mfc", "s2", FALSE));
  kapka_place_append (self->journal, kapka_place_end (self->place, VISIT, "finished"));
  first = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  second = kapka_correction_place_find (self, VISIT, "mfc:s2");
  assert_good (kapka_correction_void_event (self->desk, first, "test", &error), &error);
  kapka_correction_place_assert (self, DAY, "users=1");
  assert_good (kapka_correction_void_event (self->desk, second, "test", &error), &error);
  kapka_correction_place_assert (self, DAY, "");
  kapka_correction_place_assert (self, NEXT_DAY, "");
}

static void
close_month (KapkaDeskPlace *self) {
  g_autoptr (GError) error = NULL;

  kapka_place_set_time (self->place, "2026-04-03T09:00:00+04:00");
  assert_good (kapka_month_close (self->desk, "2026-03", &error), &error);
}

static void
assert_denied (gboolean good, GError **error) {
  kapka_correction_place_assert_refused (good, error, KAPKA_ERROR_DENIED);
}

static void
test_closed_month (void) {
  static const char *const service[] = { "s1", NULL };
  const KapkaBatch batch = { "2026-03-31", 1, { 1 }, 0, 0 };
  const KapkaBatch open = { "2026-04-01", 1, { 1 }, 0, 0 };
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;
  g_autofree char *tally = kapka_correction_tally (self->desk, service, NULL);

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "finished");
  kapka_correction_place_visit (self, SECOND, "mfc:s2", "finished");
  request = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  close_month (self);
  assert_denied (kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error);
  assert_denied (kapka_correction_void_event (self->desk, request, "test", &error), &error);
  assert_denied (kapka_correction_reclassify (self->desk, request, "s5", "test", &error), &error);
  assert_denied (kapka_correction_merge (self->desk, VISIT, SECOND, &error), &error);
  assert_denied (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", &error), &error);
  assert_denied (kapka_correction_undo (self->desk, tally, &error), &error);
  assert_denied (kapka_correction_add_batch (self->desk, &batch, &error) != NULL, &error);
  kapka_correction_place_assert (self, DAY, "assisted=1 s1=1 s2=1 s3=1 users=3");
  g_free (kapka_correction_add_batch (self->desk, &open, &error));
  g_assert_no_error (error);
  kapka_correction_place_assert (self, "2026-04-01", "s1=1 users=1");
  kapka_desk_place_reopen (self, "Мария", KAPKA_ROLE_ADMINISTRATOR);
  assert_good (kapka_month_reopen (self->desk, "2026-03", "other", &error), &error);
  assert_good (kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error);
  kapka_correction_place_assert (self, DAY, "assisted=1 s1=1 s2=1 users=2");
}

/** One day in the closed month is enough, and then nothing is written at all. */
static void
test_half_in_closed_month (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  kapka_place_set_time (self->place, "2026-03-31T23:59:00+04:00");
  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", NULL);
  kapka_place_set_time (self->place, "2026-04-01T00:01:00+04:00");
  kapka_place_append (self->journal, kapka_place_request (self->place, VISIT, "mfc", "s2", FALSE));
  kapka_place_append (self->journal, kapka_place_end (self->place, VISIT, "finished"));
  close_month (self);
  assert_denied (kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error);
  kapka_correction_place_assert (self, "2026-03-31", "s3=1 users=1");
  kapka_correction_place_assert (self, "2026-04-01", "s2=1");
}

static void
test_folded_visit (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;
  g_autofree char *correction = NULL;
  KapkaInstant now;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3 mfc:s2", "finished");
  request = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  kapka_place_set_time (self->place, "2028-03-03T09:00:00+04:00");
  reboot (self);
  // The correction lies in a stream that is young still.
  assert_good (kapka_correction_void_event (self->desk, request, "test", &error), &error);
  correction = kapka_correction_place_find_last (self);
  kapka_place_set_time (self->place, "2028-06-03T09:00:00+04:00");
  kapka_clock_now (self->place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (self->journal, &now, FALSE, MANY, NULL), ==, 1);
  kapka_correction_place_assert_refused (
      kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error, KAPKA_ERROR_USAGE);
  kapka_correction_place_assert_refused (
      kapka_correction_void_event (self->desk, request, "test", &error), &error, KAPKA_ERROR_USAGE);
  kapka_correction_place_assert_refused (kapka_correction_undo (self->desk, correction, &error),
                                         &error, KAPKA_ERROR_USAGE);
  kapka_correction_place_assert (self, DAY, "s2=1 users=1");
}

/** A boot that begins with a wrong clock. */
static KapkaDeskPlace *
make_place_of_1970 (void) {
  KapkaDeskPlace *self = kapka_desk_place_new ();

  kapka_clock_unref (self->place->clock);
  self->place->clock = kapka_clock_new_manual (
      "Europe/Samara", kapka_place_parse_ms ("1970-01-01T09:00:00+04:00"), PLACE_BOOT_2);
  kapka_desk_place_restart (self);
  return self;
}

static void
put_clock_right (KapkaDeskPlace *self) {
  g_autoptr (GError) error = NULL;

  kapka_clock_unref (self->place->clock);
  self->place->clock = kapka_clock_new_manual (
      "Europe/Samara", kapka_place_parse_ms ("2026-03-02T12:00:00+04:00"), PLACE_BOOT_2);
  kapka_desk_place_restart (self);
  g_assert_cmpint (kapka_journal_repair_clock (self->journal, &error), >=, 0);
  g_assert_no_error (error);
}

/** What was moved to its right day is corrected there. */
static void
test_after_clock_repair (void) {
  static const char *const service[] = { "s1", NULL };
  g_autoptr (KapkaDeskPlace) self = make_place_of_1970 ();
  g_autoptr (GError) error = NULL;
  g_autofree char *tally = NULL;
  g_autofree char *correction = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "finished");
  tally = kapka_correction_tally (self->desk, service, NULL);
  kapka_correction_place_assert (self, "1970-01-01", "assisted=1 s1=1 s3=1 users=2");
  put_clock_right (self);
  kapka_correction_place_assert (self, "1970-01-01", "");
  kapka_correction_place_assert (self, DAY, "assisted=1 s1=1 s3=1 users=2");
  // The kiosk's own work stands.
  correction = kapka_correction_place_find_last (self);
  kapka_correction_place_assert_refused (kapka_correction_undo (self->desk, correction, &error),
                                         &error, KAPKA_ERROR_USAGE);
  assert_good (kapka_correction_undo (self->desk, tally, &error), &error);
  assert_good (kapka_correction_void_visit (self->desk, VISIT, "test", &error), &error);
  kapka_correction_place_assert (self, "1970-01-01", "");
  kapka_correction_place_assert (self, DAY, "");
}

/** What was corrected and undone before its day is put right is moved as it stands. */
static void
test_before_clock_repair (void) {
  g_autoptr (KapkaDeskPlace) self = make_place_of_1970 ();
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;
  g_autofree char *correction = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "finished");
  request = kapka_correction_place_find (self, VISIT, "gosuslugi:s3");
  assert_good (kapka_correction_reclassify (self->desk, request, "s5", "test", &error), &error);
  correction = kapka_correction_place_find_last (self);
  assert_good (kapka_correction_undo (self->desk, correction, &error), &error);
  assert_good (kapka_correction_reclassify (self->desk, request, "s6", "test", &error), &error);
  g_free (correction);
  correction = kapka_correction_place_find_last (self);
  put_clock_right (self);
  kapka_correction_place_assert (self, "1970-01-01", "");
  kapka_correction_place_assert (self, DAY, "s6=1 users=1");
  // It cannot be taken from a day on which nothing is left.
  kapka_correction_place_assert_refused (kapka_correction_undo (self->desk, correction, &error),
                                         &error, KAPKA_ERROR_USAGE);
  assert_good (kapka_correction_reclassify (self->desk, request, "s3", "test", &error), &error);
  kapka_correction_place_assert (self, DAY, "s3=1 users=1");
}

/** The end of a visit counts nothing by itself, and the help is to count on the day of its user. */
static void
test_help_and_clock_repair (gconstpointer before) {
  g_autoptr (KapkaDeskPlace) self = make_place_of_1970 ();
  g_autoptr (GError) error = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", "finished");
  if (before != NULL)
    assert_good (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "clock", &error), &error);
  put_clock_right (self);
  if (before == NULL)
    assert_good (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "clock", &error), &error);
  kapka_correction_place_assert (self, "1970-01-01", "");
  kapka_correction_place_assert (self, DAY, "assisted=1 s3=1 users=1");
}

/** A visit that the power ended has its moment from another boot; that is no wrong clock. */
static void
test_help_after_power (void) {
  g_autoptr (KapkaDeskPlace) self = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  kapka_correction_place_visit (self, VISIT, "gosuslugi:s3", NULL);
  kapka_place_set_time (self->place, "2026-03-03T09:00:00+04:00");
  reboot (self);
  g_assert_cmpint (kapka_journal_end_open_visits (self->journal, &error), ==, 1);
  assert_good (kapka_correction_set_assisted (self->desk, VISIT, TRUE, "missed", &error), &error);
  kapka_place_set_time (self->place, "2026-03-05T09:00:00+04:00");
  g_assert_cmpint (kapka_journal_repair_clock (self->journal, &error), ==, 0);
  g_assert_no_error (error);
  kapka_correction_place_assert (self, DAY, "assisted=1 s3=1 users=1");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correction/uploaded-day", test_uploaded_day);
  g_test_add_func ("/correction/another-boot", test_another_boot);
  g_test_add_func ("/correction/over-midnight", test_over_midnight);
  g_test_add_func ("/correction/closed-month", test_closed_month);
  g_test_add_func ("/correction/half-in-closed-month", test_half_in_closed_month);
  g_test_add_func ("/correction/folded-visit", test_folded_visit);
  g_test_add_func ("/correction/after-clock-repair", test_after_clock_repair);
  g_test_add_func ("/correction/before-clock-repair", test_before_clock_repair);
  g_test_add_data_func ("/correction/help-before-clock-repair", "before",
                        test_help_and_clock_repair);
  g_test_add_data_func ("/correction/help-after-clock-repair", NULL, test_help_and_clock_repair);
  g_test_add_func ("/correction/help-after-power", test_help_after_power);
  return g_test_run ();
}
