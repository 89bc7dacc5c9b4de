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

/** KapkaGroupFigures: the requests and users of one hour, tile… */
typedef struct {
  char *key;     // `00`…`23`, `1`…`7` (Monday is 1), id of a tile or form, `finished`….
  gint64 visits; // Users, by hour those of the events that carry them; 0 for tiles, where they have
                 // no meaning.
  gint64 requests;
} KapkaGroupFigures;

void kapka_group_figures_free (KapkaGroupFigures *figures);

typedef enum {
  KAPKA_GROUP_HOUR,    // Local hour of the event, of a tally too; a batch from paper has none.
  KAPKA_GROUP_WEEKDAY, // From the roll-up; knows folded days.
  KAPKA_GROUP_TILE,
  KAPKA_GROUP_END_REASON, // Visits with a user that began in these days.
} KapkaGroup;

/**
 * kapka_figures_group:
 * A correction counts in the group of the event that it corrects.
 *
 * Returns: (transfer full) (element-type KapkaGroupFigures): groups that have a figure, by key; but
 * for the weekday, only of days whose events are not folded.
 */
GPtrArray *kapka_figures_group (KapkaJournal *journal,
                                const char *first_day,
                                const char *last_day,
                                KapkaGroup group,
                                GError **error);

/** Returns: mean length of the visits with a user that have an end, in seconds; 0 without any, -1
 * on error. */
gint64 kapka_figures_mean_seconds (KapkaJournal *journal,
                                   const char *first_day,
                                   const char *last_day,
                                   GError **error);
