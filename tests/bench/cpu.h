// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_bench_read_cpu_ms:
 * @pids: (element-type GPid): processes
 *
 * Returns: the time that all their threads have run, in milliseconds, as the scheduler counts it
 */
double kapka_bench_read_cpu_ms (GArray *pids);
