// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

/**
 * KapkaMemoryLimits:
 * How much memory the web side may use, derived from the machine's own. Plain old machines are the
 * rule in libraries, so nothing here is set by hand.
 *
 * A process that shows pages gets a third of the machine, at least 512 MiB, with which today's
 * portals do, and at most 1536 MiB, which no honest page needs. The process that talks to the
 * network gets an eighth, between 192 and 512 MiB: what it downloads lies on the disk.
 *
 * At half of it the engine begins to drop what it can make again, at three quarters it drops all of
 * that, and at the whole the process ends itself. A script that allocates without a pause never
 * lets the engine look, so #KapkaProcessGuard ends the process from outside a quarter above.
 */
typedef struct {
  guint page_mib;
  guint network_mib;
  guint hard_page_mib;
} KapkaMemoryLimits;

/** Returns: the limits for a machine with @total_mib of memory; 0 is a machine that does not say.
 */
KapkaMemoryLimits kapka_memory_limits_for (guint total_mib);

/** Returns: the limits for this machine. */
KapkaMemoryLimits kapka_memory_limits (void);

/** Returns: (transfer full): settings that end a process at @limit_mib. */
WebKitMemoryPressureSettings *kapka_memory_make_settings (guint limit_mib);
