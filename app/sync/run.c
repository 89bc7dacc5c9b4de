// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/run.h"

#include <string.h>
#include <sys/statvfs.h>

#include "base/error.h"
#include "sync/ack.h"
#include "sync/answer.h"
#include "sync/day-json.h"
#include "sync/refused-days.h"
#include "sync/retry.h"

/* A run on its way. */
typedef struct {
  const KapkaRunSetup *setup;
  KapkaSyncRun *record;
  KapkaRefusedDays *refused; // Days that are not sent again in this run.
  guint batch;               // Days a request; halved when the centre finds a request too large.
  guint failures;            // One after another.
  gint64 started_usec;
} Run;

/* One request: what is sent and under which name. */
typedef struct {
  GPtrArray *documents;
  char *request_id;
  char *body;
} Request;

static void
request_clear (Request *request) {
  g_clear_pointer (&request->documents, g_ptr_array_unref);
  g_clear_pointer (&request->request_id, g_free);
  g_clear_pointer (&request->body, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static void
set_detail (Run *run, const char *detail) {
  g_free (run->record->detail);
  run->record->detail = g_strdup (detail);
}

static KapkaSyncReason
fail (Run *run, const GError *error) {
  set_detail (run, error->message);
  return kapka_sync_reason_from_error (error);
}

static gboolean
ensure_meta (KapkaJournal *journal, const char *key, const char *value, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *known = kapka_journal_get_meta (journal, key, &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  return g_strcmp0 (known, value) == 0 || kapka_journal_set_meta (journal, key, value, error);
}

gboolean
kapka_run_take_identity (KapkaJournal *journal, const KapkaEnrolment *enrolment, GError **error) {
  return ensure_meta (journal, "install_id", enrolment->install_id, error) &&
         ensure_meta (journal, "receiver_id", enrolment->receiver_id, error);
}

/* Returns the pending days that were not refused in this run, at most a batch of them, oldest
 * first. */
static GPtrArray *
list_documents (Run *run, GError **error) {
  guint limit = run->batch + kapka_refused_days_get_length (run->refused);
  g_autoptr (GPtrArray) documents = kapka_upload_list_pending (run->setup->journal, limit, error);

  if (documents == NULL)
    return NULL;
  for (guint i = documents->len; i > 0; i--)
    if (kapka_refused_days_contains (run->refused, g_ptr_array_index (documents, i - 1)))
      g_ptr_array_remove_index (documents, i - 1);
  g_ptr_array_set_size (documents, (int)MIN (documents->len, run->batch));
  return g_steal_pointer (&documents);
}

static gint64
read_disk_free_mb (const char *directory) {
  struct statvfs info;

  if (statvfs (directory, &info) != 0)
    return 0;
  return (gint64)((guint64)info.f_bavail * info.f_frsize / (1024 * 1024));
}

static gboolean
build_body (Run *run, Request *request, GError **error) {
  const KapkaRunSetup *setup = run->setup;
  g_auto (KapkaSyncFacts) facts = { 0 };
  KapkaInstant now;
  KapkaDayJsonSender sender = {
    .install_id = setup->enrolment->install_id,
    .boot_id = kapka_clock_get_boot_id (setup->clock),
    .now = &now,
    .facts = &facts,
    .disk_free_mb = read_disk_free_mb (setup->state_dir),
  };

  if (!kapka_sync_facts_read (setup->journal, TRUE, TRUE, &facts, error))
    return FALSE;
  kapka_clock_now (setup->clock, &now);
  g_free (request->body);
  request->body = kapka_day_json_build (&sender, request->request_id, request->documents);
  return TRUE;
}

/* Fills @request; without documents there is nothing left to send. */
static gboolean
prepare (Run *run, Request *request, GError **error) {
  request->request_id = g_uuid_string_random ();
  request->documents = list_documents (run, error);
  if (request->documents == NULL)
    return FALSE;
  while (request->documents->len > 0) {
    if (!build_body (run, request, error))
      return FALSE;
    if (strlen (request->body) <= KAPKA_DAY_JSON_MAX_BYTES || request->documents->len == 1)
      return TRUE;
    g_ptr_array_set_size (request->documents, (int)(request->documents->len / 2));
  }
  return TRUE;
}

static gboolean
write_ack (Run *run, const KapkaDayAck *ack, GError **error) {
  const KapkaRunSetup *setup = run->setup;
  KapkaDayDocument held = *ack->document;
  KapkaInstant now;

  kapka_clock_now (setup->clock, &now);
  // With `stale` the kiosk adopts what the receiver holds.
  held.revision = ack->revision;
  held.digest = ack->digest;
  if (!kapka_upload_write_ack (setup->journal, setup->enrolment->receiver_id, &held, now.utc_ms,
                               error))
    return FALSE;
  run->record->acked++;
  return TRUE;
}

static gboolean
take_ack (Run *run, const KapkaDayAck *ack, GError **error) {
  // Two copies of this stream have gone apart: nothing more may be written to it.
  if ((ack->status == KAPKA_ACK_STALE || ack->status == KAPKA_ACK_CONFLICT) &&
      !kapka_upload_close_stream (run->setup->journal, ack->document->stream_id, error))
    return FALSE;
  if (ack->status == KAPKA_ACK_CONFLICT)
    kapka_refused_days_add (run->refused, ack->document, NULL);
  else if (ack->status == KAPKA_ACK_REJECTED)
    kapka_refused_days_add (run->refused, ack->document, ack->error);
  else
    return write_ack (run, ack, error);
  return TRUE;
}

static KapkaSyncReason
take_answer (Run *run, const Request *request, const KapkaHttpAnswer *answer) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acks = kapka_ack_parse (answer, run->setup->enrolment, request->request_id,
                                                request->documents, &error);

  if (acks == NULL) {
    set_detail (run, error->message);
    return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK) ? KAPKA_SYNC_REASON_NETWORK
                                                                     : KAPKA_SYNC_REASON_PROTOCOL;
  }
  for (guint i = 0; i < acks->len; i++)
    if (!take_ack (run, g_ptr_array_index (acks, i), &error))
      return fail (run, error);
  set_detail (run, NULL);
  return KAPKA_SYNC_REASON_OK;
}

/* The centre found the request too large: half of it may pass, and a day that is too large alone
 * must not keep the others back. */
static KapkaSyncReason
send_less (Run *run, const Request *request) {
  if (request->documents->len == 1)
    kapka_refused_days_add (run->refused, g_ptr_array_index (request->documents, 0), "too_large");
  else
    run->batch = request->documents->len / 2;
  return KAPKA_SYNC_REASON_OK;
}

static KapkaSyncReason
send (Run *run, const Request *request, gint64 *out_retry_after_seconds) {
  const KapkaHttpQuestion question = {
    .path = "v1/upload",
    .token = run->setup->enrolment->token,
    .body = request->body,
  };
  g_autoptr (KapkaHttpAnswer) answer = kapka_transport_ask (run->setup->transport, &question);
  KapkaSyncReason reason = kapka_answer_classify (answer);

  run->record->attempts++;
  run->record->sent += (int)request->documents->len;
  run->record->curl_code = answer->curl_code;
  run->record->http_status = answer->status;
  set_detail (run, *answer->message == '\0' ? NULL : answer->message);
  *out_retry_after_seconds = answer->retry_after_seconds;
  if (reason == KAPKA_SYNC_REASON_OK)
    return take_answer (run, request, answer);
  if (answer->result == KAPKA_HTTP_ANSWERED && answer->status == 413)
    return send_less (run, request);
  return reason;
}

/* Returns OK when the next try may begin. */
static KapkaSyncReason
wait_after (Run *run, KapkaSyncReason reason, gint64 retry_after_seconds) {
  gint64 elapsed_ms = (g_get_monotonic_time () - run->started_usec) / 1000;
  gint64 wait_ms = kapka_retry_wait_ms (reason, ++run->failures, elapsed_ms, retry_after_seconds,
                                        g_random_double ());

  if (run->setup->once || wait_ms < 0)
    return reason;
  return run->setup->wait (wait_ms, run->setup->user_data) ? KAPKA_SYNC_REASON_OK
                                                           : KAPKA_SYNC_REASON_STOPPED;
}

/* Makes one try. The days are read anew for each, so that a correction made meanwhile goes along.
 */
static KapkaSyncReason
step (Run *run, gboolean *out_done) {
  g_auto (Request) request = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 retry_after_seconds = 0;
  KapkaSyncReason reason;

  if (!prepare (run, &request, &error))
    return fail (run, error);
  *out_done = request.documents->len == 0;
  if (*out_done)
    return KAPKA_SYNC_REASON_OK;
  reason = send (run, &request, &retry_after_seconds);
  if (reason != KAPKA_SYNC_REASON_OK)
    return wait_after (run, reason, retry_after_seconds);
  run->failures = 0;
  return KAPKA_SYNC_REASON_OK;
}

/* All that could be sent was: what the centre did not take remains. */
static KapkaSyncReason
conclude (Run *run) {
  g_autofree char *days = kapka_refused_days_to_string (run->refused);

  if (kapka_refused_days_get_length (run->refused) == 0)
    return KAPKA_SYNC_REASON_OK;
  set_detail (run, days);
  return kapka_refused_days_has_conflict (run->refused) ? KAPKA_SYNC_REASON_CONFLICT
                                                        : KAPKA_SYNC_REASON_REJECTED;
}

KapkaSyncReason
kapka_run_upload (const KapkaRunSetup *setup, KapkaSyncRun *record) {
  g_autoptr (KapkaRefusedDays) refused = kapka_refused_days_new ();
  Run run = {
    .setup = setup,
    .record = record,
    .refused = refused,
    .batch = KAPKA_DAY_JSON_MAX_DAYS,
    .started_usec = g_get_monotonic_time (),
  };
  KapkaSyncReason reason = KAPKA_SYNC_REASON_OK;
  gboolean done = FALSE;

  while (reason == KAPKA_SYNC_REASON_OK && !done)
    reason = setup->wait (0, setup->user_data) ? step (&run, &done) : KAPKA_SYNC_REASON_STOPPED;
  return reason == KAPKA_SYNC_REASON_OK ? conclude (&run) : reason;
}
