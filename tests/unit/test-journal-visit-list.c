// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/fold.h"
#include "journal/visits.h"
#include "test-journal-place.h"

#define DAY "2026-03-02"

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", DAY "T10:00:00+04:00");
}

/** Appends @event and keeps it for corrections. */
static KapkaEvent *
append_and_keep (KapkaJournal *journal, KapkaEvent *event) {
  kapka_place_append (journal, kapka_event_copy (event));
  return event;
}

static KapkaEvent *
reclassify (KapkaPlace *place, const KapkaEvent *wrong, const char *from, const char *to) {
  KapkaEvent *event = kapka_place_correction (place, wrong);

  kapka_event_add_count (event, from, -1);
  if (to != NULL)
    kapka_event_add_count (event, to, 1);
  return event;
}

/** A visit with two portals and a form that is printed twice, and an end after midnight. */
static void
append_first_visit (KapkaPlace *place, KapkaJournal *journal) {
  KapkaEvent *print = kapka_place_request (place, PLACE_VISIT_1, "subsidy", "s4", FALSE);
  KapkaEvent *end;

  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE));
  print->kind = KAPKA_EVENT_PRINT;
  kapka_event_add_count (print, "pages", 3);
  kapka_place_append (journal, print);
  print = kapka_place_request (place, PLACE_VISIT_1, "subsidy", "s4", FALSE);
  print->kind = KAPKA_EVENT_PRINT;
  kapka_event_add_count (print, "s4", -1);
  kapka_event_add_count (print, "pages", 2);
  kapka_place_append (journal, print);
  kapka_place_set_time (place, "2026-03-03T00:05:00+04:00");
  end = kapka_place_end (place, PLACE_VISIT_1, "limit");
  kapka_event_add_count (end, "assisted", 1);
  kapka_place_append (journal, end);
}

static char *
print_line (const KapkaVisitLine *line) {
  g_autofree char *items = g_strjoinv (",", line->items);

  return g_strdup_printf ("%s %s %d+%d min, end %s, u%d, %d %d %d %d %d %d, p%d a%d, n%u, %s",
                          line->by_hand ? "hand" : line->id, line->day,
                          (int)((line->begin_ms / 60000 + line->utc_off_min) % 1440),
                          line->end_ms < 0 ? -1 : (int)((line->end_ms - line->begin_ms) / 60000),
                          line->end_reason, (int)line->users, (int)line->services[0],
                          (int)line->services[1], (int)line->services[2], (int)line->services[3],
                          (int)line->services[4], (int)line->services[5], (int)line->pages,
                          (int)line->assisted, line->n_corrections, items);
}

static GPtrArray *
list (KapkaJournal *journal, const char *day, const KapkaVisitFilter *filter) {
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = kapka_visits_list (journal, day, filter, &error);

  g_assert_no_error (error);
  return lines;
}

static void
assert_line (GPtrArray *lines, guint index, const char *expected) {
  g_autofree char *text = NULL;

  g_assert_cmpuint (index, <, lines->len);
  text = print_line (g_ptr_array_index (lines, index));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_list (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) none = NULL;
  KapkaEvent *manual;

  append_first_visit (place, journal);
  kapka_place_set_time (place, DAY "T09:00:00+04:00");
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  kapka_place_set_time (place, "2026-03-05T09:30:00+04:00");
  manual = kapka_place_manual (place, DAY, "paper");
  kapka_event_add_count (manual, "users", 7);
  kapka_event_add_count (manual, "s6", 9);
  kapka_place_append (journal, manual);
  lines = list (journal, DAY, NULL);
  g_assert_cmpuint (lines->len, ==, 3);
  assert_line (lines, 0,
               PLACE_VISIT_2 " " DAY " 540+-1 min, end (null), u0, 0 0 0 0 0 0, p0 a0, n0, ");
  assert_line (lines, 1,
               PLACE_VISIT_1 " " DAY " 600+845 min, end limit, u1, 0 0 1 1 0 0, p5 a1, n0, "
                             "s3:gosuslugi,s4:subsidy");
  assert_line (lines, 2, "hand " DAY " 570+0 min, end paper, u7, 0 0 0 0 0 9, p0 a0, n0, ");
  none = list (journal, "2026-03-03", NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/** A request that was re-classified, one that was voided, a tally that was taken back and put
 * there again; all in a later boot. */
static void
test_corrected (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) moved = NULL;
  g_autoptr (KapkaEvent) voided = NULL;
  g_autoptr (KapkaEvent) tally = NULL;
  g_autoptr (KapkaEvent) taken_back = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (KapkaVisitLine) by_hand = NULL;
  g_autoptr (KapkaVisitLine) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  KapkaEvent *again;

  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  moved = append_and_keep (journal, kapka_place_request (place, PLACE_VISIT_1, "mfc", "s2", TRUE));
  voided =
      append_and_keep (journal, kapka_place_request (place, PLACE_VISIT_1, "fssp", "s5", FALSE));
  kapka_place_set_time (place, DAY "T10:01:00+04:00");
  tally = kapka_place_manual (place, DAY, "tally");
  kapka_event_add_count (tally, "users", 1);
  kapka_event_add_count (tally, "s1", 1);
  kapka_place_append (journal, kapka_event_copy (tally));
  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  kapka_place_set_time (place, "2026-03-09T10:00:00+04:00");
  journal = kapka_place_open (place);
  kapka_place_append (journal, reclassify (place, moved, "s2", "s3"));
  kapka_place_append (journal, reclassify (place, voided, "s5", NULL));
  taken_back = append_and_keep (journal, reclassify (place, tally, "s1", NULL));
  again = kapka_place_correction (place, taken_back);
  kapka_event_add_count (again, "s1", 1);
  kapka_place_append (journal, again);
  lines = list (journal, DAY, NULL);
  g_assert_cmpuint (lines->len, ==, 2);
  assert_line (lines, 1, "hand " DAY " 601+0 min, end tally, u1, 1 0 0 0 0 0, p0 a0, n2, ");
  assert_line (lines, 0,
               PLACE_VISIT_1 " " DAY " 600+-1 min, end (null), u1, 0 0 1 0 0 0, p0 a0, n2, "
                             "s3:mfc,-:fssp");
  by_hand = kapka_visits_get (journal, tally->event_id, &error);
  g_assert_no_error (error);
  text = print_line (by_hand);
  g_assert_cmpstr (text, ==, "hand " DAY " 601+0 min, end tally, u1, 1 0 0 0 0 0, p0 a0, n2, ");
  missing = kapka_visits_get (journal, moved->event_id, &error);
  g_assert_no_error (error);
  g_assert_null (missing);
}

static guint
count (KapkaJournal *journal, KapkaVisitFilter filter) {
  g_autoptr (GPtrArray) lines = list (journal, DAY, &filter);

  return lines->len;
}

static void
test_filter (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) request = NULL;

  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  request =
      append_and_keep (journal, kapka_place_request (place, PLACE_VISIT_2, "mfc", "s2", TRUE));
  append_first_visit (place, journal);
  kapka_place_append (journal, reclassify (place, request, "s2", "s6"));
  kapka_place_set_time (place, DAY "T11:00:00+04:00");
  kapka_place_append (journal, kapka_place_begin (place, PLACE_BOOT_1));
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ 0 }), ==, 3);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .service = "s2" }), ==, 0);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .service = "s6" }), ==, 1);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .item = "subsidy" }), ==, 1);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .item = "sub" }), ==, 0);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .end_reason = "limit" }), ==, 1);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .with_user = TRUE }), ==, 2);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .corrected = TRUE }), ==, 1);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .assisted = TRUE }), ==, 1);
  g_assert_cmpuint (count (journal, (KapkaVisitFilter){ .assisted = TRUE, .corrected = TRUE }), ==,
                    0);
}

static char *
print_trail (KapkaJournal *journal, const char *id) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) trail = kapka_visits_get_trail (journal, id, &error);
  const KapkaTrailLine *first_of_act = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < trail->len; i++) {
    const KapkaTrailLine *line = g_ptr_array_index (trail, i);

    if (first_of_act == NULL || g_strcmp0 (first_of_act->act, line->act) != 0)
      first_of_act = line;
    g_string_append_printf (
        text, "%s%s%s%s%s\n", kapka_event_kind_to_string (line->event->kind),
        line->service != NULL ? " " : "", line->service != NULL ? line->service : "",
        line->act != NULL && line != first_of_act ? " same" : "", line->undone ? " undone" : "");
  }
  return g_string_free (text, FALSE);
}

static void
test_trail (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) request = NULL;
  g_autoptr (KapkaEvent) moved = NULL;
  g_autoptr (KapkaEvent) undo = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *voided = NULL;

  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  request =
      append_and_keep (journal, kapka_place_request (place, PLACE_VISIT_1, "mfc", "s2", TRUE));
  kapka_place_set_time (place, "2026-03-03T10:00:00+04:00");
  moved = append_and_keep (journal, reclassify (place, request, "s2", "s3"));
  kapka_place_set_time (place, "2026-03-03T10:01:00+04:00");
  undo = append_and_keep (journal, reclassify (place, moved, "s3", "s2"));
  undone = print_trail (journal, PLACE_VISIT_1);
  g_assert_cmpstr (undone, ==, "begin\nrequest s2\ncorrection undone\ncorrection\n");
  kapka_place_set_time (place, "2026-03-03T10:02:00+04:00");
  kapka_place_append (journal, reclassify (place, undo, "s2", "s3"));
  redone = print_trail (journal, PLACE_VISIT_1);
  g_assert_cmpstr (redone, ==, "begin\nrequest s3\ncorrection\ncorrection undone\ncorrection\n");
  kapka_place_set_time (place, "2026-03-03T10:03:00+04:00");
  kapka_place_append (journal, reclassify (place, request, "s3", NULL));
  kapka_place_append (journal, kapka_place_correction (place, request));
  voided = print_trail (journal, PLACE_VISIT_1);
  g_assert_cmpstr (voided, ==,
                   "begin\nrequest\ncorrection\ncorrection undone\ncorrection\n"
                   "correction\ncorrection same\n");
}

static void
test_trail_by_hand (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (KapkaEvent) tally = kapka_place_manual (place, DAY, "tally");
  g_autoptr (KapkaEvent) voided = NULL;
  g_autofree char *trail = NULL;
  g_autofree char *none = NULL;

  kapka_event_add_count (tally, "s1", 1);
  kapka_place_append (journal, kapka_event_copy (tally));
  voided = append_and_keep (journal, reclassify (place, tally, "s1", NULL));
  kapka_place_append (journal, reclassify (place, voided, "s2", "s1"));
  trail = print_trail (journal, tally->event_id);
  g_assert_cmpstr (trail, ==, "manual\ncorrection undone\ncorrection same\n");
  none = print_trail (journal, PLACE_VISIT_1);
  g_assert_cmpstr (none, ==, "");
}

static char *
print_days (KapkaJournal *journal, const char *first, const char *last) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = kapka_visits_list_days (journal, first, last, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < days->len; i++) {
    const KapkaVisitDay *day = &g_array_index (days, KapkaVisitDay, i);

    g_string_append_printf (text, "%s:%u ", day->day, day->n_visits);
  }
  return g_string_free (text, FALSE);
}

static void
test_days (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *later = NULL;
  g_autofree char *all = NULL;
  g_autofree char *after = NULL;
  KapkaEvent *batch = kapka_place_manual (place, "2026-02-27", "paper");
  KapkaInstant now;

  kapka_event_add_count (batch, "users", 1);
  kapka_event_add_count (batch, "s1", 1);
  kapka_journal_append_on (journal, NULL);
  kapka_place_append (journal, batch);
  append_first_visit (place, journal);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  kapka_place_set_time (place, "2026-03-04T10:00:00+04:00");
  kapka_journal_append_on (journal, NULL);
  before = print_days (journal, "2026-01-01", "2026-12-31");
  // On the fourth the kiosk was on and nobody came.
  g_assert_cmpstr (before, ==, "2026-03-03:1 2026-03-02:1 2026-02-27:0 ");
  inner = print_days (journal, "2026-03-01", "2026-03-02");
  g_assert_cmpstr (inner, ==, "2026-03-02:1 ");
  // What was counted before is counted again where something came.
  kapka_place_append (journal, kapka_place_begin (place, "a3333333-3333-4333-8333-333333333333"));
  later = print_days (journal, "2026-03-03", "2026-12-31");
  g_assert_cmpstr (later, ==, "2026-03-04:1 2026-03-03:1 ");
  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  kapka_place_set_time (place, "2029-03-01T09:00:00+04:00");
  journal = kapka_place_open (place);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_BOOT_1));
  all = print_days (journal, "2026-01-01", "2029-12-31");
  g_assert_cmpstr (all, ==, "2029-03-01:1 2026-03-04:1 2026-03-03:1 2026-03-02:1 2026-02-27:0 ");
  kapka_clock_now (place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, 10, &error), ==, 1);
  g_assert_no_error (error);
  after = print_days (journal, "2026-01-01", "2029-12-31");
  g_assert_cmpstr (after, ==, "2029-03-01:1 ");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/visit-list/list", test_list);
  g_test_add_func ("/journal/visit-list/corrected", test_corrected);
  g_test_add_func ("/journal/visit-list/filter", test_filter);
  g_test_add_func ("/journal/visit-list/trail", test_trail);
  g_test_add_func ("/journal/visit-list/trail-by-hand", test_trail_by_hand);
  g_test_add_func ("/journal/visit-list/days", test_days);
  return g_test_run ();
}
