// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

/**
 * KapkaProcessGuard:
 * Looks at the processes that show pages from outside, four times a second: makes each the first
 * that the kernel ends when the memory of the machine runs out, and ends one that is above its hard
 * limit. The engine's own limit comes first, but is only looked at between two steps of a script,
 * and a hostile page makes no pause.
 */
#define KAPKA_TYPE_PROCESS_GUARD (kapka_process_guard_get_type ())
G_DECLARE_FINAL_TYPE (KapkaProcessGuard, kapka_process_guard, KAPKA, PROCESS_GUARD, GObject)

/**
 * kapka_process_guard_new:
 * @limit_mib: what a process that shows pages may have of its own, swapped out or not
 *
 * Returns: (transfer full): a guard over the processes that come of this one, as long as it lives.
 */
KapkaProcessGuard *kapka_process_guard_new (guint limit_mib);

/** Returns: whether it has ended a process for its memory within the last seconds. */
gboolean kapka_process_guard_has_just_struck (KapkaProcessGuard *guard);

/**
 * kapka_process_guard_end_stopped:
 *
 * Ends the processes that something has stopped: those that show pages, and those the engine keeps
 * ready for the next one, which would hang from the start.
 */
void kapka_process_guard_end_stopped (KapkaProcessGuard *guard);
