// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaTestOutcome: what a run of a program came to. */
typedef struct {
  int exit_code;
  char *out; // Standard output.
  char *err; // Standard error.
} KapkaTestOutcome;

/**
 * kapka_test_outcome_run:
 * @argv: as for kapka_test_program_start()
 * @envp: (nullable): as for kapka_test_program_start()
 * @deadline_ms: how long it may take, in milliseconds
 *
 * Runs a program to its end, whatever that is, and fails the test when it does not come in time.
 * What it said is also told to whoever reads the log of the test.
 */
KapkaTestOutcome
kapka_test_outcome_run (const char *const *argv, const char *const *envp, guint deadline_ms);

void kapka_test_outcome_clear (KapkaTestOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaTestOutcome, kapka_test_outcome_clear)
