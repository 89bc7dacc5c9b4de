// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_bench_median:
 * @figures: (element-type double): at least one; sorted by the call
 *
 * Returns: the median, the mean of the two middle ones of an even number
 */
double kapka_bench_median (GArray *figures);

/** kapka_bench_print_spread: prints the least, the median and the greatest of @figures, for the
 * reader who doubts the median */
void kapka_bench_print_spread (const char *name, GArray *figures);

/**
 * kapka_bench_print_row:
 * @name: what was measured, with its unit
 * @peer: NAN when there was no peer to measure
 * @aim: the greatest ratio to be content with, NAN when there is none
 *
 * Prints `name · ours · peer · ratio · aim`, the form all benchmarks share.
 */
void kapka_bench_print_row (const char *name, double ours, double peer, double aim);

/** kapka_bench_print_rate_row: the same for a figure that is better when it is greater; @aim is the
 * least ratio to be content with */
void kapka_bench_print_rate_row (const char *name, double ours, double peer, double aim);
