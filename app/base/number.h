// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** What keeps a number on one line with what belongs to it. U+202F, which the locale has, is not in
 * our letters. */
#define KAPKA_NO_BREAK_SPACE "\u00A0"

/** Returns: (transfer full): @number in groups of three with a space that does not break, the same
 * in all languages: a comma would be a fraction to Russian eyes. A number of four digits is grouped
 * too, so that a column of figures reads evenly. */
char *kapka_number_format (gint64 number);

/** Returns: (transfer full): @tenths of one, as «1,5» in Russian and Udmurt and “1.5” in English.
 */
char *kapka_number_format_tenths (const char *language, gint64 tenths);
