// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Dates as Russian papers have them. Those that are made are (transfer full), and the text itself
 * when it is no date. */

/** @day: `2018-03-05`; gives `5 марта 2018 г.` */
char *kapka_russian_day (const char *day);

/** @month: `2018-03`; gives `март 2018 г.` */
char *kapka_russian_month (const char *month);

/** Returns: (transfer none): the name of a month from 1 to 12: `март`; of a day in it: `марта`. */
const char *kapka_russian_month_name (guint month);
const char *kapka_russian_month_of_day (guint month);

/** Returns: (transfer none): the name of a weekday from 1 (Monday) to 7, in short `пн`. */
const char *kapka_russian_weekday (guint weekday);
const char *kapka_russian_weekday_short (guint weekday);

/** @day: `2018-03-05`; gives `05.03.2018`, as in a column of days. */
char *kapka_russian_day_short (const char *day);
