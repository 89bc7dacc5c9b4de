// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/**
 * kapka_journal_repair_rollup:
 * @journal: opened with KAPKA_JOURNAL_EVENTS; its events and folds have been checked
 * @out_repaired: (out): it was wrong
 * @error: return location
 *
 * A roll-up `day_count` that disagrees with the events is made anew from them, in one transaction:
 * it is the one thing in the journal that others can be told from.
 */
gboolean
kapka_journal_repair_rollup (KapkaJournal *journal, gboolean *out_repaired, GError **error);

/**
 * kapka_journal_digest_figures:
 * @first_day: `YYYY-MM-DD`, included
 * @last_day: `YYYY-MM-DD`, included
 *
 * Returns: (transfer full): 64 hex digits that change when a figure of these days does, however
 * it came about; presence (`_on`) is no figure. %NULL on error.
 */
char *kapka_journal_digest_figures (KapkaJournal *journal,
                                    const char *first_day,
                                    const char *last_day,
                                    GError **error);
