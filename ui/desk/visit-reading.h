// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/visit-model.h"

/** What a list of visits reads in the thread of the journal. */

/** KapkaVisitReading: days to read, and which of their visits. */
typedef struct _KapkaVisitReading KapkaVisitReading;

/** KapkaDayVisits: the visits of a day in the order in which they are shown. */
typedef struct {
  char day[11];
  GPtrArray *lines; // Of KapkaVisitLine.
} KapkaDayVisits;

KapkaVisitReading *kapka_visit_reading_new (const KapkaVisitChoice *choice);
void kapka_visit_reading_add_day (KapkaVisitReading *reading, const char *day);
void kapka_visit_reading_free (gpointer reading);

/** A #KapkaDeskWork: @data is a #KapkaVisitReading. Returns: (transfer full) (element-type
 * KapkaDayVisits). */
gpointer kapka_visit_reading_run (const KapkaReportSource *source, gpointer data, GError **error);

/** A #KapkaDeskWork: @data is a day, or empty for all days, the newest first. Returns: (transfer
 * full) (element-type KapkaVisitDay): a GArray. */
gpointer
kapka_visit_reading_list_days (const KapkaReportSource *source, gpointer data, GError **error);
