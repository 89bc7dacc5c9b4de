// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "sync/ack.h"
#include "sync/day-json.h"
#include "sync/receipt.h"
#include "sync/reconcile.h"
#include "sync/run-private.h"
#include "sync/upload-body.h"

/* One request: what is sent and under which name. */
typedef struct {
  GPtrArray *documents;
  GPtrArray *fragments;
  char *request_id;
  char *body;
} Request;

static void
request_clear (Request *request) {
  g_clear_pointer (&request->documents, g_ptr_array_unref);
  g_clear_pointer (&request->fragments, g_ptr_array_unref);
  g_clear_pointer (&request->request_id, g_free);
  g_clear_pointer (&request->body, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static guint
count_items (const Request *request) {
  return request->documents->len + request->fragments->len;
}

/* Returns the pending days that were not refused in this run, at most a batch of them, oldest
 * first. */
static GPtrArray *
list_documents (KapkaRun *run, GError **error) {
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

/* The same for fragments. A request that goes without days may always have one. */
static GPtrArray *
list_fragments (KapkaRun *run, gboolean alone, GError **error) {
  guint most = alone ? MAX (run->fragment_batch, 1) : run->fragment_batch;
  guint limit = most + kapka_refused_days_get_length (run->refused);
  g_autoptr (GPtrArray) fragments = kapka_upload_list_pending_fragments (
      run->setup->journal, run->fragments_refused ? 0 : limit, error);

  if (fragments == NULL)
    return NULL;
  for (guint i = fragments->len; i > 0; i--)
    if (kapka_refused_days_contains_fragment (run->refused, g_ptr_array_index (fragments, i - 1)))
      g_ptr_array_remove_index (fragments, i - 1);
  g_ptr_array_set_size (fragments, (int)MIN (fragments->len, most));
  return g_steal_pointer (&fragments);
}

static void
halve (GPtrArray *items) {
  g_ptr_array_set_size (items, (int)((items->len + 1) / 2));
}

/* Makes @request smaller; a day and a fragment alone together become the day alone. */
static void
shorten (Request *request) {
  if (request->documents->len <= 1 && request->fragments->len <= 1)
    g_ptr_array_set_size (request->fragments, 0);
  halve (request->documents);
  halve (request->fragments);
}

/* Fills @request; without documents and fragments there is nothing left to send. */
static gboolean
prepare (KapkaRun *run, Request *request, GError **error) {
  request->request_id = g_uuid_string_random ();
  request->documents = list_documents (run, error);
  if (request->documents == NULL)
    return FALSE;
  request->fragments = list_fragments (run, request->documents->len == 0, error);
  if (request->fragments == NULL)
    return FALSE;
  while (count_items (request) > 0) {
    g_free (request->body);
    request->body = kapka_upload_body_build (run->setup, run->quick_check, request->request_id,
                                             request->documents, request->fragments, error);
    if (request->body == NULL)
      return FALSE;
    if (strlen (request->body) <= KAPKA_DAY_JSON_MAX_BYTES || count_items (request) == 1)
      return TRUE;
    shorten (request);
  }
  return TRUE;
}

/* Writes down beforehand that the figure of the receiver may rise. */
static gboolean
announce (KapkaRun *run, const Request *request, GError **error) {
  kapka_accepted_send (&run->accepted, count_items (request));
  return kapka_accepted_save (&run->accepted, run->setup->journal, error);
}

static void
note_time (KapkaRun *run, const char *text) {
  g_autoptr (GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, NULL);
  KapkaInstant now;

  kapka_clock_now (run->setup->clock, &now);
  run->clock_off_seconds = time == NULL ? 0 : g_date_time_to_unix (time) - now.utc_ms / 1000;
}

/* Goes before the acks: a run that is killed in between must not forget that something was lost. */
static gboolean
note_figure (KapkaRun *run, const KapkaReceipt *receipt, guint n_items, GError **error) {
  const KapkaRunSetup *setup = run->setup;
  gboolean lost = kapka_accepted_answer (&run->accepted, n_items, receipt->accepted,
                                         kapka_clock_get_boot_id (setup->clock));

  if ((lost || receipt->reconcile) &&
      !kapka_reconcile_plan (setup->journal, setup->clock, KAPKA_RECONCILE_NOW, error))
    return FALSE;
  return kapka_accepted_save (&run->accepted, setup->journal, error);
}

static gboolean
take_acks (KapkaRun *run, const Request *request, const KapkaReceipt *receipt, GError **error) {
  KapkaReceiptUse use = {
    .journal = run->setup->journal,
    .clock = run->setup->clock,
    .fragments = request->fragments,
    .refused = run->refused,
  };

  if (!kapka_receipt_apply (&use, receipt, error))
    return FALSE;
  run->record->acked += (int)use.n_acked;
  run->fragments_refused = run->fragments_refused || use.fragments_refused;
  return TRUE;
}

static KapkaSyncReason
take_answer (KapkaRun *run, const Request *request, const KapkaHttpAnswer *answer) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaReceipt) receipt = kapka_ack_parse (
      answer, run->setup->enrolment, request->request_id, request->documents, &error);
  KapkaSyncReason reason;
  gboolean is_new;

  if (receipt == NULL)
    return kapka_run_distrust (run, error);
  reason = kapka_run_meet_receiver (run, receipt->receiver_id, &is_new);
  if (reason != KAPKA_SYNC_REASON_OK)
    return reason;
  note_time (run, receipt->time);
  if (!note_figure (run, receipt, count_items (request), &error) ||
      !take_acks (run, request, receipt, &error))
    return kapka_run_fail (run, error);
  kapka_run_set_detail (run, NULL);
  return KAPKA_SYNC_REASON_OK;
}

/* The centre found the request too large: half of it may pass, and what is too large alone must not
 * keep the others back. */
static KapkaSyncReason
send_less (KapkaRun *run, Request *request) {
  if (count_items (request) > 1) {
    shorten (request);
    run->batch = MAX (request->documents->len, 1);
    run->fragment_batch = request->fragments->len;
  } else if (request->documents->len == 1) {
    kapka_refused_days_add (run->refused, g_ptr_array_index (request->documents, 0), "too_large");
  } else {
    run->fragments_refused = TRUE;
  }
  return KAPKA_SYNC_REASON_OK;
}

static KapkaSyncReason
send (KapkaRun *run, Request *request) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaHttpAnswer) answer = NULL;
  KapkaSyncReason reason;

  if (!announce (run, request, &error))
    return kapka_run_fail (run, error);
  run->record->sent += (int)count_items (request);
  reason = kapka_run_ask (run, "v1/upload", request->body, &answer);
  if (reason == KAPKA_SYNC_REASON_OK)
    return take_answer (run, request, answer);
  return kapka_run_is_too_large (answer) ? send_less (run, request) : reason;
}

/* The days are read anew for each try, so that a correction made meanwhile goes along. */
KapkaSyncReason
kapka_run_send (KapkaRun *run, gboolean *out_idle) {
  g_auto (Request) request = { 0 };
  g_autoptr (GError) error = NULL;

  if (!prepare (run, &request, &error))
    return kapka_run_fail (run, error);
  *out_idle = count_items (&request) == 0;
  return *out_idle ? KAPKA_SYNC_REASON_OK : send (run, &request);
}
