// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"

/**
 * What a librarian may put right (sync.md §2.2). Each is one transaction of new events with author,
 * reason and time; the originals stay. A correction counts on the day of the event that it
 * corrects, which goes up again by itself.
 *
 * Errors of all: USAGE when there is nothing of the kind to correct (any more), with a sentence for
 * the librarian; DENIED when the month is closed; those of kapka_journal_append().
 *
 * @reason: a code of kapka_correction_list_reasons().
 */

/** Returns: (transfer none) (array zero-terminated=1): the codes of the fixed list that a librarian
 * may give: `wrong_service` `not_a_visit` `test` `duplicate` `missed` `clock` `other`. The others,
 * `paper` `tally` `merged`, say what was done and come by themselves. */
const char *const *kapka_correction_list_reasons (void);

/** Takes everything back that @visit counts: UUID of a visit, or event_id of a tally or a batch. */
gboolean kapka_correction_void_visit (KapkaDesk *desk,
                                      const char *visit,
                                      const char *reason,
                                      GError **error);

/** Takes back what one event (a request, a printed form, a tally) counts; the visit's user goes
 * with its last service. */
gboolean kapka_correction_void_event (KapkaDesk *desk,
                                      const char *event_id,
                                      const char *reason,
                                      GError **error);

/** Counts the event under @service (`s1`…`s6`) instead of what it counts under now. */
gboolean kapka_correction_reclassify (KapkaDesk *desk,
                                      const char *event_id,
                                      const char *service,
                                      const char *reason,
                                      GError **error);

/** Two halves of one visit of one day: takes the user of @second back and leaves its services;
 * reason `merged`. What it says of the visitor goes to @first. */
gboolean
kapka_correction_merge (KapkaDesk *desk, const char *first, const char *second, GError **error);

/** Marks @visit, which has a user and an end, as helped, or takes the mark away. */
gboolean kapka_correction_set_assisted (KapkaDesk *desk,
                                        const char *visit,
                                        gboolean assisted,
                                        const char *reason,
                                        GError **error);

/** Takes back all corrections that were made in one act, the one of @event_id; also a tally or a
 * batch. That is an act too: undoing it brings back what it took. Errors: also USAGE while a later
 * correction builds on it. */
gboolean kapka_correction_undo (KapkaDesk *desk, const char *event_id, GError **error);

/**
 * kapka_correction_tally:
 * @services: (array zero-terminated=1): one or more of `s1`…`s6`, each at most once
 *
 * A person was helped at the desk just now: one user, `assisted`, and one request of each service;
 * reason `tally`.
 *
 * Returns: (transfer full): the event_id, for undo; or %NULL.
 */
char *kapka_correction_tally (KapkaDesk *desk, const char *const *services, GError **error);

/** KapkaBatch: a day's figures from a paper diary. None is negative, at least one is not 0. */
typedef struct {
  char day[11]; // Not in the future.
  gint64 users;
  gint64 services[6];
  gint64 pages;
  gint64 assisted;
} KapkaBatch;

/** The largest figure that a day of a paper diary may have. */
#define KAPKA_BATCH_MAX 9999

/** Adds the figures of @batch; reason `paper`. Errors: also DATA, naming what is impossible (users
 * without a request, more users than requests, more assisted than users, a day that does not exist
 * or lies in the future). Returns: (transfer full): the event_id, or %NULL. */
char *kapka_correction_add_batch (KapkaDesk *desk, const KapkaBatch *batch, GError **error);
