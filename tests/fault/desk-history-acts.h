// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk-history.h"

/** Has the librarian do something at random. Fails the test when what was refused changed the
 * journal, or what was done touches a closed month. */
void desk_history_act (DeskHistory *history);

/** Closes the oldest month that is open and over; or opens one again. */
void desk_history_turn_month (DeskHistory *history);

/** Returns: (transfer full): the months with figures, as `2026-02 2026-03`. */
GStrv desk_history_list_months (DeskHistory *history);
