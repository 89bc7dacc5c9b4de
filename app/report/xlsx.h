// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/**
 * kapka_report_write_xlsx:
 * @report: what to write
 * @error: return location
 *
 * A workbook with a sheet for each table: whose report it is, the table, its chart, the remarks;
 * figures are numbers that can be reckoned with, texts are never formulas. Each sheet prints on A4
 * as it lies, as wide as the page, with the heading of the table on every page. The same report
 * gives the same bytes.
 *
 * Errors: FULL (no room for what the library lays aside while it works), IO, INTERNAL.
 *
 * Returns: (transfer full): the file, or %NULL.
 */
GBytes *kapka_report_write_xlsx (const KapkaReport *report, GError **error);
