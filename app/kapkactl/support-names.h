// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "config/settings.h"

/** Returns: (transfer full): @text without the names of the staff, of whoever has approved the list
 * of portals, and without the secret that this kiosk shares with its centre: the last sieve, for
 * whatever has got that far. */
char *kapka_support_hide_names (const char *text,
                                const KapkaSettings *settings,
                                const KapkaCatalog *catalog);
