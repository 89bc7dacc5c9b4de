// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/**
 * kapka_visits_count:
 * @day: local day, `YYYY-MM-DD`
 * @error: return location
 *
 * Counts the visits that began on @day, those without a user too. Days whose events were folded
 * have none left.
 *
 * Returns: how many, -1 on error.
 */
gint64 kapka_visits_count (KapkaJournal *journal, const char *day, GError **error);
