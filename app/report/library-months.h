// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"

/** Adds whether @month (`YYYY-MM`) is closed, by whom, and whether its figures changed since. */
gboolean kapka_library_months_add_state (KapkaReport *report,
                                         KapkaDesk *desk,
                                         const char *month,
                                         GError **error);

/** Adds which months of @year are not closed, from the first that the journal has figures of to the
 * present one, and which have changed since they were closed. */
gboolean
kapka_library_months_add_open (KapkaReport *report, KapkaDesk *desk, int year, GError **error);
