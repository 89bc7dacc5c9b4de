// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"

/**
 * kapka_outreach_settle:
 *
 * A line of the journal of events is first written at the desk and marked as pending, then the
 * journal is made to agree with it: so a crash in between leaves a line without its figures, never
 * figures without a line, and this function heals it. It may be done again at any time.
 *
 * Errors: those of the journal; what is left is pending still.
 */
gboolean kapka_outreach_settle (KapkaDesk *desk, GError **error);

/**
 * kapka_outreach_withdraw:
 * Takes the oldest pending line, which the journal has refused, away again. When the journal has
 * its event all the same, or nobody can tell, the line stays for kapka_outreach_settle().
 */
gboolean kapka_outreach_withdraw (KapkaDesk *desk, GError **error);
