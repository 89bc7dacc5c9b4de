// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/visits.h"
#include "report/library-reports.h"

/** KapkaVisitRecord: a visit with everything that was written about it. */
typedef struct {
  KapkaVisitLine *line;
  GPtrArray *trail; // Of KapkaTrailLine.
} KapkaVisitRecord;

void kapka_visit_record_free (gpointer record);

/** A #KapkaDeskWork: @data is the id of a visit. Errors: also NOT_FOUND. Returns: (transfer full):
 * a #KapkaVisitRecord. */
gpointer kapka_visit_record_read (const KapkaReportSource *source, gpointer data, GError **error);

/** A #KapkaDeskWork: @data is the id of a visit. Returns: (transfer full) (element-type
 * KapkaVisitLine): the other visits of its day. */
gpointer
kapka_visit_record_list_others (const KapkaReportSource *source, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaVisitRecord, kapka_visit_record_free)
