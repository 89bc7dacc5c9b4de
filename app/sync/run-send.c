// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <sys/statvfs.h>

#include "sync/ack.h"
#include "sync/day-json.h"
#include "sync/reconcile.h"
#include "sync/run-private.h"

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

static gint64
read_disk_free_mb (const char *directory) {
  struct statvfs info;

  if (statvfs (directory, &info) != 0)
    return 0;
  return (gint64)((guint64)info.f_bavail * info.f_frsize / (1024 * 1024));
}

static gboolean
build_body (KapkaRun *run, Request *request, GError **error) {
  const KapkaRunSetup *setup = run->setup;
  g_auto (KapkaSyncFacts) facts = { 0 };
  KapkaInstant now;
  KapkaDayJsonSender sender = {
    .install_id = setup->enrolment->install_id,
    .boot_id = kapka_clock_get_boot_id (setup->clock),
    .now = &now,
    .facts = &facts,
    .quick_check = run->quick_check,
    .disk_free_mb = read_disk_free_mb (setup->state_dir),
  };

  if (!kapka_sync_facts_read (setup->journal, TRUE, TRUE, &facts, error))
    return FALSE;
  kapka_clock_now (setup->clock, &now);
  g_free (request->body);
  request->body =
      kapka_day_json_build (&sender, request->request_id, request->documents, request->fragments);
  return TRUE;
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
    if (!build_body (run, request, error))
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

/* With `stale` the kiosk adopts what the receiver holds. */
static void
add_held (GPtrArray *held, const KapkaDayAck *ack) {
  KapkaDayDocument *document = g_memdup2 (ack->document, sizeof *document);

  document->revision = ack->revision;
  document->digest = ack->digest;
  g_ptr_array_add (held, document);
}

static gboolean
take_ack (KapkaRun *run, const KapkaDayAck *ack, GPtrArray *held, GError **error) {
  // Two copies of this stream have gone apart: nothing more may be written to it.
  if ((ack->status == KAPKA_ACK_STALE || ack->status == KAPKA_ACK_CONFLICT) &&
      !kapka_upload_close_stream (run->setup->journal, ack->document->stream_id, error))
    return FALSE;
  if (ack->status == KAPKA_ACK_CONFLICT)
    kapka_refused_days_add (run->refused, ack->document, NULL);
  else if (ack->status == KAPKA_ACK_REJECTED)
    kapka_refused_days_add (run->refused, ack->document, ack->error);
  else
    add_held (held, ack);
  return TRUE;
}

static const char *
find_refusal (const KapkaReceipt *receipt, const KapkaFragment *fragment) {
  for (guint i = 0; i < receipt->refusals->len; i++) {
    const KapkaFragmentRefusal *refusal = g_ptr_array_index (receipt->refusals, i);

    if (refusal->seq == fragment->seq && g_str_equal (refusal->stream_id, fragment->stream_id))
      return refusal->error;
  }
  return NULL;
}

/* Those that the receiver does not take are left out of the next request, so that it can store the
 * others. Without a name it takes none. */
static void
refuse_fragments (KapkaRun *run, const Request *request, const KapkaReceipt *receipt) {
  guint known = kapka_refused_days_get_length (run->refused);

  for (guint i = 0; i < request->fragments->len; i++) {
    const KapkaFragment *fragment = g_ptr_array_index (request->fragments, i);
    const char *why = find_refusal (receipt, fragment);

    if (why != NULL)
      kapka_refused_days_add_fragment (run->refused, fragment, why);
  }
  if (request->fragments->len > 0 && kapka_refused_days_get_length (run->refused) == known)
    run->fragments_refused = TRUE;
}

static gboolean
take_acks (KapkaRun *run, const Request *request, const KapkaReceipt *receipt, GError **error) {
  const KapkaRunSetup *setup = run->setup;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *fragments = receipt->fragments_stored ? request->fragments : NULL;
  KapkaInstant now;

  for (guint i = 0; i < receipt->days->len; i++)
    if (!take_ack (run, g_ptr_array_index (receipt->days, i), held, error))
      return FALSE;
  kapka_clock_now (setup->clock, &now);
  if (!kapka_upload_write_acks (setup->journal, receipt->receiver_id, held, fragments, now.utc_ms,
                                error))
    return FALSE;
  run->record->acked += (int)(held->len + (fragments == NULL ? 0 : fragments->len));
  if (fragments == NULL)
    refuse_fragments (run, request, receipt);
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
