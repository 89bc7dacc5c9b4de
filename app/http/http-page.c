// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http-page.h"

#include "http/http-exchange.h"

static const char *const headers[] = { "Accept: text/html,*/*;q=0.5", NULL };

/* The catalogue has http portals only on this machine, for tests; anything else is not known. */
static CURLU *
read_url (const char *text, const char **out_protocols) {
  g_autoptr (CURLU) url = curl_url ();
  char *scheme = NULL;

  if (url == NULL || curl_url_set (url, CURLUPART_URL, text, 0) != CURLUE_OK ||
      curl_url_get (url, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK)
    return NULL;
  *out_protocols = g_str_equal (scheme, "https") ? "https" : "http";
  curl_free (scheme);
  return g_steal_pointer (&url);
}

static KapkaHttpAnswer *
ask (const KapkaHttpOptions *options, KapkaHttpRequest *request) {
  g_autoptr (CURLU) url = read_url (options->url, &request->protocols);

  if (url == NULL)
    return kapka_http_answer_new (KAPKA_HTTP_CONFIG);
  request->url = url;
  request->headers = headers;
  request->user_agent = "kapka-portal-check/" KAPKA_VERSION;
  return kapka_http_exchange_run (request, options);
}

KapkaHttpAnswer *
kapka_http_page_get (const KapkaHttpOptions *options, gsize max_bytes, guint total_seconds) {
  KapkaHttpRequest request = {
    .max_bytes = max_bytes,
    .only_beginning = TRUE,
    .total_seconds = total_seconds,
  };

  return ask (options, &request);
}

GStrv
kapka_http_page_list_certificates (const KapkaHttpOptions *options, guint total_seconds) {
  KapkaHttpRequest request = { .only_certificates = TRUE, .total_seconds = total_seconds };
  g_autoptr (KapkaHttpAnswer) answer = ask (options, &request);

  if (answer->certificates == NULL || *answer->certificates == NULL)
    return NULL;
  return g_steal_pointer (&answer->certificates);
}
