// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapkactl/log-entries.h"

/** Adds the entries of the last @days to @text: of what the kiosk did, each with its time; of what
 * happened to visitors, sums of all the days alone. */
void kapka_support_add_log (GString *text, guint days, GTimeZone *zone);
