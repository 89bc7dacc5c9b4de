// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/clock.h"
#include "journal/event.h"

/**
 * KapkaJournal:
 * The journal of one kiosk, `state_dir/journal.db`: one connection that is used by the thread that
 * opened it and by no other (sync.md §2).
 */
typedef struct _KapkaJournal KapkaJournal;

/** KapkaJournalAccess: what the caller may do; each program opens with the least it needs. */
typedef enum {
  KAPKA_JOURNAL_READ,   // Read only; the file must exist.
  KAPKA_JOURNAL_SYNC,   // Write acks, runs and own keys of meta; the file must exist.
  KAPKA_JOURNAL_EVENTS, // Append events; the file is made when missing; a wreck is put into
                        // quarantine/ and a fresh one opened.
} KapkaJournalAccess;

/** KapkaJournalNotice: what opening with KAPKA_JOURNAL_EVENTS had to do, for the person who looks
 * after the kiosk. */
typedef enum {
  KAPKA_JOURNAL_OPENED,
  KAPKA_JOURNAL_CREATED,
  KAPKA_JOURNAL_QUARANTINED, // A damaged or foreign file was moved aside and a fresh journal
                             // opened.
  KAPKA_JOURNAL_BESIDE,      // The journal was written by a newer version and is left alone; events
                             // go to journal-side.db, which that version takes over.
} KapkaJournalNotice;

/**
 * kapka_journal_open:
 * @state_dir: directory of journal.db; made (0750) when missing and access is EVENTS
 * @runtime_dir: (nullable): directory on tmpfs for the mark `last`; %NULL: no mark is kept
 * @clock: (transfer none): gives days, boot id and times
 * @access: what the caller may do
 * @notice: (out) (optional): what had to be done
 * @error: return location
 *
 * Opens, checks `application_id` and `user_version`, migrates when access is EVENTS, sets and reads
 * back the pragmas of sync.md §2.1, and with EVENTS runs the checks at start of §2.5 (quick_check
 * below 50 MB, dense streams, row sums of the newest 3 streams).
 *
 * Errors: NOT_FOUND, READ_ONLY, FULL, IO, CORRUPT (READ and SYNC only), NEWER (SYNC only),
 * BUSY.
 *
 * Returns: (transfer full): the journal, or %NULL.
 */
KapkaJournal *kapka_journal_open (const char *state_dir,
                                  const char *runtime_dir,
                                  KapkaClock *clock,
                                  KapkaJournalAccess access,
                                  KapkaJournalNotice *notice,
                                  GError **error);
void kapka_journal_close (KapkaJournal *journal);

/**
 * kapka_journal_append:
 * @journal: opened with KAPKA_JOURNAL_EVENTS
 * @event: what to write
 * @error: return location
 *
 * Writes @event in one transaction: stream of this boot (opened when missing, §2.4), counts, event,
 * roll-up, COMMIT. An event whose event_id is already there is a success. When the function returns
 * %TRUE the event is on the disk.
 *
 * After an error of the disk (IO, FULL, READ_ONLY, CORRUPT) the handle must not be used again:
 * close it and open a new one.
 */
gboolean kapka_journal_append (KapkaJournal *journal, const KapkaEvent *event, GError **error);

/**
 * kapka_journal_append_on:
 * Writes the event `on` unless the stream of this boot has one for the local day of now; called by
 * the kiosk alone.
 */
gboolean kapka_journal_append_on (KapkaJournal *journal, GError **error);

/**
 * kapka_journal_end_open_visits:
 * Ends each visit that has a beginning and no end: `crash` when it began in this boot, else
 * `power`; the end's moment is the visit's last event. Called by the kiosk once at start, before
 * the first visit.
 *
 * Returns: how many were ended, -1 on error.
 */
int kapka_journal_end_open_visits (KapkaJournal *journal, GError **error);

/**
 * kapka_journal_sum:
 * @key: a counter
 * @first_day: `YYYY-MM-DD`, included
 * @last_day: `YYYY-MM-DD`, included
 * @out_sum: (out): the sum over the days
 * @out_days: (out) (optional): how many days have a figure
 *
 * One range of the roll-up `day_count`.
 */
gboolean kapka_journal_sum (KapkaJournal *journal,
                            const char *key,
                            const char *first_day,
                            const char *last_day,
                            gint64 *out_sum,
                            gint64 *out_days,
                            GError **error);

/**
 * kapka_journal_check:
 * The deep check: quick_check, dense streams, every row sum, and that the roll-up agrees with the
 * events (`day_count_diff`). Errors: CORRUPT with what was found first; IO.
 */
gboolean kapka_journal_check (KapkaJournal *journal, GError **error);

/** Reads a key of `meta`. Returns: (transfer full) (nullable): %NULL with no error when the key is
 * not there. */
char *kapka_journal_get_meta (KapkaJournal *journal, const char *key, GError **error);

/** Writes a key of `meta`. */
gboolean
kapka_journal_set_meta (KapkaJournal *journal, const char *key, const char *value, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaJournal, kapka_journal_close)
