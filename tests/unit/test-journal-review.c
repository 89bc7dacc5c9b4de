// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/review.h"

#include "journal/fold.h"
#include "test-journal-place.h"

#define FIRST "2026-01-01"
#define LAST "2029-12-31"

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", "2026-12-31T10:30:00+04:00");
}

/** Appends @event and keeps it for corrections. */
static KapkaEvent *
append_and_keep (KapkaJournal *journal, KapkaEvent *event) {
  kapka_place_append (journal, kapka_event_copy (event));
  return event;
}

static KapkaEvent *
append_request (KapkaPlace *place,
                KapkaJournal *journal,
                const char *visit,
                const char *item,
                gboolean first) {
  return append_and_keep (journal, kapka_place_request (place, visit, item, "s3", first));
}

/** Takes back what @wrong counts. */
static KapkaEvent *
append_void (KapkaPlace *place, KapkaJournal *journal, const KapkaEvent *wrong) {
  KapkaEvent *event = kapka_place_correction (place, wrong);

  for (guint i = 0; i < wrong->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (wrong->counts, i);

    kapka_event_add_count (event, count->key, -count->delta);
  }
  return append_and_keep (journal, event);
}

/** One visit from half past ten to ten past eleven on the last day of December, with two requests.
 */
static KapkaEvent *
append_visit (KapkaPlace *place, KapkaJournal *journal) {
  KapkaEvent *second;

  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_event_free (append_request (place, journal, PLACE_VISIT_1, "gosuslugi", TRUE));
  kapka_place_set_time (place, "2026-12-31T11:10:00+04:00");
  second = append_request (place, journal, PLACE_VISIT_1, "mfc", FALSE);
  kapka_place_append (journal, kapka_place_end (place, PLACE_VISIT_1, "idle"));
  return second;
}

static void
assert_group (const KapkaReview *review, KapkaReviewGroup group, const char *expected) {
  g_autoptr (GPtrArray) list = kapka_review_list (review, group);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++) {
    const KapkaGroupFigures *line = g_ptr_array_index (list, i);

    g_string_append_printf (text, "%s:%d/%d ", line->key, (int)line->visits, (int)line->requests);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

/** Judges the review of @first to @last: hours, tiles, end reasons, mean length in minutes. */
static void
assert_review (KapkaJournal *journal,
               const char *first,
               const char *last,
               const char *hours,
               const char *tiles,
               const char *ends,
               int minutes) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaReview) review = kapka_review_read (journal, first, last, &error);

  g_assert_no_error (error);
  assert_group (review, KAPKA_REVIEW_HOUR, hours);
  assert_group (review, KAPKA_REVIEW_TILE, tiles);
  assert_group (review, KAPKA_REVIEW_END_REASON, ends);
  g_assert_cmpint (kapka_review_get_mean_seconds (review), ==, minutes * 60);
}

static void
test_groups (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) second = append_visit (place, journal);

  assert_review (journal, FIRST, LAST, "10:1/2 ", "gosuslugi:0/1 mfc:0/1 ", "idle:1/2 ", 40);
  // Without a user it is nobody's length; the next goes on.
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  kapka_place_append (journal, kapka_place_end (place, PLACE_VISIT_2, "finished"));
  kapka_place_append (journal, kapka_place_begin (place, PLACE_BOOT_1));
  kapka_event_free (append_request (place, journal, PLACE_BOOT_1, "mfc", TRUE));
  assert_review (journal, FIRST, LAST, "10:1/2 11:1/1 ", "gosuslugi:0/1 mfc:0/2 ", "idle:1/2 ", 40);
  assert_review (journal, FIRST, "2026-12-30", "", "", "", 0);
}

/** What was read before shows what was corrected since, in the hour and month of the original. */
static void
test_corrections (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) second = append_visit (place, journal);
  g_autoptr (KapkaEvent) taken_back = NULL;
  g_autoptr (KapkaEvent) again = NULL;

  assert_review (journal, FIRST, LAST, "10:1/2 ", "gosuslugi:0/1 mfc:0/1 ", "idle:1/2 ", 40);
  kapka_place_set_time (place, "2027-02-04T15:00:00+04:00");
  taken_back = append_void (place, journal, second);
  assert_review (journal, FIRST, LAST, "10:1/1 ", "gosuslugi:0/1 ", "idle:1/1 ", 40);
  assert_review (journal, "2027-01-01", LAST, "", "", "", 0);
  again = append_void (place, journal, taken_back);
  assert_review (journal, FIRST, LAST, "10:1/2 ", "gosuslugi:0/1 mfc:0/1 ", "idle:1/2 ", 40);
}

static KapkaEvent *
append_manual (KapkaPlace *place, KapkaJournal *journal, const char *reason, int users) {
  KapkaEvent *event = kapka_place_manual (place, "2026-12-31", reason);

  kapka_event_add_count (event, "users", users);
  kapka_event_add_count (event, "s1", users);
  return append_and_keep (journal, event);
}

static void
test_by_hand (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) tally = append_manual (place, journal, "tally", 1);
  g_autoptr (KapkaEvent) batch = append_manual (place, journal, "paper", 5);
  g_autoptr (KapkaEvent) taken_back = NULL;
  g_autoptr (KapkaEvent) again = NULL;
  g_autoptr (KapkaEvent) batch_back = NULL;

  assert_review (journal, FIRST, LAST, "10:1/1 ", "", "", 0);
  kapka_place_set_time (place, "2026-12-31T15:00:00+04:00");
  taken_back = append_void (place, journal, tally);
  batch_back = append_void (place, journal, batch);
  assert_review (journal, FIRST, LAST, "", "", "", 0);
  again = append_void (place, journal, taken_back);
  assert_review (journal, FIRST, LAST, "10:1/1 ", "", "", 0);
}

/** A visit that goes over into the next month, and one whose end was written by the next boot. */
static void
test_over_the_edge (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  kapka_place_set_time (place, "2026-12-31T23:50:00+04:00");
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_event_free (append_request (place, journal, PLACE_VISIT_1, "mfc", TRUE));
  kapka_place_set_time (place, "2027-01-01T00:10:00+04:00");
  kapka_event_free (append_request (place, journal, PLACE_VISIT_1, "fssp", FALSE));
  kapka_place_append (journal, kapka_place_end (place, PLACE_VISIT_1, "limit"));
  assert_review (journal, FIRST, "2026-12-31", "23:1/1 ", "mfc:0/1 ", "limit:1/1 ", 20);
  assert_review (journal, "2027-01-01", LAST, "23:0/1 ", "fssp:0/1 ", "", 0);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  kapka_event_free (append_request (place, journal, PLACE_VISIT_2, "mfc", TRUE));
  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  journal = kapka_place_open (place);
  g_assert_cmpint (kapka_journal_end_open_visits (journal, NULL), ==, 1);
  assert_review (journal, "2027-01-01", "2027-01-15", "00:1/1 23:0/1 ", "fssp:0/1 mfc:0/1 ",
                 "power:1/1 ", 0);
}

/** Corrections of a folded day may lie in a stream that is not folded yet. */
static void
test_folded (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) second = append_visit (place, journal);
  g_autoptr (KapkaEvent) tally = NULL;
  g_autoptr (GError) error = NULL;
  KapkaInstant now;

  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  kapka_place_set_time (place, "2029-03-01T09:00:00+04:00");
  journal = kapka_place_open (place);
  assert_review (journal, FIRST, LAST, "10:1/2 ", "gosuslugi:0/1 mfc:0/1 ", "idle:1/2 ", 40);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  kapka_event_free (append_request (place, journal, PLACE_VISIT_2, "mfc", TRUE));
  tally = append_manual (place, journal, "tally", 1);
  kapka_clock_now (place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, 10, &error), ==, 1);
  g_assert_no_error (error);
  assert_review (journal, FIRST, LAST, "09:1/1 ", "mfc:0/1 ", "", 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/review/groups", test_groups);
  g_test_add_func ("/journal/review/corrections", test_corrections);
  g_test_add_func ("/journal/review/by-hand", test_by_hand);
  g_test_add_func ("/journal/review/over-the-edge", test_over_the_edge);
  g_test_add_func ("/journal/review/folded", test_folded);
  return g_test_run ();
}
