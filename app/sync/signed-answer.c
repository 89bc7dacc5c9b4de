// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/signed-answer.h"

#include <string.h>

#include "base/error.h"

void
kapka_signature_make (const char *token,
                      const void *body,
                      gsize length,
                      guint8 mac[KAPKA_DIGEST_BYTES]) {
  guint8 key[KAPKA_DIGEST_BYTES];

  kapka_digest_sha256 (token, strlen (token), key);
  kapka_digest_hmac_sha256 (key, sizeof key, body, length, mac);
  explicit_bzero (key, sizeof key);
}

static gboolean
check_mac (const KapkaHttpAnswer *answer, const char *token, GError **error) {
  guint8 expected[KAPKA_DIGEST_BYTES];
  guint8 found[KAPKA_DIGEST_BYTES];

  if (answer->ack_mac == NULL || !kapka_digest_from_base64 (answer->ack_mac, found, sizeof found))
    return kapka_error_set_text (error, KAPKA_ERROR_PROTOCOL, "the answer has no usable Ack-Mac");
  kapka_signature_make (token, answer->body->data, answer->body->len, expected);
  if (!kapka_digest_equal (expected, found, sizeof found))
    return kapka_error_set_text (error, KAPKA_ERROR_PROTOCOL, "the Ack-Mac of the answer is wrong");
  return TRUE;
}

static gboolean
check_head (const KapkaJson *json, const char *request_id, char **out_receiver_id, GError **error) {
  const char *text;
  gint64 version;

  if (!kapka_json_get_int (json, "v", 1, 1, &version, error))
    return FALSE;
  text = kapka_json_get_string (json, "request_id", error);
  if (text == NULL)
    return FALSE;
  if (!g_str_equal (text, request_id))
    return kapka_error_set_text (error, KAPKA_ERROR_PROTOCOL, "the answer has another request_id");
  text = kapka_json_get_string (json, "receiver_id", error);
  if (text == NULL)
    return FALSE;
  if (!g_uuid_string_is_valid (text))
    return kapka_error_set_text (error, KAPKA_ERROR_PROTOCOL,
                                 "the receiver_id of the answer is no UUID");
  *out_receiver_id = g_strdup (text);
  return TRUE;
}

static KapkaJson *
open_body (const KapkaHttpAnswer *answer,
           const char *token,
           const char *request_id,
           char **out_receiver_id,
           gboolean *out_cut,
           GError **error) {
  g_autoptr (KapkaJson) json = NULL;

  if (answer->result != KAPKA_HTTP_ANSWERED || answer->status != 200) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_PROTOCOL, "status %d proves nothing",
                 answer->status);
    return NULL;
  }
  json = kapka_json_parse (answer->body->data, answer->body->len, KAPKA_HTTP_MAX_BYTES, out_cut,
                           error);
  if (json == NULL || !check_mac (answer, token, error) ||
      !check_head (json, request_id, out_receiver_id, error))
    return NULL;
  return g_steal_pointer (&json);
}

KapkaJson *
kapka_signed_answer_open (const KapkaHttpAnswer *answer,
                          const char *token,
                          const char *request_id,
                          char **out_receiver_id,
                          GError **error) {
  g_autoptr (GError) mistake = NULL;
  gboolean cut = FALSE;
  KapkaJson *json = open_body (answer, token, request_id, out_receiver_id, &cut, &mistake);

  // An answer of unannounced length may be cut without libcurl noticing: that is a fault of the
  // network, and passes.
  if (json == NULL)
    g_set_error_literal (error, KAPKA_ERROR, cut ? KAPKA_ERROR_NETWORK : KAPKA_ERROR_PROTOCOL,
                         mistake->message);
  return json;
}
