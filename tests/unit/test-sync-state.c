// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/state.h"

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
};

static void
test_first_match (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (kapka_sync_state_to_string (kapka_sync_state_from_facts (&rows[i].facts)), ==,
                     rows[i].state);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync-state/first-match", test_first_match);
  return g_test_run ();
}
