// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.h"

#include "program.h"

KapkaTestOutcome
kapka_test_outcome_run (const char *const *argv, const char *const *envp, guint deadline_ms) {
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, envp);
  KapkaTestOutcome outcome;
  g_autofree char *description = NULL;

  outcome.exit_code = kapka_test_program_wait (program, deadline_ms);
  outcome.out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  outcome.err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  description = kapka_test_program_describe (program);
  g_test_message ("%s", description);
  return outcome;
}

void
kapka_test_outcome_clear (KapkaTestOutcome *outcome) {
  g_free (outcome->out);
  g_free (outcome->err);
}
