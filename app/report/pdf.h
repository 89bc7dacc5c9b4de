// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/**
 * kapka_report_write_pdf:
 * @report: what to write
 * @error: return location
 *
 * The report as it is handed in: sheets of A4, upright or lying by the width of its tables, whose
 * headings are repeated where a table goes on; charts, remarks, the line to sign on; «Страница 1 из
 * 3» on each. The same report gives the same bytes.
 *
 * Errors: INTERNAL.
 *
 * Returns: (transfer full): the file, or %NULL.
 */
GBytes *kapka_report_write_pdf (const KapkaReport *report, GError **error);
