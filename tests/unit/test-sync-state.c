// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/accepted.h"
#include "sync/machine.h"
#include "sync/state.h"
#include "test-journal-place.h"

typedef struct {
  KapkaSyncFacts facts;
  const char *state;
} StateRow;

// Centre, enrolled, a run, its exit code, a success, days of presence since, pending days.
static const StateRow rows[] = {
  { { FALSE, TRUE, TRUE, 0, TRUE, 0, 0 }, "never" },
  { { FALSE, TRUE, TRUE, 78, FALSE, 20, 9 }, "never" },
  { { TRUE, FALSE, TRUE, 77, TRUE, 20, 9 }, "never" },
  { { TRUE, TRUE, FALSE, 0, FALSE, 0, 0 }, "never" },
  { { TRUE, TRUE, TRUE, 75, FALSE, 9, 9 }, "never" },
  { { TRUE, TRUE, TRUE, 75, FALSE, 10, 9 }, "failing" },
  { { TRUE, TRUE, FALSE, 0, FALSE, 10, 9 }, "failing" },
  { { TRUE, TRUE, TRUE, 76, FALSE, 0, 1 }, "failing" },
  { { TRUE, TRUE, TRUE, 65, TRUE, 0, 1 }, "failing" },
  { { TRUE, TRUE, TRUE, 75, TRUE, 10, 1 }, "failing" },
  { { TRUE, TRUE, TRUE, 75, TRUE, 9, 1 }, "late" },
  { { TRUE, TRUE, TRUE, 75, TRUE, 3, 1 }, "late" },
  { { TRUE, TRUE, TRUE, 75, TRUE, 2, 1 }, "ok" },
  { { TRUE, TRUE, TRUE, 75, TRUE, 9, 0 }, "ok" },
  { { TRUE, TRUE, TRUE, 0, TRUE, 0, 0 }, "ok" },
  { { TRUE, TRUE, TRUE, 0, TRUE, 0, 0, .frozen_disk = TRUE }, "failing" },
  { { TRUE, TRUE, TRUE, 0, TRUE, 0, 0, .moved = TRUE, .clock = TRUE }, "ok" },
  { { TRUE, TRUE, TRUE, 75, TRUE, 3, 0, .pending_fragments = 1 }, "late" },
};

static void
test_first_match (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (kapka_sync_state_to_string (kapka_sync_state_from_facts (&rows[i].facts)), ==,
                     rows[i].state);
  }
}

#define INSTALL "7f1c0000-0000-4000-8000-000000000001"

static void
assert_warnings (KapkaJournal *journal, const KapkaEnrolment *enrolment, const char *expected) {
  g_auto (KapkaSyncFacts) facts = { 0 };
  g_autoptr (GPtrArray) warnings = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_true (kapka_sync_facts_read (journal, TRUE, enrolment, &facts, NULL));
  warnings = kapka_sync_facts_list_warnings (&facts);
  for (guint i = 0; i < warnings->len; i++) {
    const KapkaSyncWarning *warning = g_ptr_array_index (warnings, i);

    g_string_append_printf (words, "%s ", warning->word);
  }
  g_assert_cmpstr (words->str, ==, expected);
}

static void
test_warnings (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *machine = kapka_machine_hash ("/sys");
  KapkaEnrolment enrolment = { .install_id = (char *)INSTALL };
  g_auto (KapkaAccepted) accepted = { .last = 7, .ahead = KAPKA_ACCEPTED_FROZEN_RUNS };

  assert_warnings (journal, NULL, "");
  // An enrolment of an older version does not know its machine.
  assert_warnings (journal, &enrolment, "");
  enrolment.machine = machine;
  assert_warnings (journal, &enrolment, "");
  enrolment.machine = (char *)"another";
  assert_warnings (journal, &enrolment, "moved ");
  g_assert_true (kapka_journal_set_meta (journal, "clock_off_s", "-601", NULL));
  assert_warnings (journal, &enrolment, "moved clock ");
  g_assert_true (kapka_journal_set_meta (journal, "clock_off_s", "600", NULL));
  g_assert_true (kapka_accepted_save (&accepted, journal, NULL));
  assert_warnings (journal, &enrolment, "moved frozen_disk ");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync-state/first-match", test_first_match);
  g_test_add_func ("/sync-state/warnings", test_warnings);
  return g_test_run ();
}
