// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/**
 * KapkaCare:
 * What a journal needs beside its events, in slices short enough to be done between two of them:
 * the salvage of a wreck, the correction of days that a wrong clock gave, the months that the desk
 * will ask for, and once a day the deep check, the fold, the backup, also that of the librarian's
 * desk, the trimming of the quarantine, and the ballast (sync.md §2.5).
 */
typedef struct _KapkaCare KapkaCare;

/** KapkaCareAnswer: how it goes on. */
typedef enum {
  KAPKA_CARE_DONE,   // Nothing for now; ask again in an hour.
  KAPKA_CARE_MORE,   // There is another slice.
  KAPKA_CARE_REOPEN, // The journal was found damaged and put aside: open it anew.
} KapkaCareAnswer;

/**
 * kapka_care_new:
 * @journal: (transfer none): opened with KAPKA_JOURNAL_EVENTS; it outlives the care
 * @backup_dir: (nullable): where backups go; %NULL: `backup/` beside the journal
 * @with_centre: a centre is configured, so nothing is folded before its ack
 *
 * Returns: (transfer full): the care.
 */
KapkaCare *kapka_care_new (KapkaJournal *journal, const char *backup_dir, gboolean with_centre);
void kapka_care_free (KapkaCare *care);

/**
 * kapka_care_step:
 * @daily: what is done once a day may be done now
 *
 * Does one slice. What fails is logged and left for the next time: the events of visitors do not
 * depend on it.
 */
KapkaCareAnswer kapka_care_step (KapkaCare *care, gboolean daily);

/** Tells whether what is done once a day has been done, or tried, on the day of @now. */
gboolean kapka_care_is_taken (KapkaJournal *journal,
                              const KapkaInstant *now,
                              gboolean *out_taken,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCare, kapka_care_free)
