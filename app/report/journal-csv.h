// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/figures.h"
#include "journal/visits.h"
#include "report/csv-writer.h"

/**
 * The journal as it is, for programs and spreadsheets: a line a day, or a line a visit.
 *
 * Columns of days: `day`, `users`, `s1`…`s6`, `requests`, `pages`, `assisted`, `lang_udm`,
 * `lang_en`, `events`, `participants`, `on` (1: the kiosk was switched on).
 *
 * Columns of visits: `id`, `day`, `begin` and `end` (ISO 8601 with the zone; `end` is empty while a
 * visit goes on), `seconds`, `end_reason` (`tally`, `paper`… of what was added by hand), `users`,
 * `s1`…`s6`, `pages`, `assisted`, `items` (divided by spaces: `s3:gosuslugi`, without a service
 * when it counts none), `corrections` (how many), `clock_ok` (0: its moments are doubted),
 * `by_hand` (1: a tally or a batch from paper, whose moments say when it was written).
 */
void kapka_journal_csv_append_days_heading (GString *csv, KapkaCsvDialect dialect);
void
kapka_journal_csv_append_day (GString *csv, KapkaCsvDialect dialect, const KapkaPeriodFigures *day);

void kapka_journal_csv_append_visits_heading (GString *csv, KapkaCsvDialect dialect);
void
kapka_journal_csv_append_visit (GString *csv, KapkaCsvDialect dialect, const KapkaVisitLine *visit);
