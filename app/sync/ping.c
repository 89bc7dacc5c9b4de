// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ping.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "sync/answer.h"

static KapkaSyncReason
refuse (char **out_detail, const char *text) {
  *out_detail = g_strdup (text);
  return KAPKA_SYNC_REASON_PROTOCOL;
}

static gboolean
has_version (const KapkaJson *json) {
  const KapkaJson *versions = kapka_json_get_array (json, "v", NULL);

  for (gsize i = 0; versions != NULL && i < kapka_json_get_length (versions); i++) {
    gint64 version;

    if (kapka_json_get_element_int (versions, i, KAPKA_PING_VERSION, KAPKA_PING_VERSION, &version,
                                    NULL))
      return TRUE;
  }
  return FALSE;
}

static KapkaSyncReason
read_answer (const KapkaHttpAnswer *answer, char **out_detail) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (answer->body->data, answer->body->len, KAPKA_HTTP_MAX_BYTES, NULL, NULL);
  const char *service = json == NULL ? NULL : kapka_json_get_string (json, "service", NULL);

  if (g_strcmp0 (service, "kapka-central") != 0)
    return refuse (out_detail, "no receiver of Kapka answers at this address");
  if (!has_version (json))
    return refuse (out_detail, "the receiver does not speak version 1 of the protocol any more");
  return KAPKA_SYNC_REASON_OK;
}

KapkaSyncReason
kapka_ping_ask (const KapkaTransport *transport, char **out_detail) {
  const KapkaHttpQuestion question = { .path = "v1/ping" };
  g_autoptr (KapkaHttpAnswer) answer = kapka_transport_ask (transport, &question);
  KapkaSyncReason reason = kapka_answer_classify (answer);

  *out_detail = NULL;
  if (reason == KAPKA_SYNC_REASON_OK)
    return read_answer (answer, out_detail);
  if (*answer->message != '\0')
    *out_detail = g_strdup (answer->message);
  else if (answer->status != 0)
    *out_detail = g_strdup_printf ("HTTP status %d", answer->status);
  return reason;
}

char *
kapka_ping_describe (KapkaSyncReason reason) {
  if (reason == KAPKA_SYNC_REASON_NETWORK)
    return g_strdup (_ ("The centre cannot be reached. Please check the network and the address, "
                        "and try again."));
  return kapka_sync_reason_sentence (reason, NULL);
}
