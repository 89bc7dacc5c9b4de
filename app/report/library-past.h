// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"
#include "report/yearly.h"

/**
 * kapka_library_past_add:
 * @figures: of the journal
 * @report: gets remarks
 *
 * Adds the figures from before Kapka (kapka_history_list()) to those of the journal, key by key: a
 * year before the kiosk has those alone, and a year that the journal knows too has the sum of both,
 * since a library may have served people without a kiosk in it, and a network knows which part of
 * its users is rural. Remarks name the years and the sources.
 *
 * A year whose users are known and whose rural users are not written down has all or none of them
 * in rural libraries, as the library is. The sum of the requests is not known while one of the
 * services is not.
 */
gboolean kapka_library_past_add (KapkaYearlyFigures *figures,
                                 KapkaReport *report,
                                 const KapkaReportSource *source,
                                 GError **error);
