// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/event.h"
#include "journal/journal.h"

/** Says whether the figures of @day may be changed; if not, why, in @error. */
typedef gboolean (*KapkaDayCheck) (const char *day, gpointer user_data, GError **error);

/** KapkaCorrector: who corrects, and on which days. */
typedef struct {
  const char *author;      // Staff login.
  KapkaDayCheck check_day; // (nullable) Asked about each day that is about to change.
  gpointer user_data;
} KapkaCorrector;

/**
 * What staff does to the journal (sync.md §2.2). Each is one transaction of new events with the
 * author, a reason and one moment, in the stream of the present boot but on the day of what they
 * correct; that day is pending again by its higher revision.
 *
 * A visit is corrected once it has ended: until then it goes on counting by itself.
 *
 * A correction takes at most what the corrected event and all its earlier corrections left, and
 * every visit keeps `users = (services > 0)`, but for the second half of a merged one.
 *
 * Errors of all: USAGE, with a sentence for the librarian, when there is nothing of the kind to
 * correct (any more); those of the check of days; those of kapka_journal_append().
 */

/** Takes back all that @id counts: UUID of a visit, or event_id of a tally or a batch. */
gboolean kapka_journal_void (KapkaJournal *journal,
                             const KapkaCorrector *by,
                             const char *id,
                             const char *reason,
                             GError **error);

/** Takes back what one request, printed form, tally or batch counts. */
gboolean kapka_journal_void_event (KapkaJournal *journal,
                                   const KapkaCorrector *by,
                                   const char *event_id,
                                   const char *reason,
                                   GError **error);

/** Has a request, a printed form, or a tally of one service, count under @service. */
gboolean kapka_journal_reclassify (KapkaJournal *journal,
                                   const KapkaCorrector *by,
                                   const char *event_id,
                                   const char *service,
                                   const char *reason,
                                   GError **error);

/**
 * kapka_journal_merge:
 * @first: the half that keeps the user
 * @second: the half, begun on the same day, that keeps its services alone
 *
 * What says of the visitor that there was help, and which language, goes to @first, where it counts
 * once. A correction of @first that counts nothing shows there what was done, and keeps the user
 * from being taken back while @second leans on it.
 */
gboolean kapka_journal_merge (KapkaJournal *journal,
                              const KapkaCorrector *by,
                              const char *first,
                              const char *second,
                              GError **error);

/** Counts the help that @visit, which has a user, got or did not get. */
gboolean kapka_journal_set_assisted (KapkaJournal *journal,
                                     const KapkaCorrector *by,
                                     const char *visit,
                                     gboolean assisted,
                                     const char *reason,
                                     GError **error);

/**
 * kapka_journal_undo:
 * @event_id: a correction, a tally or a batch
 *
 * Takes back all that was written in the same act, by corrections of those corrections with their
 * reasons. An undoing is an act like others: undone, it brings back what it took.
 */
gboolean kapka_journal_undo (KapkaJournal *journal,
                             const KapkaCorrector *by,
                             const char *event_id,
                             GError **error);

/**
 * kapka_journal_add_manual:
 * @day: (nullable): local day, %NULL for today
 * @counts: (element-type KapkaCount): what is added, all positive
 *
 * Returns: (transfer full): the event_id, or %NULL.
 */
char *kapka_journal_add_manual (KapkaJournal *journal,
                                const KapkaCorrector *by,
                                const char *day,
                                GPtrArray *counts,
                                const char *reason,
                                GError **error);

/** Has the `outreach` @event_id count just @counts (element-type KapkaCount), which may be empty.
 * Nothing is written when it does already. */
gboolean kapka_journal_recount_outreach (KapkaJournal *journal,
                                         const KapkaCorrector *by,
                                         const char *event_id,
                                         GPtrArray *counts,
                                         const char *reason,
                                         GError **error);
