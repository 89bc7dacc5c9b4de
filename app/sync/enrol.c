// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enrol.h"

#include <sysexits.h>

#include "base/error.h"
#include "base/i18n.h"
#include "journal/upload.h"
#include "sync/answer.h"
#include "sync/enrol-draft.h"
#include "sync/former-installs.h"
#include "sync/ping.h"
#include "sync/secret-file.h"
#include "sync/signed-answer.h"

// Once as it is, once with another install, once without a predecessor that was lost.
#define MAX_TRIES 3

typedef struct {
  const char *problem; // `code` of the receiver's problem.
  KapkaError error;
  const char *sentence;
} Refusal;

static const Refusal refusals[] = {
  { "unknown_code", KAPKA_ERROR_DENIED,
    N_ ("The centre does not know this code. Please check every letter, or ask for a new one.") },
  { "code_used", KAPKA_ERROR_DENIED,
    N_ ("This code has been used already. Please ask the centre for a new one.") },
  { "code_expired", KAPKA_ERROR_DENIED,
    N_ ("This code has expired. Please ask the centre for a new one.") },
  { "too_many_requests", KAPKA_ERROR_BUSY,
    N_ ("There were too many attempts. Please wait for a quarter of an hour and try again.") },
};

/* Returns the error whose exit code is that of @reason. */
static KapkaError
find_error (KapkaSyncReason reason) {
  switch (kapka_sync_reason_exit_code (reason)) {
  case EX_TEMPFAIL:
    return KAPKA_ERROR_NETWORK;
  case EX_PROTOCOL:
    return KAPKA_ERROR_PROTOCOL;
  case EX_NOPERM:
    return KAPKA_ERROR_DENIED;
  case EX_CONFIG:
    return KAPKA_ERROR_CONFIG;
  default:
    return KAPKA_ERROR_INTERNAL;
  }
}

static void
set_reason (GError **error, KapkaSyncReason reason, const char *detail) {
  g_autofree char *sentence = kapka_ping_describe (reason);
  KapkaError code = find_error (reason);

  if (detail == NULL || *detail == '\0')
    g_set_error_literal (error, KAPKA_ERROR, (int)code, sentence);
  else
    g_set_error (error, KAPKA_ERROR, (int)code, "%s (%s)", sentence, detail);
}

/* Nobody has a token for an install that the journal made by itself, or for one whose enrol.json
 * was lost. A receiver that does not know it adopts it. */
static void
add_without_token (KapkaEnrolDraft *draft, const char *install_id) {
  char *token;

  if (kapka_former_installs_contain (draft->formers, install_id))
    return;
  token = kapka_former_install_get_token (install_id);
  kapka_former_installs_add (draft->formers, install_id, token);
  kapka_secret_free (token);
}

/* Also those of streams that were brought back out of a wreck. */
static gboolean
add_own_installs (const KapkaEnrolSetup *setup, KapkaEnrolDraft *draft, GError **error) {
  g_autoptr (GPtrArray) installs = setup->journal == NULL
                                       ? g_ptr_array_new ()
                                       : kapka_upload_list_installs (setup->journal, error);

  for (guint i = 0; installs != NULL && i < installs->len; i++)
    add_without_token (draft, g_ptr_array_index (installs, i));
  return installs != NULL;
}

static gboolean
choose_formers (const KapkaEnrolSetup *setup, KapkaEnrolDraft *draft, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autoptr (KapkaEnrolment) former = kapka_enrolment_load (setup->state_dir, &failure);

  if (former != NULL) {
    kapka_former_installs_add (draft->formers, former->install_id, former->token);
    kapka_former_installs_add_all (draft->formers, former->formers);
    return add_own_installs (setup, draft, error);
  }
  // One that cannot be read would be lost, and with it the days that were not sent.
  if (!g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  return add_own_installs (setup, draft, error);
}

static KapkaEnrolDraft *
make_draft (const KapkaEnrolSetup *setup, const char *code, GError **error) {
  g_autoptr (KapkaEnrolDraft) draft = kapka_enrol_draft_new ();

  draft->code = g_strdup (code);
  draft->install_id = g_uuid_string_random ();
  draft->token = kapka_enrol_token_new ();
  draft->machine = g_strdup (setup->machine);
  if (!choose_formers (setup, draft, error) ||
      !kapka_enrol_draft_save (draft, setup->state_dir, error))
    return NULL;
  return g_steal_pointer (&draft);
}

/* The journal may have been lost since @draft was made, and have an install of its own again. */
static gboolean
is_up_to_date (const KapkaEnrolSetup *setup, const KapkaEnrolDraft *draft) {
  g_autoptr (KapkaEnrolDraft) now = kapka_enrol_draft_new ();
  gboolean good = choose_formers (setup, now, NULL);

  for (guint i = 0; good && i < now->formers->len; i++) {
    const KapkaFormerInstall *former = g_ptr_array_index (now->formers, i);

    good = kapka_former_installs_contain (draft->formers, former->install_id);
  }
  return good;
}

/* The same code is asked for as before; another one begins anew. */
static KapkaEnrolDraft *
take_draft (const KapkaEnrolSetup *setup, const char *code, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autoptr (KapkaEnrolDraft) draft = kapka_enrol_draft_load (setup->state_dir, &failure);

  if (draft != NULL && g_str_equal (draft->code, code) && is_up_to_date (setup, draft))
    return g_steal_pointer (&draft);
  if (failure != NULL && g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_IO)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return make_draft (setup, code, error);
}

/* Whether the receiver would take @draft in another form: the token of a lost enrol.json cannot be
 * shown. */
static gboolean
can_be_changed (KapkaEnrolDraft *draft, const char *problem) {
  if (g_strcmp0 (problem, "install_used") == 0) {
    g_free (draft->install_id);
    draft->install_id = g_uuid_string_random ();
    return TRUE;
  }
  if (g_strcmp0 (problem, "bad_predecessor") == 0 && draft->formers->len > 0) {
    g_ptr_array_remove_index (draft->formers, 0);
    return TRUE;
  }
  return FALSE;
}

static void
set_refusal (GError **error, const KapkaHttpAnswer *answer, const char *problem) {
  KapkaSyncReason reason = kapka_answer_classify (answer);

  if (problem == NULL && answer->status == 429)
    problem = "too_many_requests";
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (problem, refusals[i].problem) == 0) {
      g_set_error_literal (error, KAPKA_ERROR, (int)refusals[i].error, _ (refusals[i].sentence));
      return;
    }
  set_reason (error, reason, problem != NULL ? problem : answer->message);
}

static KapkaEnrolment *
read_answer (const KapkaEnrolDraft *draft,
             const KapkaHttpAnswer *answer,
             const char *request_id,
             GError **error) {
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_new ();
  g_autoptr (GError) mistake = NULL;
  g_autoptr (KapkaJson) json = kapka_signed_answer_open (answer, draft->token, request_id,
                                                         &enrolment->receiver_id, &mistake);

  if (json == NULL || !kapka_enrolment_take_place (enrolment, json, &mistake)) {
    gboolean cut = g_error_matches (mistake, KAPKA_ERROR, KAPKA_ERROR_NETWORK);

    set_reason (error, cut ? KAPKA_SYNC_REASON_NETWORK : KAPKA_SYNC_REASON_PROTOCOL,
                mistake->message);
    return NULL;
  }
  enrolment->install_id = g_strdup (draft->install_id);
  enrolment->token = g_strdup (draft->token);
  enrolment->machine = g_strdup (draft->machine);
  kapka_former_installs_add_all (enrolment->formers, draft->formers);
  return g_steal_pointer (&enrolment);
}

static KapkaEnrolment *
ask (const KapkaEnrolSetup *setup, KapkaEnrolDraft *draft, GError **error) {
  for (guint i = 0; i < MAX_TRIES; i++) {
    g_autofree char *request_id = g_uuid_string_random ();
    g_autofree char *body = kapka_enrol_draft_build (draft, request_id);
    const KapkaHttpQuestion question = { .path = "v1/enroll", .body = body };
    g_autoptr (KapkaHttpAnswer) answer = kapka_transport_ask (setup->transport, &question);
    g_autofree char *problem = kapka_answer_get_problem (answer);

    if (kapka_answer_classify (answer) == KAPKA_SYNC_REASON_OK)
      return read_answer (draft, answer, request_id, error);
    if (i + 1 == MAX_TRIES || !can_be_changed (draft, problem)) {
      set_refusal (error, answer, problem);
      return NULL;
    }
    if (!kapka_enrol_draft_save (draft, setup->state_dir, error))
      return NULL;
  }
  return NULL;
}

/* In this order a kill leaves either the draft, which is asked again, or the new enrolment, which
 * the next run writes into the journal. */
static gboolean
settle (const KapkaEnrolSetup *setup, const KapkaEnrolment *enrolment, GError **error) {
  if (!kapka_enrolment_save (enrolment, setup->state_dir, error))
    return FALSE;
  if (setup->journal != NULL && !kapka_upload_take_identity (setup->journal, enrolment->install_id,
                                                             enrolment->receiver_id, error))
    return FALSE;
  return kapka_enrol_draft_remove (setup->state_dir, error);
}

gboolean
kapka_enrol_code_check (const char *code, GError **error) {
  g_autofree char *plain = kapka_enrol_code_normalize (code);

  if (plain == NULL)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                         _ ("A connection code has 12 letters and digits, as in K7QF-29XM-4TDB."));
  return plain != NULL;
}

KapkaEnrolment *
kapka_enrol (const KapkaEnrolSetup *setup, const char *code, GError **error) {
  g_autofree char *plain = kapka_enrol_code_normalize (code);
  g_autofree char *detail = NULL;
  g_autoptr (KapkaEnrolDraft) draft = NULL;
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  KapkaSyncReason reason;

  if (!kapka_enrol_code_check (code, error))
    return NULL;
  reason = kapka_ping_ask (setup->transport, &detail);
  if (reason != KAPKA_SYNC_REASON_OK) {
    set_reason (error, reason, detail);
    return NULL;
  }
  draft = take_draft (setup, plain, error);
  enrolment = draft == NULL ? NULL : ask (setup, draft, error);
  if (enrolment == NULL || !settle (setup, enrolment, error))
    return NULL;
  return g_steal_pointer (&enrolment);
}
