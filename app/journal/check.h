// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "journal/db.h"

/**
 * kapka_check_at_start:
 * @db: a journal of our schema, writable
 * @clock: tells when the last long check was a week ago
 * @error: return location
 *
 * The checks at start of sync.md §2.5: quick_check (below 50 MB always, else weekly; a small
 * journal has its indexes compared too), no gap in a whole stream, the row sums of the newest 3
 * streams.
 *
 * Errors: CORRUPT with what was found first; IO, BUSY.
 */
gboolean kapka_check_at_start (KapkaDb *db, KapkaClock *clock, GError **error);

/** The deep check of all that nothing else could replace: integrity_check, no gap, no count without
 * its event, every row sum, and the digest of every folded day. */
gboolean kapka_check_records (KapkaDb *db, GError **error);

/** kapka_check_records(), and the roll-up against the events. */
gboolean kapka_check_all (KapkaDb *db, GError **error);

/** PRAGMA quick_check alone. Errors: CORRUPT, IO, BUSY. */
gboolean kapka_check_quick (KapkaDb *db, GError **error);
