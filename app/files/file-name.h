// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Limits of a name: what fits on two lines of a large row, and into any file system with room for
 * a number. */
#define KAPKA_FILE_NAME_MAX_CHARS 100
#define KAPKA_FILE_NAME_MAX_BYTES 200

/**
 * kapka_file_name_clean:
 * @suggested: (nullable): a name from outside; need not be UTF-8
 * @ending: (nullable): without the dot; takes its place at the end unless it stands there
 * @fallback: (not nullable): the name of a file that has none
 *
 * Nothing of a path stays, nor what cannot be seen or turns a text around; letters of all alphabets
 * stay.
 *
 * Returns: (transfer full): a name in UTF-8 that can be shown, and used in any directory.
 */
char *kapka_file_name_clean (const char *suggested, const char *ending, const char *fallback);

/**
 * kapka_file_name_number:
 * @name: a clean name
 * @number: from 2
 *
 * Returns: (transfer full): the name of another file that is called the same: `справка (2).pdf`.
 */
char *kapka_file_name_number (const char *name, guint number);
