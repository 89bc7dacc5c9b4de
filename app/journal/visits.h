// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/event.h"
#include "journal/journal.h"

/**
 * kapka_visits_count:
 * @day: local day, `YYYY-MM-DD`
 * @error: return location
 *
 * Counts the visits that began on @day, those without a user too. Days whose events were folded
 * have none left.
 *
 * Returns: how many, -1 on error.
 */
gint64 kapka_visits_count (KapkaJournal *journal, const char *day, GError **error);

/** KapkaVisitLine: a visit as the librarian sees it, corrections included. A tally or a batch of a
 * day is a line too. */
typedef struct {
  char *id;         // UUID of the visit; event_id of a tally or a batch.
  gboolean by_hand; // A tally or a batch.
  char day[11];
  gint64 begin_ms;    // UTC; of a tally or a batch, when it was written.
  gint64 end_ms;      // -1: it goes on; by hand, as begin_ms.
  gint64 utc_off_min; // To show local times.
  char *end_reason; // (nullable) `finished` `idle` `limit` `staff` `crash` `power`; by hand, why it
                    // was added: `tally` `paper`….
  char **items;     // (array zero-terminated=1): `s3:gosuslugi`, each once, under what it counts
                    // now; `-:gosuslugi` when it counts nothing.
  gint64 users;
  gint64 services[6];
  gint64 pages;
  gint64 assisted;
  guint n_corrections;
  gboolean clock_ok;
} KapkaVisitLine;

void kapka_visit_line_free (KapkaVisitLine *line);

/** KapkaVisitFilter: which of the visits; all zero: all. */
typedef struct {
  const char *service;    // (nullable) `s1`…`s6`.
  const char *item;       // (nullable) Id of a tile or form.
  const char *end_reason; // (nullable)
  gboolean with_user;     // Only those that count a user.
  gboolean corrected;     // Only those that were corrected.
  gboolean assisted;
} KapkaVisitFilter;

/**
 * kapka_visits_list:
 * @day: local day
 * @filter: (nullable): which
 *
 * Returns: (transfer full) (element-type KapkaVisitLine): the visits that began on @day, and what
 * was added by hand for it, by their beginning; or %NULL.
 */
GPtrArray *kapka_visits_list (KapkaJournal *journal,
                              const char *day,
                              const KapkaVisitFilter *filter,
                              GError **error);

/** Returns: (transfer full): one visit, tally or batch; %NULL with no error when it is not there
 * (any more). */
KapkaVisitLine *kapka_visits_get (KapkaJournal *journal, const char *id, GError **error);

/** KapkaVisitDay: how many visits a day has. */
typedef struct {
  char day[11];
  guint n_visits; // Things added by hand are known once the day is listed.
} KapkaVisitDay;

/** Returns: (transfer full) (element-type KapkaVisitDay): the days that have visits or things added
 * by hand, newest first: what a list of years needs to know before it loads what is seen. Folded
 * days have none. Streams that were counted before and have got no event since are not counted
 * again. */
GArray *kapka_visits_list_days (KapkaJournal *journal,
                                const char *first_day,
                                const char *last_day,
                                GError **error);

/** KapkaTrailLine: an event of a visit, or a correction of one. */
typedef struct {
  KapkaEvent *event;
  char *act;       // (nullable) Of a correction: the same for all that were written in one act.
  gboolean undone; // Of a correction: it was taken back.
  char *service;   // (nullable) Of a request or print: what it counts under now; %NULL: it counts
                   // nothing (any more).
} KapkaTrailLine;

void kapka_trail_line_free (KapkaTrailLine *line);

/** @id: of a visit, or the event_id of what belongs to none. Returns: (transfer full) (element-type
 * KapkaTrailLine): everything of it, in the order in which it was written; or %NULL. */
GPtrArray *kapka_visits_get_trail (KapkaJournal *journal, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaVisitLine, kapka_visit_line_free)
