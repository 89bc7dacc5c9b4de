// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/**
 * kapka_report_write_text:
 * @report: what to write
 *
 * The report as a page of plain text, 80 columns wide unless its figures need more. What is not
 * known is «—».
 *
 * Returns: (transfer full): the page as UTF-8.
 */
char *kapka_report_write_text (const KapkaReport *report);
