// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "sync/reconcile.h"
#include "sync/run-private.h"

static GPtrArray *
list_page (KapkaRun *run, GError **error) {
  KapkaDayDocument last = { .stream_no = run->last_stream_no };

  g_strlcpy (last.day, run->last_day, sizeof last.day);
  return kapka_upload_list_held (run->setup->journal, *last.day == '\0' ? NULL : &last, run->page,
                                 error);
}

static void
remember_last (KapkaRun *run, GPtrArray *page) {
  const KapkaDayDocument *last = g_ptr_array_index (page, page->len - 1);

  run->last_stream_no = last->stream_no;
  g_strlcpy (run->last_day, last->day, sizeof run->last_day);
}

/* The receiver has been told of every day. */
static KapkaSyncReason
finish (KapkaRun *run) {
  const KapkaRunSetup *setup = run->setup;
  g_autoptr (GError) error = NULL;

  run->reconciled = TRUE;
  if (!kapka_upload_drop_fragment_acks (setup->journal, setup->enrolment->receiver_id, &error) ||
      !kapka_reconcile_plan (setup->journal, setup->clock, KAPKA_RECONCILE_LATER, &error))
    return kapka_run_fail (run, error);
  return KAPKA_SYNC_REASON_OK;
}

static KapkaSyncReason
take_answer (KapkaRun *run,
             const KapkaHttpAnswer *answer,
             const char *request_id,
             GPtrArray *page) {
  const KapkaRunSetup *setup = run->setup;
  g_autoptr (GError) error = NULL;
  g_autofree char *receiver_id = NULL;
  g_autoptr (GPtrArray) missing = kapka_reconcile_parse (answer, setup->enrolment->token,
                                                         request_id, page, &receiver_id, &error);
  KapkaSyncReason reason;
  gboolean is_new;

  if (missing == NULL)
    return kapka_run_distrust (run, error);
  reason = kapka_run_meet_receiver (run, receiver_id, &is_new);
  // A new receiver is told everything from the beginning.
  if (reason != KAPKA_SYNC_REASON_OK || is_new)
    return reason;
  if (!kapka_upload_drop_acks (setup->journal, receiver_id, missing, &error))
    return kapka_run_fail (run, error);
  remember_last (run, page);
  return KAPKA_SYNC_REASON_OK;
}

static KapkaSyncReason
ask (KapkaRun *run, GPtrArray *page) {
  g_autofree char *request_id = g_uuid_string_random ();
  g_autofree char *body =
      kapka_reconcile_build (run->setup->enrolment->install_id, request_id, page);
  g_autoptr (KapkaHttpAnswer) answer = NULL;
  KapkaSyncReason reason = kapka_run_ask (run, "v1/reconcile", body, &answer);

  if (reason == KAPKA_SYNC_REASON_OK)
    return take_answer (run, answer, request_id, page);
  if (!kapka_run_is_too_large (answer) || page->len == 1)
    return reason;
  run->page = page->len / 2;
  return KAPKA_SYNC_REASON_OK;
}

KapkaSyncReason
kapka_run_reconcile (KapkaRun *run, gboolean *out_idle) {
  const KapkaRunSetup *setup = run->setup;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = NULL;
  gboolean due;

  if (!kapka_reconcile_is_due (setup->journal, setup->clock, &due, &error))
    return kapka_run_fail (run, error);
  // Once a run: a receiver that goes on asking is answered by the next one.
  *out_idle = run->reconciled || !due;
  if (*out_idle)
    return KAPKA_SYNC_REASON_OK;
  page = list_page (run, &error);
  if (page == NULL)
    return kapka_run_fail (run, error);
  return page->len == 0 ? finish (run) : ask (run, page);
}
