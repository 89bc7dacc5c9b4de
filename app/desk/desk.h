// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "staff/people.h"

/**
 * KapkaDesk:
 * The librarian's desk: the journal, and beside it `state_dir/desk.db` with what the journal must
 * not hold: closed months, yearly figures from before Kapka, titles of events, promo products and
 * publications. Belongs to the thread of its journal.
 *
 * Nothing is edited in place: each table is a log in which the newest line of a thing is the one
 * that holds.
 */
typedef struct _KapkaDesk KapkaDesk;

/** KapkaDeskPerson: who works at the desk. */
typedef struct {
  const char *name; // (nullable) Author of what is written; %NULL: only look.
  KapkaRole role;
} KapkaDeskPerson;

/**
 * kapka_desk_open:
 * @journal: (transfer none): outlives the desk; opened with KAPKA_JOURNAL_EVENTS by whoever writes
 * @state_dir: where `desk.db` lies; made when missing, if @person writes
 * @clock: (transfer none): gives moments and the present day
 * @person: who works
 * @error: return location
 *
 * For a person who only looks a missing file is an empty desk. A damaged file is put into
 * `quarantine/`; the newest good backup takes its place. On a disk that may not be written, or is
 * so full that the file cannot be made, whoever wants to write can look, and each try to write
 * gives that error.
 *
 * Errors: IO, BUSY, NEWER; CORRUPT when only looking.
 *
 * Returns: (transfer full): the desk, or %NULL.
 */
KapkaDesk *kapka_desk_open (KapkaJournal *journal,
                            const char *state_dir,
                            KapkaClock *clock,
                            const KapkaDeskPerson *person,
                            GError **error);
void kapka_desk_close (KapkaDesk *desk);

KapkaJournal *kapka_desk_get_journal (KapkaDesk *desk);

/** Returns: (transfer none): the clock it was opened with. */
KapkaClock *kapka_desk_get_clock (KapkaDesk *desk);

/** Returns: (transfer none) (nullable): a sentence for the person when opening had to put a damaged
 * file aside. */
const char *kapka_desk_get_notice (KapkaDesk *desk);

/** Returns: (transfer none): the present local day, `YYYY-MM-DD`. */
const char *kapka_desk_get_today (KapkaDesk *desk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDesk, kapka_desk_close)
