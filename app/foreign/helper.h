// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/** The program that reads what strangers made. */
#define KAPKA_HELPER_PROGRAM "kapka-paper"

/**
 * kapka_helper_run:
 * @arguments: (array zero-terminated=1): what it is to do
 * @input: (transfer full): the one file that it reads
 * @output: the one file that it writes
 * @seconds: after which it is given up
 *
 * Runs the helper in a sandbox: no network, no other file than programs and fonts to read and none
 * to write, no view of other processes. It may run in any thread, which it blocks. Where the system
 * has no sandbox the helper does not run at all.
 *
 * Errors: DATA (the file is nothing that can be drawn, or it made an end of the helper), DENIED (it
 * wants a password), FULL (it is too large), CONFIG (there is no helper or no sandbox);
 * G_IO_ERROR_CANCELLED.
 *
 * Returns: whether it has done it.
 */
gboolean kapka_helper_run (const char *const *arguments,
                           int input,
                           int output,
                           guint seconds,
                           GCancellable *cancellable,
                           GError **error);
