// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <sys/types.h>

/**
 * kapka_proc_read:
 * @name: of a file in the directory of the process, proc(5)
 * @out_length: (out) (optional): its bytes
 *
 * Returns: (transfer full) (nullable): the content of /proc/PID/NAME, %NULL when the process is
 * gone or does not let itself be read.
 */
char *kapka_proc_read (pid_t pid, const char *name, gsize *out_length);

/** Returns: whether the kernel calls the process @name, of which it keeps fifteen letters. */
gboolean kapka_proc_is_named (pid_t pid, const char *name);
