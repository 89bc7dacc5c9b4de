// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk-history-centre.h"
#include "test-correction-place.h"

/** DeskHistory: a kiosk that visitors use, the desk that corrects it, and the centre that it sends
 * to. */
typedef struct {
  KapkaDeskPlace *place;
  DeskHistoryCentre *centre;
  GRand *rand;
  GPtrArray *visits; // Of owned UUIDs of visits.
  gboolean misdated; // A clock was wrong for a time.
} DeskHistory;

/** Begins the history of the kiosk number @number of the centre's @store. */
DeskHistory *desk_history_new (GRand *rand, KapkaStore *store, guint number);
void desk_history_free (DeskHistory *history);

/** Has one thing happen: a visit, a restart, a correction, a month that is closed, an upload. */
void desk_history_step (DeskHistory *history);

/** Has an administrator open all months again. */
void desk_history_reopen_months (DeskHistory *history);

/** Takes back all that was ever corrected or added by hand, the newest first. */
void desk_history_undo_all (DeskHistory *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskHistory, desk_history_free)
