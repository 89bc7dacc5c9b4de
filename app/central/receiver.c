// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/receiver.h"

#include "base/error.h"
#include "base/log.h"
#include "central/batch.h"
#include "central/caller.h"
#include "central/catalog-answer.h"
#include "central/ping.h"
#include "central/signed-answer.h"
#include "central/upload-answer.h"
#include "central/work.h"

struct _KapkaReceiver {
  KapkaStore *store;       // Borrowed.
  KapkaClock *clock;       // Borrowed.
  KapkaLimits *limits;     // Borrowed.
  const char *bundle_path; // (nullable) Borrowed.
};

KapkaReceiver *
kapka_receiver_new (KapkaStore *store, KapkaClock *clock, KapkaLimits *limits) {
  KapkaReceiver *receiver = g_new0 (KapkaReceiver, 1);

  receiver->store = store;
  receiver->clock = clock;
  receiver->limits = limits;
  return receiver;
}

void
kapka_receiver_free (KapkaReceiver *receiver) {
  g_free (receiver);
}

void
kapka_receiver_set_bundle (KapkaReceiver *receiver, const char *path) {
  receiver->bundle_path = path;
}

/* What went wrong with the store is for the log: whoever asks can only come again, and is not
 * taken for someone who guesses. */
static void
answer_failure (KapkaWork *work, const GError *error) {
  gboolean mistake = g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL) ||
                     g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DATA);

  kapka_work_refuse (work, mistake ? KAPKA_PROBLEM_INTERNAL : KAPKA_PROBLEM_UNAVAILABLE, NULL);
  kapka_work_note_known (work);
}

static void
fail (KapkaWork *work, const GError *error) {
  kapka_log_detail (G_LOG_LEVEL_WARNING, "store-failed", "The store", error->message);
  answer_failure (work, error);
}

static void
answer_ping (KapkaReceiver *receiver, KapkaWork *work) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJson) body = kapka_ping_answer (receiver->store, work->now_ms, &error);

  if (body == NULL)
    fail (work, error);
  else
    kapka_work_answer (work, kapka_plain_answer_new (body));
}

static void
answer_enrolment (KapkaReceiver *receiver, KapkaWork *work) {
  g_autoptr (GError) error = NULL;
  KapkaProblemCode problem;
  g_autoptr (KapkaJson) body =
      kapka_enrol_store (receiver->store, work->enrol, work->now_ms, &problem, &error);

  if (error != NULL) {
    fail (work, error);
  } else if (body == NULL) {
    kapka_work_refuse (work, problem, NULL);
  } else {
    kapka_work_answer (work, kapka_signed_answer_new (body, work->enrol->token_sha256));
    kapka_work_note_known (work);
  }
}

static void
answer_reconcile (KapkaReceiver *receiver, KapkaWork *work) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJson) body = NULL;

  switch (kapka_reconcile_answer (receiver->store, work->reconcile, work->token_sha256,
                                  work->now_ms, &body, &error)) {
  case KAPKA_RECONCILE_BAD_TOKEN:
    kapka_work_refuse (work, KAPKA_PROBLEM_BAD_TOKEN, NULL);
    return;
  case KAPKA_RECONCILE_REVOKED:
    kapka_work_refuse (work, KAPKA_PROBLEM_REVOKED, NULL);
    break;
  case KAPKA_RECONCILE_ANSWERED:
    kapka_work_answer (work, kapka_signed_answer_new (body, work->token_sha256));
    break;
  case KAPKA_RECONCILE_FAILED:
  default:
    fail (work, error);
    return;
  }
  kapka_work_note_known (work);
}

static void
send_catalogue (KapkaReceiver *receiver, KapkaWork *work) {
  KapkaResponse *response = kapka_catalog_answer_new (receiver->bundle_path, work->if_none_match);

  if (response == NULL)
    kapka_work_refuse (work, KAPKA_PROBLEM_NOT_FOUND, NULL);
  else
    kapka_work_answer (work, response);
}

static void
answer_catalogue (KapkaReceiver *receiver, KapkaWork *work) {
  g_autoptr (GError) error = NULL;

  switch (kapka_caller_check (receiver->store, work->token_sha256, &error)) {
  case KAPKA_CALLER_UNKNOWN:
    kapka_work_refuse (work, KAPKA_PROBLEM_BAD_TOKEN, NULL);
    return;
  case KAPKA_CALLER_REVOKED:
    kapka_work_refuse (work, KAPKA_PROBLEM_REVOKED, NULL);
    break;
  case KAPKA_CALLER_KNOWN:
    send_catalogue (receiver, work);
    break;
  case KAPKA_CALLER_FAILED:
  default:
    fail (work, error);
    return;
  }
  kapka_work_note_known (work);
}

static void
answer_upload (KapkaWork *work, const KapkaBatchEntry *entry, const char *receiver_id) {
  g_autoptr (KapkaJson) body = NULL;

  switch (entry->outcome) {
  case KAPKA_BATCH_BAD_TOKEN:
    kapka_work_refuse (work, KAPKA_PROBLEM_BAD_TOKEN, NULL);
    return;
  case KAPKA_BATCH_REVOKED:
    kapka_work_refuse (work, KAPKA_PROBLEM_REVOKED, NULL);
    break;
  case KAPKA_BATCH_STORED:
  default:
    body = kapka_upload_answer_build (entry, receiver_id);
    kapka_work_answer (work, kapka_signed_answer_new (body, work->token_sha256));
    break;
  }
  kapka_work_note_known (work);
}

static void
prepare_entry (KapkaBatchEntry *entry, const KapkaWork *work) {
  entry->upload = work->upload;
  entry->now_ms = work->now_ms;
  g_strlcpy (entry->token_sha256, work->token_sha256, sizeof entry->token_sha256);
}

/* Returns FALSE when the store refused the content of the batch, and nothing is answered. */
static gboolean
store_uploads (KapkaReceiver *receiver, KapkaWork **works, guint n_works, GError **error) {
  g_autofree KapkaBatchEntry *entries = g_new0 (KapkaBatchEntry, n_works);
  g_autofree char *receiver_id = NULL;
  gboolean stored;

  for (guint i = 0; i < n_works; i++)
    prepare_entry (&entries[i], works[i]);
  stored = kapka_batch_store (receiver->store, entries, n_works, &receiver_id, error);
  for (guint i = 0; i < n_works; i++) {
    if (stored)
      answer_upload (works[i], &entries[i], receiver_id);
    kapka_batch_entry_clear (&entries[i]);
  }
  return stored;
}

/* A store that cannot be used refuses every upload alike; one that can refuses one of them, which
 * must not keep the others back. */
static gboolean
is_about_content (const GError *error) {
  return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DATA) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL);
}

static void
replay_one_by_one (KapkaReceiver *receiver, KapkaWork **works, guint n_works) {
  for (guint i = 0; i < n_works; i++) {
    g_autoptr (GError) error = NULL;

    if (!store_uploads (receiver, &works[i], 1, &error))
      fail (works[i], error);
  }
}

static void
settle_uploads (KapkaReceiver *receiver, KapkaWork **works, guint n_works) {
  g_autoptr (GError) error = NULL;

  if (n_works == 0 || store_uploads (receiver, works, n_works, &error))
    return;
  if (n_works > 1 && is_about_content (error)) {
    replay_one_by_one (receiver, works, n_works);
    return;
  }
  kapka_log_detail (G_LOG_LEVEL_WARNING, "store-failed", "Uploads were not taken", error->message);
  for (guint i = 0; i < n_works; i++)
    answer_failure (works[i], error);
}

static void
settle_other (KapkaReceiver *receiver, KapkaWork *work) {
  if (work->kind == KAPKA_WORK_PING)
    answer_ping (receiver, work);
  else if (work->kind == KAPKA_WORK_ENROL)
    answer_enrolment (receiver, work);
  else if (work->kind == KAPKA_WORK_CATALOG)
    answer_catalogue (receiver, work);
  else
    answer_reconcile (receiver, work);
}

void
kapka_receiver_settle (KapkaReceiver *receiver, KapkaWork **works, guint n_works) {
  g_autofree KapkaWork **uploads = g_new (KapkaWork *, n_works);
  guint n_uploads = 0;

  for (guint i = 0; i < n_works; i++) {
    if (kapka_work_is_answered (works[i]))
      continue;
    if (works[i]->kind == KAPKA_WORK_UPLOAD)
      uploads[n_uploads++] = works[i];
    else
      settle_other (receiver, works[i]);
  }
  settle_uploads (receiver, uploads, n_uploads);
}

KapkaResponse *
kapka_receiver_handle (KapkaReceiver *receiver, KapkaRequest *request) {
  g_autoptr (KapkaWork) work = kapka_work_new (request, receiver->clock, receiver->limits);

  kapka_receiver_settle (receiver, (KapkaWork *[]){ work }, 1);
  return kapka_work_take_response (work);
}
