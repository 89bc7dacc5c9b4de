// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: how many visits @date has beside other days; 0 when the library is closed: on Sundays
 * and on public holidays. */
double kapka_demo_calendar_weight (const GDate *date);

/** Returns: the minute after midnight at which an invented visitor comes, within the opening hours.
 */
int kapka_demo_calendar_draw_minute (GRand *random);

/** Opening hours, in minutes after midnight. */
#define KAPKA_DEMO_OPENS (9 * 60)
#define KAPKA_DEMO_CLOSES (19 * 60)

/** Returns: a number of events of which @mean are expected (Poisson distribution); @mean is at most
 * 700. */
guint kapka_demo_draw_count (GRand *random, double mean);

/**
 * kapka_demo_draw_weighted:
 * @weights: (array length=n): chances relative to each other; their sum is above 0
 *
 * Returns: an index below @n.
 */
guint kapka_demo_draw_weighted (GRand *random, const double *weights, guint n);
