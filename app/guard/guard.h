// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaGuard:
 * Keeps the kiosk running: starts it, kills it when it hangs, starts it again when it has ended,
 * and rests for a while when that does not help.
 */
#define KAPKA_TYPE_GUARD (kapka_guard_get_type ())
G_DECLARE_FINAL_TYPE (KapkaGuard, kapka_guard, KAPKA, GUARD, GObject)

typedef enum {
  KAPKA_GUARD_STARTING, // The kiosk is coming up, for the first time or again.
  KAPKA_GUARD_UP,
  KAPKA_GUARD_RESTING, // It has ended too often; the code says how it did the last time.
  KAPKA_GUARD_LEFT,    // It has left by its own will, or was asked to end.
} KapkaGuardState;

/** KapkaGuardPatience: in seconds. */
typedef struct {
  guint start; // How long the kiosk may take to come up.
  guint alive; // How long it may say nothing.
  guint rest;  // How long the guard rests.
} KapkaGuardPatience;

/** What suits a kiosk on a slow disk. */
#define KAPKA_GUARD_PATIENCE ((KapkaGuardPatience){ .start = 90, .alive = 30, .rest = 600 })

/**
 * kapka_guard_new:
 * @argv: (transfer none): the kiosk, NULL-terminated
 * @state_dir: where ends are written down, see end-record.h
 *
 * The signal `changed` tells that the state is another.
 *
 * Returns: (transfer full) (nullable): a guard that has not begun. Errors: those of bind(2).
 */
KapkaGuard *kapka_guard_new (const char *const *argv,
                             const char *state_dir,
                             KapkaGuardPatience patience,
                             GError **error);

/** Starts the kiosk: the first time, or at once instead of resting on. Otherwise does nothing. */
void kapka_guard_start (KapkaGuard *self);

/** Asks the kiosk to end; the state is %KAPKA_GUARD_LEFT once it has. */
void kapka_guard_stop (KapkaGuard *self);

KapkaGuardState kapka_guard_get_state (KapkaGuard *self);

/** Returns: why the kiosk ended the last time, see end-code.h; 0 when it has not yet. */
guint kapka_guard_get_code (KapkaGuard *self);
