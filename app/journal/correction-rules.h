// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/correction-act.h"

/** Reason of the correction that joins two halves of one visit. */
#define KAPKA_REASON_MERGED "merged"

/**
 * kapka_rules_settle:
 * @record: a record of @act
 *
 * Has @act give the visit a user or take it back, so that `users = (s1+…+s6 > 0)`; the second half
 * of a merged visit has none. What says of the visitor that there was help, and which language,
 * goes with the last service too.
 */
void kapka_rules_settle (KapkaAct *act, KapkaRecord *record);

/**
 * kapka_rules_check:
 * @record: a record of @act, settled
 * @error: return location
 *
 * Errors: USAGE when the act would take more than is left, count an item twice under a service, or
 * leave a half of a merged visit without the user of both.
 */
gboolean kapka_rules_check (const KapkaAct *act, const KapkaRecord *record, GError **error);
