// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/month.h"

#include <string.h>

#include "base/error.h"
#include "desk/desk-private.h"
#include "test-desk-place.h"

static void
assert_state (KapkaDeskPlace *place, const char *month, gboolean closed, gboolean changed) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaMonthState) state = kapka_month_get_state (place->desk, month, &error);

  g_assert_no_error (error);
  g_assert_cmpint (state->closed, ==, closed);
  g_assert_cmpint (state->changed, ==, changed);
}

static void
assert_refused (gboolean done, GError **error, int code, const char *part) {
  g_assert_false (done);
  g_assert_error (*error, KAPKA_ERROR, code);
  if (strstr ((*error)->message, part) == NULL)
    g_error ("expected \"%s\", got \"%s\"", part, (*error)->message);
  g_clear_error (error);
}

static gboolean
may_begin (KapkaDeskPlace *place, const char *day, GError **error) {
  g_autoptr (KapkaTransaction) act = kapka_desk_begin (place->desk, day, error);

  return act != NULL;
}

/** A closed February, seen in March. */
static KapkaDeskPlace *
close_february (void) {
  KapkaDeskPlace *place = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  kapka_place_set_time (place->place, "2026-02-10T10:00:00+04:00");
  kapka_desk_place_visit (place);
  kapka_place_set_time (place->place, "2026-03-02T10:00:00+04:00");
  kapka_month_close (place->desk, "2026-02", &error);
  g_assert_no_error (error);
  return place;
}

static void
test_close (void) {
  g_autoptr (KapkaDeskPlace) place = close_february ();
  g_autoptr (GError) error = NULL;

  assert_state (place, "2026-02", TRUE, FALSE);
  assert_state (place, "2026-01", FALSE, FALSE);
  assert_refused (kapka_month_close (place->desk, "2026-02", &error), &error, KAPKA_ERROR_USAGE,
                  "already");
  assert_refused (may_begin (place, "2026-02-28", &error), &error, KAPKA_ERROR_DENIED,
                  "02.2026 is closed: Анна, 02.03.2026");
  assert_refused (may_begin (place, "2026-02-01", &error), &error, KAPKA_ERROR_DENIED, "closed");
  g_assert_true (may_begin (place, "2026-01-31", &error));
  g_assert_true (may_begin (place, "2026-03-01", &error));
  g_assert_true (may_begin (place, NULL, &error));
}

static void
test_not_over (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  assert_refused (kapka_month_close (place->desk, "2026-03", &error), &error, KAPKA_ERROR_USAGE,
                  "not over");
  assert_refused (kapka_month_close (place->desk, "2026-12", &error), &error, KAPKA_ERROR_USAGE,
                  "not over");
  assert_refused (kapka_month_close (place->desk, "2026-00", &error), &error, KAPKA_ERROR_USAGE,
                  "month is expected");
  assert_refused (kapka_month_close (place->desk, "2026-2", &error), &error, KAPKA_ERROR_USAGE,
                  "month is expected");
  g_assert_true (kapka_month_close (place->desk, "2026-02", &error));
}

/** That the kiosk was on is no figure. */
static void
test_presence (void) {
  g_autoptr (KapkaDeskPlace) place = close_february ();

  kapka_place_set_time (place->place, "2026-02-20T10:00:00+04:00");
  g_assert_true (kapka_journal_append_on (place->journal, NULL));
  kapka_place_set_time (place->place, "2026-03-02T10:00:00+04:00");
  assert_state (place, "2026-02", TRUE, FALSE);
}

/** What comes after the closing counts all the same, and is told. */
static void
test_changed (void) {
  g_autoptr (KapkaDeskPlace) place = close_february ();

  kapka_place_set_time (place->place, "2026-02-28T23:59:00+04:00");
  kapka_desk_place_visit (place);
  kapka_place_set_time (place->place, "2026-03-02T10:00:00+04:00");
  assert_state (place, "2026-02", TRUE, TRUE);
  kapka_desk_place_visit (place);
  assert_state (place, "2026-01", FALSE, FALSE);
}

static void
test_reopen (void) {
  g_autoptr (KapkaDeskPlace) place = close_february ();
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;
  const KapkaMonthLine *line;

  assert_refused (kapka_month_reopen (place->desk, "2026-02", "missed", &error), &error,
                  KAPKA_ERROR_DENIED, "administrator");
  kapka_desk_place_reopen (place, "Вера", KAPKA_ROLE_ADMINISTRATOR);
  assert_refused (kapka_month_reopen (place->desk, "2026-01", "missed", &error), &error,
                  KAPKA_ERROR_USAGE, "not closed");
  kapka_month_reopen (place->desk, "2026-02", "missed", &error);
  g_assert_no_error (error);
  assert_state (place, "2026-02", FALSE, FALSE);
  g_assert_true (may_begin (place, "2026-02-28", &error));

  log = kapka_month_list_log (place->desk, &error);
  g_assert_cmpuint (log->len, ==, 2);
  line = g_ptr_array_index (log, 0);
  g_assert_cmpstr (line->month, ==, "2026-02");
  g_assert_cmpstr (line->author, ==, "Вера");
  g_assert_cmpstr (line->reason, ==, "missed");
  g_assert_false (line->closed);
  line = g_ptr_array_index (log, 1);
  g_assert_cmpstr (line->author, ==, "Анна");
  g_assert_true (line->closed);
}

static void
test_look (void) {
  g_autoptr (KapkaDeskPlace) place = close_february ();
  g_autoptr (GError) error = NULL;

  kapka_desk_place_reopen (place, NULL, KAPKA_ROLE_ADMINISTRATOR);
  assert_state (place, "2026-02", TRUE, FALSE);
  assert_refused (kapka_month_reopen (place->desk, "2026-02", "missed", &error), &error,
                  KAPKA_ERROR_DENIED, "signed in");
  assert_refused (kapka_month_close (place->desk, "2026-01", &error), &error, KAPKA_ERROR_DENIED,
                  "signed in");
}

/** The log cannot be changed, not even by hand. */
static void
test_append_only (void) {
  g_autoptr (KapkaDeskPlace) place = close_february ();

  g_assert_false (kapka_desk_place_run (place, "UPDATE month_line SET author = 'X'"));
  g_assert_false (kapka_desk_place_run (place, "DELETE FROM month_line"));
  g_assert_false (kapka_desk_place_run (place, "INSERT OR REPLACE INTO month_line VALUES"
                                               "(1, '2026-02', 0, NULL, 'other', 'X', 1)"));
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM month_now WHERE closed"),
                   ==, 1);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/month/close", test_close);
  g_test_add_func ("/month/not-over", test_not_over);
  g_test_add_func ("/month/presence", test_presence);
  g_test_add_func ("/month/changed", test_changed);
  g_test_add_func ("/month/reopen", test_reopen);
  g_test_add_func ("/month/look", test_look);
  g_test_add_func ("/month/append-only", test_append_only);
  return g_test_run ();
}
