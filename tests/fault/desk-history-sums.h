// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk-history.h"

/* Figures are lists of KapkaCount whose keys are a day and what is counted, as in `2026-03-02 s3`.
 */

/** Reads @text, which says day, key and number again and again; @text: (nullable). */
GPtrArray *desk_history_parse_sums (const char *text);

/** Reads them from what @sql answers of the journal. */
GPtrArray *desk_history_read_sums (DeskHistory *history, const char *sql);

/** Fails the test unless both say the same. */
void desk_history_assert_same (GPtrArray *sums, GPtrArray *expected);

/** Adds up those of the days that begin with @period, by key alone. */
GPtrArray *desk_history_gather (GPtrArray *sums, const char *period);
