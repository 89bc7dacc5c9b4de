// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** kapka_notify_ready: tells who looks after this program that it is up: `READY=1` of sd_notify(3).
 * Without anybody who does, nothing happens. */
void kapka_notify_ready (void);

/** kapka_notify_reloading: tells who looks after this program that it starts itself anew in the
 * same process, and says again when it is up: `RELOADING=1`. */
void kapka_notify_reloading (void);

/** kapka_notify_alive: tells who looks after this program that it lives: `WATCHDOG=1`. */
void kapka_notify_alive (void);

/**
 * kapka_notify_get_period:
 *
 * Returns: after how many milliseconds each kapka_notify_alive() is to come: a quarter of what
 * sd_watchdog_enabled(3) allows; 0 when nobody waits for it
 */
guint kapka_notify_get_period (void);
