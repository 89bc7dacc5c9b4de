// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/** A wreck is kept for so many days at least, and … */
#define KAPKA_QUARANTINE_MIN_DAYS 400

/** … so many of them, however old. */
#define KAPKA_QUARANTINE_MIN_WRECKS 3

/**
 * kapka_quarantine_count_days:
 * @state_dir: where `quarantine/` is
 * @now: the present moment
 *
 * Returns: how many days ago a journal was put aside last; -1 when none is there.
 */
gint64 kapka_quarantine_count_days (const char *state_dir, const KapkaInstant *now);

/**
 * kapka_quarantine_trim:
 * @journal: opened with KAPKA_JOURNAL_EVENTS
 * @now: the present moment
 * @error: return location
 *
 * Removes from quarantine/ the wrecked journals, each with what SQLite left beside it, out of
 * which everything was saved into @journal long ago. One that has still to be read stays, and so do
 * all while the clock cannot be trusted.
 *
 * Returns: %TRUE; %FALSE with an error of the journal. What cannot be removed is no error.
 */
gboolean kapka_quarantine_trim (KapkaJournal *journal, const KapkaInstant *now, GError **error);
