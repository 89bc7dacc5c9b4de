// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/**
 * kapka_library_read_csv:
 * @path: CSV in UTF-8 with the columns `code,name,district` and, where wanted, `rural` (1, 0, yes,
 * no, да, нет; empty: no), `tz` (empty: @tz) and `from` (empty: @from)
 * @tz: time zone of a library without one
 * @from: first day of a month
 * @problems: what is wrong, by line
 *
 * Returns: (transfer full) (element-type KapkaLibrary): the libraries of the good lines, or %NULL
 * when the file cannot be used.
 */
GPtrArray *kapka_library_read_csv (const char *path,
                                   const char *tz,
                                   const char *from,
                                   KapkaProblems *problems);
