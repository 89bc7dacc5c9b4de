// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-sync.h"

#include "sync/enrol.h"
#include "sync/run.h"

#define MACHINE "00000000000000000000000000000000000000000000000000000000000000aa"

/* No run waits: time belongs to the history. */
static gboolean
wait_cb (gint64 ms, gpointer user_data) {
  return TRUE;
}

static KapkaSyncReason
upload (History *history, HistoryKiosk *kiosk, KapkaJournal *journal, KapkaSyncRun *record) {
  const KapkaTransport transport = history_line_get_transport (history->line);
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (kiosk->state_dir, NULL);
  KapkaRunSetup setup = {
    .journal = journal,
    .clock = kiosk->clock,
    .enrolment = enrolment,
    .transport = &transport,
    .state_dir = kiosk->state_dir,
    .once = g_rand_boolean (history->rand),
    .wait = wait_cb,
  };

  if (enrolment == NULL)
    return KAPKA_SYNC_REASON_NOT_ENROLLED;
  return kapka_run_upload (&setup, record);
}

KapkaSyncReason
history_sync (History *history, HistoryKiosk *kiosk) {
  g_auto (KapkaSyncRun) record = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (kiosk->state_dir, NULL, kiosk->clock, KAPKA_JOURNAL_SYNC, NULL, &error);
  KapkaSyncReason reason = journal == NULL ? kapka_sync_reason_from_error (error)
                                           : upload (history, kiosk, journal, &record);

  history_story_tell (history->story, "  %s: %s%s%s", kiosk->name,
                      kapka_sync_reason_to_string (reason), record.detail == NULL ? "" : ", ",
                      record.detail == NULL ? "" : record.detail);
  return reason;
}

/* After a failure a person tries the same code again, or asks the centre for another one. */
static void
choose_code (History *history, HistoryKiosk *kiosk) {
  if (kiosk->code != NULL && !history->line->calm && g_rand_boolean (history->rand))
    return;
  g_free (kiosk->code);
  kiosk->code = history_centre_make_code (history->centre, kiosk->place, kiosk->name);
}

gboolean
history_enrol (History *history, HistoryKiosk *kiosk) {
  const KapkaTransport transport = history_line_get_transport (history->line);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (kiosk->state_dir, NULL, kiosk->clock, KAPKA_JOURNAL_SYNC, NULL, &error);
  const KapkaEnrolSetup setup = { kiosk->state_dir, journal, &transport, MACHINE };
  g_autoptr (KapkaEnrolment) enrolment = NULL;

  choose_code (history, kiosk);
  if (journal != NULL)
    enrolment = kapka_enrol (&setup, kiosk->code, &error);
  history_story_tell (history->story, "  %s at %s: %s", kiosk->name, kiosk->place,
                      enrolment == NULL ? error->message : enrolment->install_id);
  if (enrolment != NULL)
    g_clear_pointer (&kiosk->code, g_free);
  return enrolment != NULL;
}
