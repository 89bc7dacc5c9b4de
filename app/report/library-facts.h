// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"

/** Begins a report: its title, and as facts whose it is, @period and the moment at which it is
 * made. */
KapkaReport *kapka_library_report_begin (const KapkaReportSource *source,
                                         const char *id,
                                         const char *title,
                                         const char *period);
