// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/**
 * kapka_csv_decode:
 * @path: names the file in @problems
 * @text: what is in it
 * @problems: what is wrong
 *
 * Spreadsheets save in UTF-8, with or without a byte order mark, or, the Russian ones, in
 * Windows-1251. Text in the code page of DOS is told from the latter by its bytes and refused,
 * since its letters would come out as others.
 *
 * Returns: (transfer full): @text in UTF-8 without a mark, or %NULL with a problem.
 */
char *kapka_csv_decode (const char *path, const char *text, KapkaProblems *problems);
