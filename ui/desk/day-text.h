// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_day_text_parse:
 * @text: what a person has typed: `05.03.2026`, `5.3.26` or the digits alone, as `05032026`
 * @today: the present day, `YYYY-MM-DD`
 * @out_day: (out): `YYYY-MM-DD`; on success alone
 *
 * Returns: (transfer full) (nullable): what is wrong and what is expected, in a sentence for the
 * person; %NULL when @out_day is a day that has begun.
 */
char *kapka_day_text_parse (const char *text, const char *today, char out_day[11]);

/** Returns: (transfer full): @day (`YYYY-MM-DD`) as people write it. */
char *kapka_day_text_format (const char *day);
