// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "config/settings.h"
#include "desk/desk.h"
#include "report/report.h"

/** KapkaReportSource: of what the reports of a library are made. */
typedef struct {
  KapkaDesk *desk;
  const KapkaSettings *settings;
  const KapkaCatalog *catalog;
} KapkaReportSource;

/** Tables A and B of @year (the seed's wording). */
KapkaReport *kapka_report_new_yearly (const KapkaReportSource *source, int year, GError **error);

/** The paper diary of @month (`YYYY-MM`): a row a day, month total, running total of the year; with
 * a signature line. */
KapkaReport *
kapka_report_new_month (const KapkaReportSource *source, const char *month, GError **error);

/** The year by month, weekday, hour, service, tile, language and end reason; share assisted, mean
 * length. */
KapkaReport *kapka_report_new_review (const KapkaReportSource *source, int year, GError **error);

/** Events, promo products and publications of @year. */
KapkaReport *kapka_report_new_outreach (const KapkaReportSource *source, int year, GError **error);
