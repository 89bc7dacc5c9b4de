// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/visits.h"

/** @events: (element-type KapkaEvent): of kapka_visit_events_read(). Returns: (transfer full)
 * (nullable): them as one line; %NULL when they are neither a visit nor something added by hand. */
KapkaVisitLine *kapka_visit_line_new (GPtrArray *events);

/** Returns: whether @line is one of those that @filter lets through. */
gboolean kapka_visit_line_matches (const KapkaVisitLine *line, const KapkaVisitFilter *filter);
