// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "central/batch.h"

/**
 * kapka_upload_answer_build:
 * @entry: one whose outcome is %KAPKA_BATCH_STORED
 * @receiver_id: who stores it
 *
 * Beside the members of sync.md §4, fragments that are not taken are named in
 * `rejected_fragments`, rows of stream, seq and error; then `fragments` is `rejected`, though the
 * others of them are stored.
 *
 * Returns: (transfer full): the answer to an upload.
 */
KapkaJson *kapka_upload_answer_build (const KapkaBatchEntry *entry, const char *receiver_id);
