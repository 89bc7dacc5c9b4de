// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/answer.h"

#include <string.h>

#include "base/json.h"

/* Whether the media type of the answer is @type, whatever its parameters. */
static gboolean
has_type (const KapkaHttpAnswer *answer, const char *type) {
  gsize length = strlen (type);

  return answer->content_type != NULL &&
         g_ascii_strncasecmp (answer->content_type, type, length) == 0 &&
         strchr ("; \t", answer->content_type[length]) != NULL;
}

/* A page for people: nothing of ours ever begins with an angle bracket. */
static gboolean
is_page (const KapkaHttpAnswer *answer) {
  guint i = 0;

  while (i < answer->body->len && g_ascii_isspace (answer->body->data[i]))
    i++;
  return has_type (answer, "text/html") || has_type (answer, "application/xhtml+xml") ||
         (i < answer->body->len && answer->body->data[i] == '<');
}

char *
kapka_answer_get_problem (const KapkaHttpAnswer *answer) {
  g_autoptr (KapkaJson) problem = NULL;

  if (answer->result != KAPKA_HTTP_ANSWERED || !has_type (answer, "application/problem+json"))
    return NULL;
  problem =
      kapka_json_parse (answer->body->data, answer->body->len, KAPKA_HTTP_MAX_BYTES, NULL, NULL);
  return problem == NULL ? NULL : g_strdup (kapka_json_get_string (problem, "code", NULL));
}

static KapkaSyncReason
classify_refusal (const KapkaHttpAnswer *answer) {
  g_autofree char *code = kapka_answer_get_problem (answer);

  if (answer->status == 401 && g_strcmp0 (code, "bad_token") == 0)
    return KAPKA_SYNC_REASON_TOKEN;
  if (answer->status == 403 && g_strcmp0 (code, "revoked") == 0)
    return KAPKA_SYNC_REASON_REVOKED;
  return is_page (answer) ? KAPKA_SYNC_REASON_PORTAL : KAPKA_SYNC_REASON_PROTOCOL;
}

static KapkaSyncReason
classify_status (const KapkaHttpAnswer *answer) {
  // 511 is the status by which a captive portal gives itself away (RFC 6585).
  if (answer->status == 511)
    return KAPKA_SYNC_REASON_PORTAL;
  if (answer->status == 429 || answer->status >= 500)
    return KAPKA_SYNC_REASON_SERVER_BUSY;
  if (answer->status == 401 || answer->status == 403)
    return classify_refusal (answer);
  if (answer->status != 200)
    return KAPKA_SYNC_REASON_PROTOCOL;
  return is_page (answer) ? KAPKA_SYNC_REASON_PORTAL : KAPKA_SYNC_REASON_OK;
}

KapkaSyncReason
kapka_answer_classify (const KapkaHttpAnswer *answer) {
  switch (answer->result) {
  case KAPKA_HTTP_ANSWERED:
    return classify_status (answer);
  case KAPKA_HTTP_NETWORK:
  case KAPKA_HTTP_NO_NAME:
  case KAPKA_HTTP_DECLINED:
  case KAPKA_HTTP_CUT:
  case KAPKA_HTTP_TIMEOUT:
    return KAPKA_SYNC_REASON_NETWORK;
  case KAPKA_HTTP_PROXY:
    return KAPKA_SYNC_REASON_PROXY;
  case KAPKA_HTTP_PROXY_AUTH:
    return KAPKA_SYNC_REASON_PROXY_AUTH;
  case KAPKA_HTTP_TLS_CA:
    return KAPKA_SYNC_REASON_TLS_CA;
  case KAPKA_HTTP_TLS_NAME:
    return KAPKA_SYNC_REASON_TLS_NAME;
  case KAPKA_HTTP_TLS_CLOCK:
    return KAPKA_SYNC_REASON_TLS_CLOCK;
  case KAPKA_HTTP_CONFIG:
    return KAPKA_SYNC_REASON_CONFIG;
  case KAPKA_HTTP_NOT_HTTP:
    return is_page (answer) ? KAPKA_SYNC_REASON_PORTAL : KAPKA_SYNC_REASON_PROTOCOL;
  case KAPKA_HTTP_STOPPED:
    return KAPKA_SYNC_REASON_STOPPED;
  case KAPKA_HTTP_INTERNAL:
  default:
    return KAPKA_SYNC_REASON_INTERNAL;
  }
}
