// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http-client.h"

#include "http/http-exchange.h"

static gboolean
is_loopback_http (CURLU *url, const char *scheme) {
  char *host = NULL;
  gboolean loopback;

  if (curl_url_get (url, CURLUPART_HOST, &host, 0) != CURLUE_OK)
    return FALSE;
  loopback = g_str_equal (scheme, "http") &&
             (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "[::1]"));
  curl_free (host);
  return loopback;
}

/* An address with a name, a query or a fragment in it is a mistake of the configuration. */
static gboolean
is_plain (CURLU *url) {
  static const CURLUPart unwanted[] = { CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY,
                                        CURLUPART_FRAGMENT };

  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++) {
    char *part = NULL;
    CURLUcode code = curl_url_get (url, unwanted[i], &part, 0);

    curl_free (part);
    if (code == CURLUE_OK)
      return FALSE;
  }
  return TRUE;
}

static gboolean
append_path (CURLU *url, const char *path) {
  char *base = NULL;
  g_autofree char *whole = NULL;

  if (curl_url_get (url, CURLUPART_PATH, &base, 0) != CURLUE_OK)
    return FALSE;
  whole = g_strconcat (base, g_str_has_suffix (base, "/") ? "" : "/", path, NULL);
  curl_free (base);
  return curl_url_set (url, CURLUPART_PATH, whole, 0) == CURLUE_OK;
}

/* Returns the whole address, NULL when the configured one cannot be used. */
static CURLU *
build_url (const KapkaHttpOptions *options, const char *path, const char **out_protocols) {
  g_autoptr (CURLU) url = curl_url ();
  char *scheme = NULL;
  gboolean allowed;

  if (url == NULL || curl_url_set (url, CURLUPART_URL, options->url, 0) != CURLUE_OK ||
      curl_url_get (url, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK)
    return NULL;
  *out_protocols = g_str_equal (scheme, "https") ? "https" : "http";
  allowed = g_str_equal (scheme, "https") || is_loopback_http (url, scheme);
  curl_free (scheme);
  if (!allowed || !is_plain (url) || !append_path (url, path))
    return NULL;
  return g_steal_pointer (&url);
}

/* Returns the lines that @question adds to every request. */
static GStrv
list_headers (const KapkaHttpQuestion *question) {
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *accept = g_strconcat (
      "Accept: ", question->accept != NULL ? question->accept : "application/json", NULL);

  g_strv_builder_add (lines, accept);
  if (question->token != NULL) {
    g_autofree char *bearer = g_strconcat ("Authorization: Bearer ", question->token, NULL);

    g_strv_builder_add (lines, bearer);
  }
  if (question->if_none_match != NULL) {
    g_autofree char *known = g_strconcat ("If-None-Match: ", question->if_none_match, NULL);

    g_strv_builder_add (lines, known);
  }
  return g_strv_builder_end (lines);
}

static KapkaHttpAnswer *
refuse_address (void) {
  KapkaHttpAnswer *answer = kapka_http_answer_new (KAPKA_HTTP_CONFIG);

  g_free (answer->message);
  answer->message = g_strdup ("the address of the centre cannot be used");
  return answer;
}

static KapkaHttpAnswer *
ask (const KapkaHttpQuestion *question, gpointer user_data) {
  const KapkaHttpOptions *options = user_data;
  const char *protocols = NULL;
  g_autoptr (CURLU) url = build_url (options, question->path, &protocols);
  g_auto (GStrv) headers = list_headers (question);
  const KapkaHttpRequest request = {
    .url = url,
    .protocols = protocols,
    .headers = (const char *const *)headers,
    .user_agent = "kapka-sync/" KAPKA_VERSION,
    .body = question->body,
    .max_bytes = question->max_bytes > 0 ? question->max_bytes : KAPKA_HTTP_MAX_BYTES,
    .total_seconds = question->total_seconds,
  };

  return url == NULL ? refuse_address () : kapka_http_exchange_run (&request, options);
}

KapkaTransport
kapka_http_client_get_transport (const KapkaHttpOptions *options) {
  return (KapkaTransport){ .ask = ask, .user_data = (gpointer)options };
}

KapkaHttpOptions
kapka_http_options_from_settings (const KapkaSettings *settings) {
  return (KapkaHttpOptions){
    .url = settings->url,
    .ca_file = settings->ca_file,
    .pinned_key = settings->pinned_key,
    .proxy = settings->proxy,
    .proxy_auth = settings->proxy_auth,
  };
}
