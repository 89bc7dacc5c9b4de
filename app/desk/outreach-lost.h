// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/outreach.h"

/**
 * kapka_outreach_agree:
 * @outreaches: (element-type KapkaOutreach): what the desk has of the days
 *
 * A desk that was restored from a backup may be older than the journal. The journal has the
 * figures, so an event that it alone knows joins the list with an empty title, one that it counts
 * no more leaves it, and its number of participants holds.
 */
gboolean kapka_outreach_agree (KapkaDesk *desk,
                               GPtrArray *outreaches,
                               const char *first_day,
                               const char *last_day,
                               GError **error);

/** Returns: (transfer full) (nullable): the event @id of which the journal alone knows, with an
 * empty title; %NULL with no error when it does not. */
KapkaOutreach *kapka_outreach_find_lost (KapkaDesk *desk, const char *id, GError **error);
