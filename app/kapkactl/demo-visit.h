// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "visit/visit.h"

/**
 * KapkaDemoVisit:
 * One invented visitor at the kiosk. The counting is that of a real visit (KapkaVisit); invented is
 * only what the visitor does.
 */
typedef struct {
  GRand *random;
  KapkaClock *clock; // A manual one; moves on while the visitor does something.
  const KapkaCatalog *catalog;
  KapkaVisitSink sink;
  gpointer user_data; // For `sink`.
} KapkaDemoVisit;

/**
 * kapka_demo_visit_play:
 * @play: whose dice, clock, catalogue and sink
 * @start_utc_ms: when the visitor touches the screen
 * @power_cut: whether the power fails before the visit ends, so that nothing writes its end
 *
 * Plays one visit. The shares of the services, 2.06 requests per user, follow the report of 2018.
 *
 * Returns: when the kiosk is free again, in UTC milliseconds.
 */
gint64 kapka_demo_visit_play (const KapkaDemoVisit *play, gint64 start_utc_ms, gboolean power_cut);
