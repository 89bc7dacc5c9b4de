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

/**
 * kapka_bench_read_own_memory:
 * @pids: (element-type GPid): processes
 *
 * Returns: the part of it in MiB that is in no file, as the heap: what other programs have open
 * makes no difference to it
 */
double kapka_bench_read_own_memory (GArray *pids);

/**
 * kapka_bench_count_descriptors:
 * @pids: (element-type GPid): processes
 *
 * Returns: how many files, sockets and pipes they hold open together
 */
guint kapka_bench_count_descriptors (GArray *pids);
