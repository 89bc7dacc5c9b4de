// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/upload.h"
#include "sync/enrolment.h"

/** KapkaSyncState: how the upload is doing, in one word (sync.md §3.4). */
typedef enum {
  KAPKA_SYNC_STATE_NEVER,   // No centre, not enrolled, or nothing has ever been accepted.
  KAPKA_SYNC_STATE_FAILING, // It needs a person.
  KAPKA_SYNC_STATE_LATE, // Something has been waiting for days; it may still come right by itself.
  KAPKA_SYNC_STATE_OK,
} KapkaSyncState;

/** KapkaSyncFacts: all that the state follows from. */
typedef struct {
  gboolean has_centre;      // An address is configured.
  gboolean enrolled;        // There is a usable enrol.json.
  gboolean has_run;         // `sync_run` has a line.
  int last_exit_code;       // Of the last run.
  gboolean has_success;     // A run has exited 0.
  gint64 presence_days;     // Days with `_on` since then, or ever when there was none.
  gint64 pending_days;      // Day documents without an ack.
  char *oldest_pending;     // (nullable) `YYYY-MM-DD`.
  gint64 pending_fragments; // Events of damaged streams without an ack.
  gint64 damaged_streams;
  // Warnings that stand beside the state:
  gboolean moved;       // The disk is in another machine than the one that was enrolled.
  gboolean clock;       // The clock of this machine cannot be right.
  gboolean frozen_disk; // The disk is put back to an older state again and again.
  char *last_reason;    // (nullable) Word of the last run.
} KapkaSyncFacts;

/**
 * kapka_sync_facts_read:
 * @journal: opened with any access
 * @has_centre: whether an address is configured
 * @enrolment: (nullable): what enrol.json says; %NULL: not enrolled
 * @facts: (out): cleared by kapka_sync_facts_clear()
 * @error: return location
 *
 * Errors: those of the journal.
 */
gboolean kapka_sync_facts_read (KapkaJournal *journal,
                                gboolean has_centre,
                                const KapkaEnrolment *enrolment,
                                KapkaSyncFacts *facts,
                                GError **error);
void kapka_sync_facts_clear (KapkaSyncFacts *facts);

/** Returns: the state that follows from @facts. */
KapkaSyncState kapka_sync_state_from_facts (const KapkaSyncFacts *facts);

/** KapkaSyncWarning: a fact that somebody should look after, whatever the state. */
typedef struct {
  const char *word;     // As in `frozen_disk`.
  const char *sentence; // What the librarian reads; marked for translation.
} KapkaSyncWarning;

/** Returns: (transfer container) (element-type KapkaSyncWarning): the warnings of @facts. */
GPtrArray *kapka_sync_facts_list_warnings (const KapkaSyncFacts *facts);

/** Returns: `never`, `failing`, `late` or `ok`. */
const char *kapka_sync_state_to_string (KapkaSyncState state);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaSyncFacts, kapka_sync_facts_clear)
