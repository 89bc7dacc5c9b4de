// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "base/json.h"
#include "central/message.h"

/** Returns: (transfer full): the moment as `2026-03-03T21:14:08Z`. */
char *kapka_answer_format_time (gint64 utc_ms);

/** Returns: (transfer full): an answer 200 with the JSON @body. */
KapkaResponse *kapka_plain_answer_new (const KapkaJson *body);

/** Writes HMAC-SHA-256 of @data under the 32 bytes of @token_sha256 (64 hex digits) to @mac: the
 * signature of answers, and of uploads that come in a file. */
void kapka_answer_sign (const char *token_sha256,
                        const void *data,
                        gsize length,
                        guint8 mac[KAPKA_DIGEST_BYTES]);

/**
 * kapka_signed_answer_new:
 * @body: what is answered
 * @token_sha256: hash of the kiosk's token, in hex
 *
 * Returns: (transfer full): an answer 200 with `Ack-Mac` (sync.md §4): only who knows the hash of
 * the token can have made it.
 */
KapkaResponse *kapka_signed_answer_new (const KapkaJson *body, const char *token_sha256);
