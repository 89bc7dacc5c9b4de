// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/network-report.h"
#include "report/csv-writer.h"

/**
 * kapka_network_write_text:
 * The report as a paper in Russian: tables A and B as a kiosk prints them, with a line a place when
 * it is divided, and below them what is counted, for which period, and what looks wrong.
 *
 * Returns: (transfer full): the page as UTF-8.
 */
char *kapka_network_write_text (const KapkaNetworkReport *report);

/**
 * kapka_network_write_csv:
 * Header `table,year,key,label,value` with the columns of kapka_network_by_get_columns() in front,
 * one line a figure, figures of missing years left out, no totals.
 *
 * Returns: (transfer full): the file as UTF-8.
 */
char *kapka_network_write_csv (const KapkaNetworkReport *report, KapkaCsvDialect dialect);

/** Returns: (transfer full): the report as one JSON object; missing figures are null. */
char *kapka_network_write_json (const KapkaNetworkReport *report);

/** Returns: (transfer full): how people call the place of @row. */
char *kapka_network_format_place (const KapkaNetworkReport *report, const KapkaNetworkRow *row);
