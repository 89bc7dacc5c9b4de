// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/**
 * kapka_library_printed_add_promos:
 * @promos: (element-type KapkaPromo): newest first
 *
 * Adds titles and print runs by kind, and the list, oldest first.
 */
void
kapka_library_printed_add_promos (KapkaReport *report, const char *year, const GPtrArray *promos);

/**
 * kapka_library_printed_add_publications:
 * @publications: (element-type KapkaPublication): newest first
 *
 * Adds how many there were in each channel, and the list, oldest first.
 */
void kapka_library_printed_add_publications (KapkaReport *report,
                                             const char *year,
                                             const GPtrArray *publications);
