// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Dates as Russian papers have them; (transfer full), and the text itself when it is no date. */

/** @day: `2018-03-05`; gives `5 марта 2018 г.` */
char *kapka_russian_day (const char *day);

/** @month: `2018-03`; gives `март 2018 г.` */
char *kapka_russian_month (const char *month);

/** @day: `2018-03-05`; gives `05.03.2018`, as in a column of days. */
char *kapka_russian_day_short (const char *day);
