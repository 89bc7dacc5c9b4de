// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/**
 * kapka_library_events_add:
 * @report: gets the tables
 * @year: of the report
 * @events: (element-type KapkaOutreach): newest first
 *
 * Adds how many events and participants there were, by kind and by audience, in how many
 * districts, and the list of the events, oldest first.
 */
void kapka_library_events_add (KapkaReport *report, const char *year, const GPtrArray *events);
