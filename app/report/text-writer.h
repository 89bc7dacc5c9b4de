// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/yearly.h"

/**
 * kapka_text_write_yearly:
 * @report: what to write
 *
 * The report as a page of plain text, 80 columns wide, in Russian whatever the language of the
 * user: it is a Russian official paper. A figure of a missing year is «—». Below the tables stand
 * what is counted and which period.
 *
 * Returns: (transfer full): the page as UTF-8.
 */
char *kapka_text_write_yearly (const KapkaYearlyReport *report);
