// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/** KapkaFigures: what some days count. */
typedef struct {
  gint64 users;
  gint64 services[6]; // s1…s6.
  gint64 pages;
  gint64 assisted;
  gint64 lang_udm;
  gint64 lang_en;
  gint64 events;
  gint64 participants;
  gint64 days_on; // Days on which the kiosk was on.
} KapkaFigures;

/** Returns: the sum of the six services. */
gint64 kapka_figures_get_requests (const KapkaFigures *figures);

/** KapkaPeriodFigures: one day, month or year. */
typedef struct {
  char period[11]; // `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
  KapkaFigures figures;
} KapkaPeriodFigures;

typedef enum {
  KAPKA_PERIOD_DAY,
  KAPKA_PERIOD_MONTH,
  KAPKA_PERIOD_YEAR,
} KapkaPeriod;

/**
 * kapka_figures_list:
 * @first_day: `YYYY-MM-DD`, included
 * @last_day: `YYYY-MM-DD`, included
 * @period: into what the days are gathered
 *
 * Reads the roll-up, so it knows folded days too. Returns: (transfer full) (element-type
 * KapkaPeriodFigures): those that have a figure, oldest first; or %NULL.
 */
GPtrArray *kapka_figures_list (KapkaJournal *journal,
                               const char *first_day,
                               const char *last_day,
                               KapkaPeriod period,
                               GError **error);

/** Like kapka_figures_list() for the whole time as one. */
gboolean kapka_figures_sum (KapkaJournal *journal,
                            const char *first_day,
                            const char *last_day,
                            KapkaFigures *out_figures,
                            GError **error);

/**
 * kapka_figures_first_day_with_events:
 * Days before it are folded: they have figures and no visits.
 *
 * Returns: (transfer full): `YYYY-MM-DD`, or %NULL with no error when nothing has been folded.
 */
char *kapka_figures_first_day_with_events (KapkaJournal *journal, GError **error);

/** KapkaGroupFigures: the users and requests of one hour, tile… */
typedef struct {
  char *key;     // `00`…`23`, `1`…`7` (Monday is 1), id of a tile or form, `finished`….
  gint64 visits; // With a user; 0 for tiles, where they have no meaning.
  gint64 requests;
} KapkaGroupFigures;

void kapka_group_figures_free (KapkaGroupFigures *figures);

/** Returns: (transfer full) (element-type KapkaGroupFigures): the weekdays that have a figure, from
 * the roll-up; or %NULL. */
GPtrArray *kapka_figures_list_weekdays (KapkaJournal *journal,
                                        const char *first_day,
                                        const char *last_day,
                                        GError **error);
