// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "sync/enrolment.h"

/** Returns: whether @enrolment is of the computer that @settings name, or they name none. */
gboolean kapka_enrolment_is_of (const KapkaEnrolment *enrolment, const KapkaSettings *settings);

/**
 * kapka_enrolment_describe_difference:
 *
 * What the centre knows of this computer decides where its counts go; what kapka.conf says is shown
 * to people.
 *
 * Returns: (transfer full) (nullable): a sentence for each thing in which the two differ, with a
 * space between; %NULL when they agree.
 */
char *kapka_enrolment_describe_difference (const KapkaEnrolment *enrolment,
                                           const KapkaSettings *settings);
