// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/yearly.h"

/** Returns: (transfer full): the report of the network for 2018, made by hand: users of 2015 to
 * 2018, and the requests of 2018. */
KapkaYearlyReport *kapka_report_sample_2018 (void);
