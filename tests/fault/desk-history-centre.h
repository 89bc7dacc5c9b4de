// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/receiver.h"
#include "test-journal-place.h"

/** DeskHistoryCentre: the centre in this very process, and the line to it, which loses things. */
typedef struct {
  KapkaPlace *place; // Borrowed; its clock is the centre's too.
  KapkaStore *store; // Borrowed.
  GRand *rand;       // Borrowed.
  KapkaLimits *limits;
  guint number;  // Of the library.
  gboolean calm; // Nothing is lost.
} DeskHistoryCentre;

/** Makes library @number with a terminal. */
DeskHistoryCentre *
desk_history_centre_new (KapkaPlace *place, KapkaStore *store, GRand *rand, guint number);
void desk_history_centre_free (DeskHistoryCentre *centre);

/** Has the kiosk be enrolled, whatever the line does. */
void desk_history_centre_enrol (DeskHistoryCentre *centre);

/** Has the kiosk send what is pending. On a calm line the test fails unless all of it arrives. */
void desk_history_centre_upload (DeskHistoryCentre *centre);
