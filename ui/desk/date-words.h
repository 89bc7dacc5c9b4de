// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Days and months as people at the desk read them, in the language in which the texts are. @day is
 * `YYYY-MM-DD`, @month `YYYY-MM`; all return (transfer full). */

/** «Ноябрь 2026» */
char *kapka_date_words_month (const char *month);

/** «26 ноября 2026, четверг» */
char *kapka_date_words_day (const char *day);

/** «26 чт» */
char *kapka_date_words_day_short (const char *day);

/** «26.11.26» */
char *kapka_date_words_day_digits (const char *day);

/** «10:42»; @utc_off_min: local time minus UTC. */
char *kapka_date_words_time (gint64 utc_ms, gint64 utc_off_min);

/** «26 ноября 2026, 10:42» */
char *kapka_date_words_moment (gint64 utc_ms, gint64 utc_off_min);

/** «45 с», «7 мин», «1 ч 05 мин» */
char *kapka_date_words_length (gint64 seconds);

/** Returns: the month @n months later, or earlier when @n is negative. */
char *kapka_date_words_move_month (const char *month, int n);

/** Returns: the last day of @month. */
char *kapka_date_words_last_day (const char *month);

/** Returns: the day @n days later, or earlier when @n is negative. */
char *kapka_date_words_move_day (const char *day, int n);
