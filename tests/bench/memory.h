// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_bench_list_tree:
 * @pid: a process
 *
 * Returns: (transfer full) (element-type GPid): @pid and all its descendants
 */
GArray *kapka_bench_list_tree (GPid pid);

/**
 * kapka_bench_read_memory:
 * @pids: (element-type GPid): processes
 *
 * Returns: the sum of their proportional set sizes, in MiB: a page that several processes share is
 * counted once, divided among them
 */
double kapka_bench_read_memory (GArray *pids);
