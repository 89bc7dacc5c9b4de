// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"

/** KapkaReportWish: which report somebody wants to see. */
typedef enum {
  KAPKA_WISH_YEARLY,
  KAPKA_WISH_MONTH,
  KAPKA_WISH_REVIEW,
  KAPKA_WISH_OUTREACH,
} KapkaReportKind;

typedef struct {
  KapkaReportKind kind;
  int year;
  char *month; // `YYYY-MM`, of a month.
} KapkaReportWish;

KapkaReportWish *kapka_report_wish_new (KapkaReportKind kind, int year, const char *month);
void kapka_report_wish_free (KapkaReportWish *wish);

/** Returns: (transfer full): the report, or %NULL; errors as of library-reports.h. */
KapkaReport *kapka_report_wish_fulfil (const KapkaReportWish *wish,
                                       const KapkaReportSource *source,
                                       GError **error);
