// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/summary.h"

#include "base/i18n.h"
#include "sync/reason.h"

/* The sentence of the last run explains the state, unless nothing was run when it should have been:
 * then «everything is accepted» would be the truth of another day. */
static char *
make_sentence (const KapkaSyncSummary *summary, const char *last_detail) {
  const KapkaSyncFacts *facts = &summary->facts;
  KapkaSyncReason reason;

  if (!facts->has_centre)
    return kapka_sync_reason_sentence (KAPKA_SYNC_REASON_NO_CENTRE, NULL);
  if (!facts->enrolled)
    return kapka_sync_reason_sentence (KAPKA_SYNC_REASON_NOT_ENROLLED, NULL);
  if (!facts->has_run)
    return g_strdup (_ ("Nothing has been sent yet."));
  if (summary->state != KAPKA_SYNC_STATE_OK && facts->last_exit_code == 0 && !facts->frozen_disk)
    return g_strdup (_ ("Nothing has been sent for days; please tell the administrator."));
  if (kapka_sync_reason_from_string (facts->last_reason, &reason))
    return kapka_sync_reason_sentence (reason, last_detail);
  return g_strdup (facts->last_reason);
}

gboolean
kapka_sync_summary_read (KapkaJournal *journal,
                         const KapkaSettings *settings,
                         KapkaSyncSummary *summary,
                         GError **error) {
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (settings->state_dir, NULL);
  g_auto (KapkaSyncRun) last = { 0 };
  g_auto (KapkaSyncRun) success = { 0 };
  GError *failure = NULL;

  if (!kapka_sync_facts_read (journal, *settings->url != '\0', enrolment, &summary->facts, error))
    return FALSE;
  kapka_upload_get_last_run (journal, FALSE, &last, &failure);
  if (failure == NULL)
    summary->has_success = kapka_upload_get_last_run (journal, TRUE, &success, &failure);
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  summary->last_success_ms = success.ended_ms;
  summary->state = kapka_sync_state_from_facts (&summary->facts);
  summary->sentence = make_sentence (summary, last.detail);
  return TRUE;
}

void
kapka_sync_summary_clear (KapkaSyncSummary *summary) {
  kapka_sync_facts_clear (&summary->facts);
  g_clear_pointer (&summary->sentence, g_free);
}
