// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#define KAPKA_MINUTES_OF_DAY (24 * 60)

/** So many times a day a centre may open: before a break and after it, and once more. */
#define KAPKA_MAX_OPENINGS 3

/** KapkaHours: from one minute of the day until before another. */
typedef struct {
  guint from;
  guint until;
} KapkaHours;

/** KapkaDayHours: when a centre is open on one day; never when @n is 0. */
typedef struct {
  guint n;
  KapkaHours openings[KAPKA_MAX_OPENINGS]; // In order.
} KapkaDayHours;

/** KapkaWeekHours: when a centre is open; the days are those from Monday. */
typedef struct {
  KapkaDayHours days[7];
} KapkaWeekHours;

/** Reads two times, as in `21:00-7:00`, which may pass midnight. Returns: whether @text is such. */
gboolean kapka_hours_parse (const char *text, KapkaHours *out_hours);

/** Returns: whether @minute of the day is within @hours. */
gboolean kapka_hours_hold (const KapkaHours *hours, guint minute);

/**
 * kapka_week_hours_parse:
 * @text: as in `пн-пт 9:00-13:00, 14:00-18:00; сб,вс 10:00-16:00`; days that are not named are
 * closed, an empty text is a week without hours
 *
 * Returns: whether @text is such.
 */
gboolean kapka_week_hours_parse (const char *text, KapkaWeekHours *out_week);

/** Returns: whether there is a day with hours. */
gboolean kapka_week_hours_are_known (const KapkaWeekHours *week);

/** Returns: whether both days have the same hours. */
gboolean kapka_day_hours_equal (const KapkaDayHours *some, const KapkaDayHours *other);
