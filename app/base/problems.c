// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problems.h"

static void
kapka_problem_free (KapkaProblem *problem) {
  g_free (problem->file);
  g_free (problem->text);
  g_free (problem);
}

KapkaProblems *
kapka_problems_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_problem_free);
}

void
kapka_problems_add (KapkaProblems *problems,
                    const char *file,
                    guint line,
                    const char *format,
                    ...) {
  KapkaProblem *problem;
  va_list args;

  if (problems == NULL)
    return;
  problem = g_new0 (KapkaProblem, 1);
  problem->file = g_strdup (file);
  problem->line = line;
  va_start (args, format);
  problem->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems, problem);
}

char *
kapka_problem_to_string (const KapkaProblem *problem) {
  if (problem->line == 0)
    return g_strdup_printf ("%s: %s", problem->file, problem->text);
  return g_strdup_printf ("%s:%u: %s", problem->file, problem->line, problem->text);
}
