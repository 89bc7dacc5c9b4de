// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

/**
 * KapkaMemoryGuard:
 * Looks at the processes that show pages from outside, four times a second: makes each the first
 * that the kernel ends when the memory of the machine runs out, and ends one that is above its hard
 * limit. The engine's own limit comes first, but is only looked at between two steps of a script,
 * and a hostile page makes no pause.
 */
#define KAPKA_TYPE_MEMORY_GUARD (kapka_memory_guard_get_type ())
G_DECLARE_FINAL_TYPE (KapkaMemoryGuard, kapka_memory_guard, KAPKA, MEMORY_GUARD, GObject)

/**
 * kapka_memory_guard_new:
 * @limit_mib: what a process that shows pages may have of its own, swapped out or not
 *
 * Returns: (transfer full): a guard over the processes that come of this one, as long as it lives.
 */
KapkaMemoryGuard *kapka_memory_guard_new (guint limit_mib);

/** Returns: whether it has ended a process within the last seconds. */
gboolean kapka_memory_guard_has_just_struck (KapkaMemoryGuard *guard);
