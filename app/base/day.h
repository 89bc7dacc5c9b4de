// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Characters of a day. */
#define KAPKA_DAY_LENGTH 10

/** Returns: whether @text is a day of the calendar as `YYYY-MM-DD`. */
gboolean kapka_day_is_valid (const char *text);

/** Returns: whether @text is a month of the calendar as `YYYY-MM`. */
gboolean kapka_day_is_month (const char *text);
