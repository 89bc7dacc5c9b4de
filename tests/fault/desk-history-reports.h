// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "config/settings.h"
#include "desk-history.h"

/** Fails the test unless diary, yearly report, months and seminars show the figures @expected. */
void desk_history_judge_reports (DeskHistory *history,
                                 const KapkaSettings *settings,
                                 const KapkaCatalog *catalog,
                                 GPtrArray *expected);
