// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/figures.h"

#include "journal/fold.h"
#include "test-journal-place.h"

static KapkaEvent *
make_print (KapkaPlace *place, const char *visit, const char *form, int pages) {
  KapkaEvent *event = kapka_place_request (place, visit, form, "s4", FALSE);

  event->kind = KAPKA_EVENT_PRINT;
  kapka_event_add_count (event, "pages", pages);
  return event;
}

static KapkaEvent *
make_manual (KapkaPlace *place, const char *day, const char *reason, int users, int requests) {
  KapkaEvent *event = kapka_place_manual (place, day, reason);

  kapka_event_add_count (event, "users", users);
  kapka_event_add_count (event, "s1", requests);
  return event;
}

/** A visit on the last day of December 2026 whose request is re-classified in January, and taken
 * back to what it was, twice; one in January; a tally; a batch from paper for December. */
static KapkaJournal *
fill (KapkaPlace *place) {
  KapkaJournal *journal = kapka_place_open (place);
  KapkaEvent *wrong = kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", TRUE);
  g_autoptr (KapkaEvent) request = kapka_event_copy (wrong);
  g_autoptr (KapkaEvent) correction = NULL;
  KapkaEvent *undo;
  KapkaEvent *end;

  kapka_journal_append_on (journal, NULL);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_place_append (journal, wrong);
  kapka_place_set_time (place, "2026-12-31T11:10:00+04:00");
  kapka_place_append (journal, make_print (place, PLACE_VISIT_1, "subsidy", 3));
  end = kapka_place_end (place, PLACE_VISIT_1, "idle");
  kapka_event_add_count (end, "lang_udm", 1);
  kapka_event_add_count (end, "assisted", 1);
  kapka_place_append (journal, end);
  kapka_place_set_time (place, "2027-01-04T15:00:00+04:00");
  kapka_journal_append_on (journal, NULL);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
  kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_2, "mfc", "s2", TRUE));
  kapka_place_append (journal, make_manual (place, "2027-01-04", "tally", 1, 1));
  kapka_place_append (journal, make_manual (place, "2026-12-30", "paper", 4, 9));
  correction = kapka_place_correction (place, request);
  kapka_event_add_count (correction, "s3", -1);
  kapka_event_add_count (correction, "s5", 1);
  kapka_place_append (journal, kapka_event_copy (correction));
  undo = kapka_place_correction (place, correction);
  kapka_event_add_count (undo, "s3", 1);
  kapka_event_add_count (undo, "s5", -1);
  g_clear_pointer (&correction, kapka_event_free);
  correction = kapka_event_copy (undo);
  kapka_place_append (journal, undo);
  undo = kapka_place_correction (place, correction);
  kapka_event_add_count (undo, "s3", -1);
  kapka_event_add_count (undo, "s5", 1);
  kapka_place_append (journal, undo);
  return journal;
}

static KapkaPlace *
make_place (void) {
  return kapka_place_new ("Europe/Samara", "2026-12-31T10:30:00+04:00");
}

static char *
print_periods (KapkaJournal *journal, const char *first, const char *last, KapkaPeriod period) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kapka_figures_list (journal, first, last, period, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++) {
    const KapkaPeriodFigures *line = g_ptr_array_index (list, i);
    const KapkaFigures *figures = &line->figures;

    g_string_append_printf (text, "%s u%d r%d", line->period, (int)figures->users,
                            (int)kapka_figures_get_requests (figures));
    for (guint j = 0; j < G_N_ELEMENTS (figures->services); j++)
      g_string_append_printf (text, " %d", (int)figures->services[j]);
    g_string_append_printf (text, " p%d a%d udm%d on%d\n", (int)figures->pages,
                            (int)figures->assisted, (int)figures->lang_udm, (int)figures->days_on);
  }
  return g_string_free (text, FALSE);
}

static void
test_periods (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);
  g_autofree char *days = NULL;
  g_autofree char *months = NULL;
  g_autofree char *years = NULL;

  days = print_periods (journal, "2026-12-01", "2027-12-31", KAPKA_PERIOD_DAY);
  g_assert_cmpstr (days, ==,
                   "2026-12-30 u4 r9 9 0 0 0 0 0 p0 a0 udm0 on0\n"
                   "2026-12-31 u1 r2 0 0 0 1 1 0 p3 a1 udm1 on1\n"
                   "2027-01-04 u2 r2 1 1 0 0 0 0 p0 a0 udm0 on1\n");
  months = print_periods (journal, "2026-12-01", "2027-12-31", KAPKA_PERIOD_MONTH);
  g_assert_cmpstr (months, ==,
                   "2026-12 u5 r11 9 0 0 1 1 0 p3 a1 udm1 on1\n"
                   "2027-01 u2 r2 1 1 0 0 0 0 p0 a0 udm0 on1\n");
  years = print_periods (journal, "2026-12-31", "2027-12-31", KAPKA_PERIOD_YEAR);
  g_assert_cmpstr (years, ==,
                   "2026 u1 r2 0 0 0 1 1 0 p3 a1 udm1 on1\n"
                   "2027 u2 r2 1 1 0 0 0 0 p0 a0 udm0 on1\n");
}

static void
test_sum (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);
  KapkaEvent *outreach = kapka_event_new (KAPKA_EVENT_OUTREACH, place->clock);
  KapkaFigures figures;

  outreach->author = g_strdup ("desk");
  outreach->item = g_strdup ("forum");
  kapka_event_add_count (outreach, "events", 1);
  kapka_event_add_count (outreach, "participants", 500);
  kapka_place_append (journal, outreach);
  // A second boot of the day has an `on` of its own.
  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  journal = kapka_place_open (place);
  kapka_journal_append_on (journal, NULL);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT max(value) FROM day_count WHERE key = '_on'"), ==, 2);
  g_assert_true (kapka_figures_sum (journal, "2026-12-31", "2027-12-31", &figures, NULL));
  g_assert_cmpint (figures.users, ==, 3);
  g_assert_cmpint (kapka_figures_get_requests (&figures), ==, 4);
  g_assert_cmpint (figures.days_on, ==, 2);
  g_assert_cmpint (figures.events, ==, 1);
  g_assert_cmpint (figures.participants, ==, 500);
  g_assert_true (kapka_figures_sum (journal, "2028-01-01", "2028-12-31", &figures, NULL));
  g_assert_cmpint (figures.users, ==, 0);
}

static void
assert_weekdays (KapkaJournal *journal, const char *first, const char *last, const char *expected) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kapka_figures_list_weekdays (journal, first, last, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++) {
    const KapkaGroupFigures *line = g_ptr_array_index (list, i);

    g_string_append_printf (text, "%s:%d/%d ", line->key, (int)line->visits, (int)line->requests);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_weekdays (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);

  assert_weekdays (journal, "2026-01-01", "2027-12-31", "1:2/2 3:4/9 4:1/2 ");
  assert_weekdays (journal, "2026-12-31", "2027-01-03", "4:1/2 ");
}

static void
test_folded (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *first_day = NULL;
  KapkaInstant now;

  before = print_periods (journal, "2027-01-01", "2027-12-31", KAPKA_PERIOD_DAY);
  g_assert_null (kapka_figures_first_day_with_events (journal, &error));
  g_assert_no_error (error);
  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_set_time (place, "2029-03-01T09:00:00+04:00");
  kapka_place_reboot (place, "Europe/Samara", PLACE_BOOT_2);
  journal = kapka_place_open (place);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_BOOT_1));
  kapka_place_append (journal, kapka_place_request (place, PLACE_BOOT_1, "mfc", "s2", TRUE));
  kapka_place_append (journal, make_manual (place, "2026-12-31", "tally", 1, 1));
  kapka_clock_now (place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, 10, &error), ==, 1);
  g_assert_no_error (error);
  first_day = kapka_figures_first_day_with_events (journal, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first_day, ==, "2027-01-05");
  after = print_periods (journal, "2027-01-01", "2027-12-31", KAPKA_PERIOD_DAY);
  g_assert_cmpstr (after, ==, before);
  // What was added since counts beside what was folded.
  assert_weekdays (journal, "2026-12-31", "2026-12-31", "4:2/3 ");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/figures/periods", test_periods);
  g_test_add_func ("/journal/figures/sum", test_sum);
  g_test_add_func ("/journal/figures/weekdays", test_weekdays);
  g_test_add_func ("/journal/figures/folded", test_folded);
  return g_test_run ();
}
