// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_sync_lock_take:
 * @state_dir: directory of `sync.lock`
 * @error: return location
 *
 * Keeps a second upload out. The lock falls with the process, however it ends, so a stale file
 * means nothing.
 *
 * Errors: BUSY when another process holds it; NOT_FOUND when there is no @state_dir; READ_ONLY,
 * FULL, IO.
 *
 * Returns: a file descriptor that holds the lock until it is closed, or -1.
 */
int kapka_sync_lock_take (const char *state_dir, GError **error);
