// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/** What was opened less often is nobody's habit, and might be one visitor's. */
#define KAPKA_OFTEN_LEAST_REQUESTS 5

/**
 * kapka_often_list:
 * @today: `YYYY-MM-DD`
 * @error: return location
 *
 * What has been opened here most often in the three whole months before that of @today. The month
 * that goes on is left out: a list that changes from one visit to the next would tell what the last
 * visitor did.
 *
 * Returns: (transfer full): ids of portals and forms, the most used first; empty in the first month
 * of a kiosk; %NULL on error.
 */
GStrv kapka_often_list (KapkaJournal *journal, const char *today, GError **error);
