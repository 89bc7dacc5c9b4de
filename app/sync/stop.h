// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_stop_open:
 *
 * Turns SIGTERM and SIGINT into a file descriptor, so that a transfer and a wait can both watch for
 * them, and ignores SIGPIPE: a connection that the other side closed is an error of that write.
 * Called once, before any thread is started.
 *
 * Returns: a descriptor that becomes readable when the program is asked to stop, or -1.
 */
int kapka_stop_open (void);

/** Waits for @ms, or until the program is asked to stop. Returns: whether it was. */
gboolean kapka_stop_wait (int fd, gint64 ms);
