// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "base/json.h"
#include "http/transport.h"

/** Writes the signature of @body: HMAC-SHA-256 under the key that both sides know, SHA-256 of the
 * text of @token (sync.md §4, `Ack-Mac`). */
void kapka_signature_make (const char *token,
                           const void *body,
                           gsize length,
                           guint8 mac[KAPKA_DIGEST_BYTES]);

/**
 * kapka_signed_answer_open:
 * @answer: one that kapka_answer_classify() finds worth verifying
 * @token: of this kiosk; SHA-256 of its text is the key under which the receiver signs
 * @request_id: of the request
 * @out_receiver_id: (out) (transfer full): who signed
 * @error: return location
 *
 * What every answer of the receiver has to have (sync.md §3.3): status 200, whole and strict JSON,
 * a valid `Ack-Mac`, `"v":1` and the request's own `request_id`. Without the key nobody can make
 * one, so @out_receiver_id may be another than before: the centre has a new store.
 *
 * Errors: NETWORK when the answer was cut short, PROTOCOL for everything else.
 *
 * Returns: (transfer full): the answer, or %NULL.
 */
KapkaJson *kapka_signed_answer_open (const KapkaHttpAnswer *answer,
                                     const char *token,
                                     const char *request_id,
                                     char **out_receiver_id,
                                     GError **error);
