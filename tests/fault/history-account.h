// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history-held.h"
#include "history-story.h"
#include "history-wire.h"

/**
 * history_account_take:
 * @held: what the receiver holds so far
 * @codes: terminal, as in "18-0001 PC-1", by enrolment code
 * @request: what has arrived
 * @answer: what the receiver said to it, whether or not anybody hears it
 *
 * Adds to @held what the answer promises. A conflict is a failure of the history: no copy of a disk
 * contradicts another.
 */
void history_account_take (HistoryHeld *held,
                           GHashTable *codes,
                           HistoryStory *story,
                           const HistoryRequest *request,
                           const KapkaHttpAnswer *answer);
