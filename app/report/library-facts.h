// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"

/** Begins a report: its title, and as facts whose it is, @period and the moment at which it is
 * made, and a line for a signature. @name: the year or the month, ends the name of the file. */
KapkaReport *kapka_library_report_begin (const KapkaReportSource *source,
                                         const char *id,
                                         const char *name,
                                         const char *title,
                                         const char *period);

/** Adds what is counted at a kiosk and at the desk beside it. */
void kapka_library_report_add_definitions (KapkaReport *report);

/**
 * kapka_library_report_add_folded:
 * @first_day: of the period
 * @last_day: of the period
 * @out_first: (out): the first day whose visits are there; @first_day when all are;
 * empty when none is
 *
 * Adds from which day on single visits are still there, unless they all are.
 */
gboolean kapka_library_report_add_folded (KapkaReport *report,
                                          KapkaDesk *desk,
                                          const char *first_day,
                                          const char *last_day,
                                          char out_first[11],
                                          GError **error);
