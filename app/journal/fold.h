// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/**
 * kapka_journal_fold:
 * @journal: opened with KAPKA_JOURNAL_EVENTS
 * @now: the present moment
 * @with_centre: a centre is configured, so a day may go only after its ack
 * @limit: at most so many streams
 * @error: return location
 *
 * Retention (sync.md §2.5): each whole stream but the current one whose newest event is older than
 * 25 months, and whose days the receiver in meta `receiver_id` has all acked, is turned into one
 * row a day; its events go. What the days count, and the documents they are sent as, stay the same.
 * One transaction a stream, oldest first.
 *
 * Moments of a doubted clock say nothing about age: with such a @now nothing is folded, and a
 * stream that has no other moments stays.
 *
 * Errors: CORRUPT when a row of a stream does not match its sum (that stream is left as it is);
 * BUSY, FULL, READ_ONLY, IO.
 *
 * Returns: how many streams were folded, -1 on error.
 */
int kapka_journal_fold (KapkaJournal *journal,
                        const KapkaInstant *now,
                        gboolean with_centre,
                        guint limit,
                        GError **error);

/** Returns: whether @digest is that of the folded @counts, a JSON object; either may be %NULL. */
gboolean kapka_fold_digest_holds (const char *counts, const char *digest);
