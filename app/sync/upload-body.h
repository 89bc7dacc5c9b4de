// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/run.h"

/**
 * kapka_upload_body_build:
 * @setup: who sends; its transport is not used
 * @quick_check: kapka_upload_quick_check()
 * @documents: (element-type KapkaDayDocument): days
 * @fragments: (element-type KapkaFragment): events of damaged streams
 *
 * Errors: those of the journal.
 *
 * Returns: (transfer full): the body of one upload with the present state of this kiosk, or %NULL.
 */
char *kapka_upload_body_build (const KapkaRunSetup *setup,
                               const char *quick_check,
                               const char *request_id,
                               GPtrArray *documents,
                               GPtrArray *fragments,
                               GError **error);
