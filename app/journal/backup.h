// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/**
 * kapka_journal_backup:
 * @journal: a journal that has just been checked
 * @directory: where to, best on another disk; made when missing
 * @day: local day, `YYYY-MM-DD`
 * @error: return location
 *
 * Writes `journal-DAY.db`, whole or not at all, and keeps the newest 7 of these.
 *
 * Errors: BUSY, FULL, READ_ONLY, IO.
 */
gboolean kapka_journal_backup (KapkaJournal *journal,
                               const char *directory,
                               const char *day,
                               GError **error);
