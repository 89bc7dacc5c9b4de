// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/**
 * The spool: events that the journal does not take for now, each a line with its sum in a file of
 * the state directory, so that they outlive the program. Their event_id makes it harmless when one
 * is in the journal already.
 */

/**
 * kapka_spool_add:
 * @state_dir: directory of the journal
 * @events: (element-type KapkaEvent): what to keep, in their order
 * @error: return location
 *
 * Appends @events and syncs the file. Errors: FULL, READ_ONLY, IO.
 */
gboolean kapka_spool_add (const char *state_dir, GPtrArray *events, GError **error);

/**
 * kapka_spool_replay:
 * @journal: opened with KAPKA_JOURNAL_EVENTS
 * @error: return location
 *
 * Writes what is in the spool into the journal and then removes the file. A line that a crash cut
 * off, or that the schema refuses, is passed over.
 */
gboolean kapka_spool_replay (KapkaJournal *journal, GError **error);
