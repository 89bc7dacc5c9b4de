// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/correction-record.h"
#include "journal/correction.h"
#include "journal/journal-private.h"

/**
 * KapkaAct:
 * What staff does at one go: new events of one author and one moment, written in one transaction or
 * not at all. No two acts of an author have the same moment, so that it tells them apart.
 */
typedef struct {
  KapkaJournal *journal;
  const KapkaCorrector *by;
  KapkaTransaction *transaction;
  KapkaStream stream;
  KapkaInstant at;
  GPtrArray *records; // Of owned KapkaRecord, with what the act has added.
  GPtrArray *events;  // Of owned KapkaEvent: what is going to be written.
} KapkaAct;

/** Begins an act and its transaction for writing. Returns: (transfer full): the act, or %NULL. */
KapkaAct *kapka_act_begin (KapkaJournal *journal, const KapkaCorrector *by, GError **error);
void kapka_act_free (KapkaAct *act);

/**
 * kapka_act_load:
 * @id: as in kapka_record_load()
 *
 * Each record is loaded once, so that the steps of an act see each other.
 *
 * Errors: USAGE when the journal has nothing of the kind (any more).
 *
 * Returns: (transfer none): the record, or %NULL.
 */
KapkaRecord *kapka_act_load (KapkaAct *act, const char *id, GError **error);

/** Has @target, which lies in @record, corrected on @day by @sign times @counts. */
void kapka_act_correct (KapkaAct *act,
                        KapkaRecord *record,
                        const KapkaEvent *target,
                        const char *day,
                        const char *reason,
                        GPtrArray *counts,
                        int sign);

/** Adds @event: (transfer full), which corrects nothing; its moment becomes that of the act on its
 * own day. */
void kapka_act_add (KapkaAct *act, KapkaEvent *event);

/** Puts the users of each record right, checks what sync.md §2.2 demands and that all days may be
 * changed, and writes the events. Errors: USAGE, those of the check of days, those of
 * kapka_journal_append(). */
gboolean kapka_act_commit (KapkaAct *act, GError **error);

/** Sets an error USAGE. Returns: %FALSE. */
gboolean kapka_act_refuse (GError **error, const char *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaAct, kapka_act_free)
