// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/outreach.h"

/** Returns: (transfer none): the word of the journal for @exactness. */
const char *kapka_participants_to_string (KapkaParticipants exactness);

/** Returns: what @word says; EXACT for any other. */
KapkaParticipants kapka_participants_from_string (const char *word);

/** Returns: (transfer full) (nullable): the state of @id that holds; %NULL with no error when it is
 * not there. */
KapkaOutreach *kapka_outreach_find (KapkaDesk *desk, const char *id, GError **error);
