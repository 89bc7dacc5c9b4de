// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/** The opening hours of the libraries: a group for each, named by its code, with the key `Hours`.
 */
#define KAPKA_HOURS_FILE "hours.ini"

/**
 * kapka_hours_file_read:
 * @directory: where `hours.ini` may lie
 * @library: code of a library
 * @problems: (nullable): what is wrong in the file
 *
 * Returns: (transfer full): the hours of @library, as `[waiting] hours=` has them; empty without
 * any.
 */
char *kapka_hours_file_read (const char *directory, const char *library, KapkaProblems *problems);
