// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaEnrolDraft:
 * An enrolment that has been asked for and not been answered yet: `state_dir/enrol-draft.json`. It
 * is on the disk before it is sent, so that after a lost answer the same is asked again: the
 * receiver answers it as before, while another install would find the code used. Until the answer
 * has come, enrol.json stays as it is and the upload goes on by it.
 */
typedef struct {
  char *code;         // As kapka_enrol_code_normalize() returns it.
  char *install_id;   // Made here.
  char *token;        // Made here: 256 random bits.
  char *machine;      // kapka_machine_hash()
  GPtrArray *formers; // Of owned KapkaFormerInstall, newest first: whose days this kiosk still has.
} KapkaEnrolDraft;

/** Returns: (transfer full) (nullable): @code in upper case without spaces and dashes; %NULL when
 * it cannot be a code. */
char *kapka_enrol_code_normalize (const char *code);

/** Returns: (transfer full): a new token: 43 characters of base64url. */
char *kapka_enrol_token_new (void);

/** Returns: (transfer full): a draft without any name yet. */
KapkaEnrolDraft *kapka_enrol_draft_new (void);

/** Errors: NOT_FOUND when none is waiting; CONFIG when the file is not what Kapka wrote; IO. */
KapkaEnrolDraft *kapka_enrol_draft_load (const char *state_dir, GError **error);

/** Errors: FULL, READ_ONLY, DENIED, IO. */
gboolean
kapka_enrol_draft_save (const KapkaEnrolDraft *draft, const char *state_dir, GError **error);

/** The answer has come. Errors: READ_ONLY, DENIED, IO. */
gboolean kapka_enrol_draft_remove (const char *state_dir, GError **error);

void kapka_enrol_draft_free (KapkaEnrolDraft *draft);

/** Returns: (transfer full): the body of `POST /v1/enroll` (sync.md §4). */
char *kapka_enrol_draft_build (const KapkaEnrolDraft *draft, const char *request_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaEnrolDraft, kapka_enrol_draft_free)
