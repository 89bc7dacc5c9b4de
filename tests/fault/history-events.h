// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "history-ledger.h"

/** HistoryTarget: an event that a correction takes back. */
typedef struct {
  const HistoryEvent *event; // Borrowed.
  char *visit;               // (nullable)
} HistoryTarget;

/**
 * history_event_make:
 * @rand: decides the kind, the counts and, for what staff enters, the day
 * @visit: (inout) (nullable): the visit that is going on
 *
 * Returns: (transfer full): an event of now of any kind but `on`, which the journal writes by
 * itself, and `correction`.
 */
KapkaEvent *history_event_make (GRand *rand, KapkaClock *clock, char **visit);

/** Returns: (transfer full): a correction on the day of @target that takes back a part of it, and
 * may count something else instead. */
KapkaEvent *
history_event_make_correction (GRand *rand, KapkaClock *clock, const HistoryTarget *target);
