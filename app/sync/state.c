// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/state.h"

#include <sysexits.h>

#include "sync/accepted.h"

#define LATE_DAYS 3
#define FAILING_DAYS 10

KapkaSyncState
kapka_sync_state_from_facts (const KapkaSyncFacts *facts) {
  gboolean last_needs_person =
      facts->has_run && facts->last_exit_code != EX_OK && facts->last_exit_code != EX_TEMPFAIL;

  if (!facts->has_centre || !facts->enrolled)
    return KAPKA_SYNC_STATE_NEVER;
  if (last_needs_person || facts->presence_days >= FAILING_DAYS || facts->frozen_disk)
    return KAPKA_SYNC_STATE_FAILING;
  if (!facts->has_success)
    return KAPKA_SYNC_STATE_NEVER;
  if (facts->pending_days + facts->pending_fragments > 0 && facts->presence_days >= LATE_DAYS)
    return KAPKA_SYNC_STATE_LATE;
  return KAPKA_SYNC_STATE_OK;
}

const char *
kapka_sync_state_to_string (KapkaSyncState state) {
  static const char *const words[] = { "never", "failing", "late", "ok" };

  return words[state];
}

static gboolean
read_frozen (KapkaJournal *journal, KapkaSyncFacts *facts, GError **error) {
  g_auto (KapkaAccepted) accepted = { 0 };

  if (!kapka_accepted_load (&accepted, journal, error))
    return FALSE;
  facts->frozen_disk = kapka_accepted_is_frozen (&accepted);
  return TRUE;
}

static gboolean
read_runs (KapkaJournal *journal, KapkaSyncFacts *facts, GError **error) {
  g_auto (KapkaSyncRun) last = { 0 };
  g_auto (KapkaSyncRun) success = { 0 };
  GError *failure = NULL;

  facts->has_run = kapka_upload_get_last_run (journal, FALSE, &last, &failure);
  if (failure == NULL)
    facts->has_success = kapka_upload_get_last_run (journal, TRUE, &success, &failure);
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  facts->last_exit_code = last.exit_code;
  facts->last_reason = g_steal_pointer (&last.reason);
  return TRUE;
}

gboolean
kapka_sync_facts_read (KapkaJournal *journal,
                       gboolean has_centre,
                       gboolean enrolled,
                       KapkaSyncFacts *facts,
                       GError **error) {
  g_auto (KapkaSyncFacts) found = { .has_centre = has_centre, .enrolled = enrolled };

  if (!read_runs (journal, &found, error) || !read_frozen (journal, &found, error))
    return FALSE;
  found.presence_days = kapka_upload_count_presence_days (journal, error);
  if (found.presence_days < 0)
    return FALSE;
  found.pending_days = kapka_upload_count_pending (journal, &found.oldest_pending, error);
  if (found.pending_days < 0)
    return FALSE;
  found.pending_fragments = kapka_upload_count_pending_fragments (journal, error);
  if (found.pending_fragments < 0)
    return FALSE;
  found.damaged_streams = kapka_upload_count_damaged_streams (journal, error);
  if (found.damaged_streams < 0)
    return FALSE;
  *facts = found;
  found.oldest_pending = NULL;
  found.last_reason = NULL;
  return TRUE;
}

void
kapka_sync_facts_clear (KapkaSyncFacts *facts) {
  g_clear_pointer (&facts->oldest_pending, g_free);
  g_clear_pointer (&facts->last_reason, g_free);
}
