// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/outreach.h"
#include "report/report.h"

/** KapkaParticipantSum: participants of several events, by how exact each number is; all zero: of
 * none. */
typedef struct {
  gint64 exact;
  gint64 more;
  gint64 about;
} KapkaParticipantSum;

void kapka_participant_sum_add (KapkaParticipantSum *sum, const KapkaOutreach *event);

/**
 * kapka_participant_sum_add_cell:
 * Fills the next cell. «Более 500» and 40 are «более 540», since that is sure. Numbers that are
 * about right say so, and stand beside those that are sure and never in one sum with «более»:
 * «более 540 и около 30».
 */
void kapka_participant_sum_add_cell (const KapkaParticipantSum *sum, KapkaReportTable *table);

/** Fills the next cell with the participants of one event. */
void kapka_participants_add_cell (const KapkaOutreach *event, KapkaReportTable *table);
