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
