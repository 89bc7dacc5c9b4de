// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/portal-states.h"

#define AGE (KAPKA_PORTAL_STATE_SECONDS * G_USEC_PER_SEC)
#define LATER (NOW + G_GINT64_CONSTANT (2) * AGE)
#define NETWORK_AGE (KAPKA_PORTAL_NO_NETWORK_SECONDS * G_USEC_PER_SEC)
#define NOW (1000 * G_USEC_PER_SEC)

typedef struct {
  KapkaPortalStates *states;
  GString *changes; // Ids, each followed by a space.
} Fixture;

static void
on_changed (KapkaPortalStates *states, const char *id, GString *changes) {
  g_string_append_printf (changes, "%s ", id);
}

static void
set_up (Fixture *f, gconstpointer data) {
  f->states = kapka_portal_states_new ();
  f->changes = g_string_new (NULL);
  g_signal_connect (f->states, "changed", G_CALLBACK (on_changed), f->changes);
}

static void
tear_down (Fixture *f, gconstpointer data) {
  g_assert_finalize_object (f->states);
  g_string_free (f->changes, TRUE);
}

static void
note (Fixture *f, const char *id, KapkaPortalState state, gint64 now_usec) {
  kapka_portal_states_note (f->states, id, state, now_usec);
}

static void
assert_state (Fixture *f, const char *id, KapkaPortalState state, gint64 now_usec) {
  g_assert_cmpint (kapka_portal_states_get (f->states, id, now_usec), ==, state);
}

static void
test_notes (Fixture *f, gconstpointer data) {
  assert_state (f, "a", KAPKA_PORTAL_UNKNOWN, NOW);
  note (f, "a", KAPKA_PORTAL_SILENT, NOW);
  note (f, "b", KAPKA_PORTAL_UNSAFE, NOW);
  assert_state (f, "a", KAPKA_PORTAL_SILENT, NOW);
  assert_state (f, "b", KAPKA_PORTAL_UNSAFE, NOW);
  note (f, "a", KAPKA_PORTAL_READY, NOW);
  assert_state (f, "a", KAPKA_PORTAL_READY, NOW);
  note (f, "b", KAPKA_PORTAL_UNKNOWN, NOW);
  assert_state (f, "b", KAPKA_PORTAL_UNKNOWN, NOW);
}

static void
test_age (Fixture *f, gconstpointer data) {
  note (f, "a", KAPKA_PORTAL_OUT_OF_SERVICE, NOW);
  note (f, "b", KAPKA_PORTAL_NO_NETWORK, NOW);
  assert_state (f, "a", KAPKA_PORTAL_OUT_OF_SERVICE, NOW + AGE - 1);
  assert_state (f, "a", KAPKA_PORTAL_UNKNOWN, NOW + AGE);
  assert_state (f, "b", KAPKA_PORTAL_NO_NETWORK, NOW + NETWORK_AGE - 1);
  assert_state (f, "b", KAPKA_PORTAL_UNKNOWN, NOW + NETWORK_AGE);
}

static void
test_changes (Fixture *f, gconstpointer data) {
  note (f, "a", KAPKA_PORTAL_UNKNOWN, NOW);
  g_assert_cmpstr (f->changes->str, ==, "");
  note (f, "a", KAPKA_PORTAL_SILENT, NOW);
  note (f, "a", KAPKA_PORTAL_SILENT, NOW + 1);
  g_assert_cmpstr (f->changes->str, ==, "a ");
  note (f, "a", KAPKA_PORTAL_SILENT, NOW + 1 + AGE);
  note (f, "b", KAPKA_PORTAL_READY, NOW + 1 + AGE);
  g_assert_cmpstr (f->changes->str, ==, "a a b ");
}

/* The next visitor must not see where the last one was. */
static void
test_end_of_visit (Fixture *f, gconstpointer data) {
  note (f, "a", KAPKA_PORTAL_READY, NOW);
  note (f, "b", KAPKA_PORTAL_SILENT, NOW);
  kapka_portal_states_end_visit (f->states);
  assert_state (f, "a", KAPKA_PORTAL_UNKNOWN, NOW);
  assert_state (f, "b", KAPKA_PORTAL_SILENT, NOW);
}

static void
report (Fixture *f, const char *id, KapkaPortalState state, gint64 found_usec) {
  kapka_portal_states_report (f->states, id, state, found_usec, LATER, NOW);
}

/* What the check has found shows where nothing was met, and as long as it is worth telling. */
static void
test_report (Fixture *f, gconstpointer data) {
  report (f, "a", KAPKA_PORTAL_UNSAFE, NOW);
  assert_state (f, "a", KAPKA_PORTAL_UNSAFE, LATER - 1);
  assert_state (f, "a", KAPKA_PORTAL_UNKNOWN, LATER);
  report (f, "a", KAPKA_PORTAL_READY, NOW);
  kapka_portal_states_end_visit (f->states);
  assert_state (f, "a", KAPKA_PORTAL_READY, NOW);
  g_assert_cmpstr (f->changes->str, ==, "a a ");
  report (f, "a", KAPKA_PORTAL_UNKNOWN, NOW);
  assert_state (f, "a", KAPKA_PORTAL_UNKNOWN, NOW);
}

/* Who has met the portal last is right, and what is older shows again when that is forgotten. */
static void
test_newest (Fixture *f, gconstpointer data) {
  note (f, "a", KAPKA_PORTAL_NO_NETWORK, NOW);
  report (f, "a", KAPKA_PORTAL_SILENT, NOW - 1);
  assert_state (f, "a", KAPKA_PORTAL_NO_NETWORK, NOW);
  report (f, "a", KAPKA_PORTAL_READY, NOW + 1);
  assert_state (f, "a", KAPKA_PORTAL_READY, NOW + 1);
  note (f, "a", KAPKA_PORTAL_NO_NETWORK, NOW + 2);
  report (f, "a", KAPKA_PORTAL_READY, NOW + 1);
  assert_state (f, "a", KAPKA_PORTAL_NO_NETWORK, NOW + 2);
  assert_state (f, "a", KAPKA_PORTAL_READY, NOW + 2 + NETWORK_AGE);
  g_assert_cmpstr (f->changes->str, ==, "a a a ");
}

/* However often an old finding is told again. */
static void
test_trouble_is_over (Fixture *f, gconstpointer data) {
  report (f, "a", KAPKA_PORTAL_OUT_OF_SERVICE, NOW);
  note (f, "a", KAPKA_PORTAL_READY, NOW + 1);
  assert_state (f, "a", KAPKA_PORTAL_READY, NOW + 1);
  kapka_portal_states_end_visit (f->states);
  assert_state (f, "a", KAPKA_PORTAL_UNKNOWN, NOW + 1);
  report (f, "a", KAPKA_PORTAL_OUT_OF_SERVICE, NOW);
  assert_state (f, "a", KAPKA_PORTAL_UNKNOWN, LATER - 1);
  report (f, "a", KAPKA_PORTAL_OUT_OF_SERVICE, NOW + 2);
  assert_state (f, "a", KAPKA_PORTAL_OUT_OF_SERVICE, LATER - 1);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal-states/notes", test_notes);
  ADD ("/portal-states/age", test_age);
  ADD ("/portal-states/changes", test_changes);
  ADD ("/portal-states/end-of-visit", test_end_of_visit);
  ADD ("/portal-states/report", test_report);
  ADD ("/portal-states/newest", test_newest);
  ADD ("/portal-states/trouble-is-over", test_trouble_is_over);
#undef ADD
  return g_test_run ();
}
