// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/visits.h"
#include "ui/desk/desk-context.h"

/** Cards of a visit's trail, each read by a screen reader as a whole. Both are (transfer floating).
 */

/** A request or a printed form, with what it counts now; asks for `visit.reclassify` and
 * `visit.void-event` (s: event_id). */
GtkWidget *kapka_trail_card_new_event (KapkaDeskContext *context, const KapkaTrailLine *line);

/** An act of correction: what, who, when, why; asks for `visit.undo` (s: event_id). @trail:
 * (element-type KapkaTrailLine); @line: the first of the act. */
GtkWidget *
kapka_trail_card_new_act (KapkaDeskContext *context, GPtrArray *trail, const KapkaTrailLine *line);
