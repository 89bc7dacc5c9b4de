// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/yearly.h"

/** The figures of the network for 2018: users of 2015 to 2018, and the requests of 2018. */
extern const KapkaYearlyFigures kapka_report_sample_2018;
