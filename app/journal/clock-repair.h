// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/**
 * kapka_journal_repair_clock:
 * @journal: opened with KAPKA_JOURNAL_EVENTS
 * @error: return location
 *
 * Events that a wrong clock put on a wrong day get two corrections, by `system` with reason
 * `clock`: what is left of their counts leaves the wrong day and goes to the right one (sync.md
 * §2.4). It is done once the clock of the same boot is right, because the time since boot then
 * tells when the event was; events of earlier boots are left to staff.
 *
 * Returns: how many events were corrected, -1 on error.
 */
int kapka_journal_repair_clock (KapkaJournal *journal, GError **error);
