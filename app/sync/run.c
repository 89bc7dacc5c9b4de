// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/run.h"

#include "base/error.h"
#include "sync/answer.h"
#include "sync/day-json.h"
#include "sync/ping.h"
#include "sync/reconcile.h"
#include "sync/retry.h"
#include "sync/run-private.h"

// A receiver that has a new name in every answer would be sent everything for ever.
#define MAX_ADOPTIONS 3

void
kapka_run_set_detail (KapkaRun *run, const char *detail) {
  g_free (run->record->detail);
  run->record->detail = g_strdup (detail);
}

KapkaSyncReason
kapka_run_fail (KapkaRun *run, const GError *error) {
  kapka_run_set_detail (run, error->message);
  return kapka_sync_reason_from_error (error);
}

KapkaSyncReason
kapka_run_distrust (KapkaRun *run, const GError *error) {
  kapka_run_set_detail (run, error->message);
  return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK) ? KAPKA_SYNC_REASON_NETWORK
                                                                   : KAPKA_SYNC_REASON_PROTOCOL;
}

/* The path has the version of the protocol in it. A receiver that has left ours behind, or another
 * server, is told apart by its ping. */
static KapkaSyncReason
explain_absence (KapkaRun *run) {
  g_autofree char *detail = NULL;
  KapkaSyncReason reason = kapka_ping_ask (run->setup->transport, &detail);

  if (detail != NULL)
    kapka_run_set_detail (run, detail);
  return reason == KAPKA_SYNC_REASON_OK ? KAPKA_SYNC_REASON_PROTOCOL : reason;
}

KapkaSyncReason
kapka_run_ask (KapkaRun *run, const char *path, const char *body, KapkaHttpAnswer **out_answer) {
  const KapkaHttpQuestion question = {
    .path = path,
    .token = run->setup->enrolment->token,
    .body = body,
  };
  KapkaHttpAnswer *answer = kapka_transport_ask (run->setup->transport, &question);
  KapkaSyncReason reason;

  run->record->attempts++;
  run->record->curl_code = answer->curl_code;
  run->record->http_status = answer->status;
  run->retry_after_seconds = answer->retry_after_seconds;
  kapka_run_set_detail (run, *answer->message == '\0' ? NULL : answer->message);
  *out_answer = answer;
  reason = kapka_answer_classify (answer);
  return reason == KAPKA_SYNC_REASON_PROTOCOL && answer->status == 404 ? explain_absence (run)
                                                                       : reason;
}

gboolean
kapka_run_is_too_large (const KapkaHttpAnswer *answer) {
  return answer->result == KAPKA_HTTP_ANSWERED && answer->status == 413;
}

gboolean
kapka_run_adopt_receiver (const KapkaRunSetup *setup, const char *receiver_id, GError **error) {
  g_free (setup->enrolment->receiver_id);
  setup->enrolment->receiver_id = g_strdup (receiver_id);
  return kapka_enrolment_save (setup->enrolment, setup->state_dir, error) &&
         kapka_upload_take_identity (setup->journal, setup->enrolment->install_id, receiver_id,
                                     error) &&
         kapka_reconcile_plan (setup->journal, setup->clock, KAPKA_RECONCILE_NOW, error);
}

KapkaSyncReason
kapka_run_meet_receiver (KapkaRun *run, const char *receiver_id, gboolean *out_is_new) {
  g_autoptr (GError) error = NULL;

  run->answered = TRUE;
  *out_is_new = !g_str_equal (receiver_id, run->setup->enrolment->receiver_id);
  if (!*out_is_new)
    return KAPKA_SYNC_REASON_OK;
  if (++run->adoptions > MAX_ADOPTIONS) {
    kapka_run_set_detail (run, "the receiver has another name in every answer");
    return KAPKA_SYNC_REASON_PROTOCOL;
  }
  run->accepted.last = -1;
  run->last_day[0] = '\0';
  run->reconciled = FALSE;
  return kapka_run_adopt_receiver (run->setup, receiver_id, &error) ? KAPKA_SYNC_REASON_OK
                                                                    : kapka_run_fail (run, error);
}

/* Returns OK when the next try may begin. */
static KapkaSyncReason
wait_after (KapkaRun *run, KapkaSyncReason reason) {
  gint64 elapsed_ms = (g_get_monotonic_time () - run->started_usec) / 1000;
  gint64 wait_ms = kapka_retry_wait_ms (reason, ++run->failures, elapsed_ms,
                                        run->retry_after_seconds, g_random_double ());

  if (run->setup->once || wait_ms < 0)
    return reason;
  return run->setup->wait (wait_ms, run->setup->user_data) ? KAPKA_SYNC_REASON_OK
                                                           : KAPKA_SYNC_REASON_STOPPED;
}

/* Makes one try. What is pending goes first: a comparison can wait, and may fail. */
static KapkaSyncReason
step (KapkaRun *run, gboolean *out_done) {
  KapkaSyncReason reason;
  gboolean idle = FALSE;

  run->retry_after_seconds = 0;
  reason = kapka_run_send (run, &idle);
  if (reason == KAPKA_SYNC_REASON_OK && idle)
    reason = kapka_run_reconcile (run, out_done);
  if (reason != KAPKA_SYNC_REASON_OK)
    return wait_after (run, reason);
  run->failures = 0;
  return KAPKA_SYNC_REASON_OK;
}

/* All that could be sent was: what the centre did not take remains. */
static KapkaSyncReason
conclude (KapkaRun *run) {
  g_autofree char *days = kapka_refused_days_to_string (run->refused);

  if (kapka_refused_days_get_length (run->refused) == 0 && !run->fragments_refused)
    return KAPKA_SYNC_REASON_OK;
  kapka_run_set_detail (run, *days == '\0' ? "surviving records of a damaged journal" : days);
  return kapka_refused_days_has_conflict (run->refused) ? KAPKA_SYNC_REASON_CONFLICT
                                                        : KAPKA_SYNC_REASON_REJECTED;
}

gboolean
kapka_run_take_identity (const KapkaRunSetup *setup, GError **error) {
  return kapka_upload_take_identity (setup->journal, setup->enrolment->install_id,
                                     setup->enrolment->receiver_id, error);
}

static gboolean
begin (KapkaRun *run, GError **error) {
  const KapkaRunSetup *setup = run->setup;
  gboolean due;

  return kapka_run_take_identity (setup, error) &&
         kapka_accepted_load (&run->accepted, setup->journal, error) &&
         kapka_reconcile_is_due (setup->journal, setup->clock, &due, error) &&
         (!setup->reconcile ||
          kapka_reconcile_plan (setup->journal, setup->clock, KAPKA_RECONCILE_NOW, error));
}

/* Keeps what the run learned apart from acks. */
static gboolean
end (KapkaRun *run, GError **error) {
  const KapkaRunSetup *setup = run->setup;
  g_autofree char *off = g_strdup_printf ("%" G_GINT64_FORMAT, run->clock_off_seconds);

  if (!run->answered)
    return TRUE;
  kapka_accepted_end_run (&run->accepted, kapka_clock_get_boot_id (setup->clock));
  return kapka_accepted_save (&run->accepted, setup->journal, error) &&
         kapka_journal_set_meta (setup->journal, "clock_off_s", off, error);
}

static KapkaSyncReason
work (KapkaRun *run) {
  g_autoptr (GError) error = NULL;
  KapkaSyncReason reason = KAPKA_SYNC_REASON_OK;
  gboolean done = FALSE;

  if (!begin (run, &error))
    return kapka_run_fail (run, error);
  while (reason == KAPKA_SYNC_REASON_OK && !done)
    reason =
        run->setup->wait (0, run->setup->user_data) ? step (run, &done) : KAPKA_SYNC_REASON_STOPPED;
  if (reason == KAPKA_SYNC_REASON_OK)
    reason = conclude (run);
  if (!end (run, &error) && reason == KAPKA_SYNC_REASON_OK)
    return kapka_run_fail (run, error);
  return reason;
}

KapkaSyncReason
kapka_run_upload (const KapkaRunSetup *setup, KapkaSyncRun *record) {
  g_autoptr (KapkaRefusedDays) refused = kapka_refused_days_new ();
  KapkaRun run = {
    .setup = setup,
    .record = record,
    .refused = refused,
    .batch = KAPKA_DAY_JSON_MAX_DAYS,
    .fragment_batch = KAPKA_DAY_JSON_MAX_FRAGMENTS,
    .page = KAPKA_RECONCILE_MAX_DAYS,
    .quick_check = kapka_upload_quick_check (setup->journal),
    .started_usec = g_get_monotonic_time (),
  };
  KapkaSyncReason reason = work (&run);

  kapka_accepted_clear (&run.accepted);
  return reason;
}

gboolean
kapka_run_is_needed (const KapkaRunSetup *setup, gboolean *out_needed, GError **error) {
  gint64 days;
  gint64 fragments;
  gboolean due;

  if (!kapka_run_take_identity (setup, error) ||
      !kapka_reconcile_is_due (setup->journal, setup->clock, &due, error))
    return FALSE;
  days = kapka_upload_count_pending (setup->journal, NULL, error);
  fragments = days < 0 ? -1 : kapka_upload_count_pending_fragments (setup->journal, error);
  *out_needed = due || days + fragments > 0;
  return fragments >= 0;
}
