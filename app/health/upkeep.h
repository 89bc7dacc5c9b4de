// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/health.h"
#include "journal/journal.h"

/**
 * kapka_upkeep_run:
 * @journal: of the running kiosk, opened with KAPKA_JOURNAL_EVENTS
 * @place: of that kiosk; its settings in use are set
 * @now: the present moment
 * @out_done: (out): whether it was done; %FALSE when it was done today already, or the daily care
 *   of the journal (KapkaCare) has not been taken yet, which comes first
 * @error: return location
 *
 * The work of the night: papers are removed that a dead program left in the runtime directory, and
 * status.json says how the kiosk is.
 *
 * Errors: those of the journal.
 */
gboolean kapka_upkeep_run (KapkaJournal *journal,
                           const KapkaHealthPlace *place,
                           const KapkaInstant *now,
                           gboolean *out_done,
                           GError **error);
