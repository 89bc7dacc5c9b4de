// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "config/settings.h"
#include "desk-history.h"

/** Fails the test unless events, roll-up, reports and, after an upload, the centre say the same,
 * and no visit breaks the rules of corrections. */
void desk_history_judge (DeskHistory *history,
                         const KapkaSettings *settings,
                         const KapkaCatalog *catalog);

/** Fails the test unless the journal counts what it would if nobody had corrected or added
 * anything. */
void desk_history_judge_untouched (DeskHistory *history);
