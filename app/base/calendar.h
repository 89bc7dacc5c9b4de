// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Days and months in the languages of Kapka: `ru`, `udm` or `en`; any other is taken for Russian.
 * No locale of Udmurt exists, so the names stand here, as Wikipedia's software and Django agree on
 * them. A month is 1 to 12, a weekday 1 (Monday) to 7. */

/** Returns: (transfer none): the name of a month by itself: «март», «южтолэзь», “March”. */
const char *kapka_calendar_get_month (const char *language, guint month);

/** Returns: (transfer none) (nullable): the name of a month as a day of it has it: «марта»,
 * “March”; %NULL in Udmurt, which writes such dates in digits. */
const char *kapka_calendar_get_month_of_day (const char *language, guint month);

/** Returns: (transfer none): «понедельник», «вордӥськон», “Monday”; in short «пн», «врд», “Mon”. */
const char *kapka_calendar_get_weekday (const char *language, guint weekday);
const char *kapka_calendar_get_weekday_short (const char *language, guint weekday);

/** Returns: (transfer full): «ноябрь 2026», «шуркынмон 2026», “November 2026”. */
char *kapka_calendar_format_month (const char *language, GDateTime *date);

/** Returns: (transfer full): «26 ноября 2026», «26.11.2026», “26 November 2026”. */
char *kapka_calendar_format_date (const char *language, GDateTime *date);

/** Returns: (transfer full): «26 ноября 2026, четверг», «26.11.2026, покчиарня», “26 November
 * 2026, Thursday”. */
char *kapka_calendar_format_day (const char *language, GDateTime *date);
