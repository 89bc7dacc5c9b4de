// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/** KapkaSetupDraft: a configuration that is being put together; nothing of it is written before it
 * is saved. */
typedef struct {
  char *path; // Of kapka.conf, which need not be there yet.
  char *text;
  KapkaSettings *settings; // What @text says.
} KapkaSetupDraft;

/**
 * kapka_setup_draft_new:
 * @path: of kapka.conf
 * @error: return location
 *
 * Begins with what is there. Errors: DENIED and NOT_FOUND when it could not be saved later; IO.
 *
 * Returns: (transfer full): the draft, or %NULL.
 */
KapkaSetupDraft *kapka_setup_draft_new (const char *path, GError **error);

void kapka_setup_draft_free (KapkaSetupDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSetupDraft, kapka_setup_draft_free)

/**
 * kapka_setup_draft_try:
 * @value: what @key of @group is to be, as in kapka.conf
 * @out_next: (out) (transfer full): the draft with it
 * @error: return location
 *
 * Errors: DATA with what is wrong with @value, as the kiosk would say it; IO.
 */
gboolean kapka_setup_draft_try (const KapkaSetupDraft *draft,
                                const char *group,
                                const char *key,
                                const char *value,
                                KapkaSetupDraft **out_next,
                                GError **error);

/** kapka_setup_draft_save: writes the file, whole or not at all. Errors: IO. */
gboolean kapka_setup_draft_save (const KapkaSetupDraft *draft, GError **error);
