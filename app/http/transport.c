// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/transport.h"

KapkaHttpAnswer *
kapka_http_answer_new (KapkaHttpResult result) {
  KapkaHttpAnswer *answer = g_new0 (KapkaHttpAnswer, 1);

  answer->result = result;
  answer->message = g_strdup ("");
  answer->body = g_byte_array_new ();
  return answer;
}

void
kapka_http_answer_free (KapkaHttpAnswer *answer) {
  if (answer == NULL)
    return;
  g_free (answer->message);
  g_free (answer->content_type);
  g_free (answer->ack_mac);
  g_free (answer->etag);
  g_free (answer->location);
  g_strfreev (answer->certificates);
  g_byte_array_unref (answer->body);
  g_free (answer);
}

KapkaHttpAnswer *
kapka_transport_ask (const KapkaTransport *transport, const KapkaHttpQuestion *question) {
  return transport->ask (question, transport->user_data);
}
