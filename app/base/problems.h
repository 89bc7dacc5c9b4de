// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaProblem:
 * Something wrong in a file that a person writes. One problem never stops the reading of the rest.
 */
typedef struct {
  char *file; // Path as the reader was given it.
  guint line; // From 1; 0 when the problem is the whole file.
  char *text; // What is wrong and what is expected.
} KapkaProblem;

/** KapkaProblems: an array of owned #KapkaProblem in the order in which they were found. */
typedef GPtrArray KapkaProblems;

/** Returns: (transfer full): an empty list; free with g_ptr_array_unref(). */
KapkaProblems *kapka_problems_new (void);

/**
 * kapka_problems_add:
 * @problems: (nullable): where to add; nothing happens with %NULL
 * @file: path of the file
 * @line: line from 1, or 0 for the whole file
 * @format: what is wrong, what is expected
 */
void
kapka_problems_add (KapkaProblems *problems, const char *file, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/** Returns: (transfer full): `file:line: text`, or `file: text` when the line is 0. */
char *kapka_problem_to_string (const KapkaProblem *problem);
