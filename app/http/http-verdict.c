// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http-verdict.h"

#include <errno.h>

// Results of OpenSSL's check of a certificate (x509_vfy.h), as libcurl hands them on.
#define X509_OK 0
#define X509_UNSPECIFIED 1
#define X509_NOT_YET_VALID 9
#define X509_HAS_EXPIRED 10

static KapkaHttpResult
find_certificate_result (CURL *curl) {
  long verdict = 0;

  if (curl_easy_getinfo (curl, CURLINFO_SSL_VERIFYRESULT, &verdict) != CURLE_OK)
    return KAPKA_HTTP_TLS_CA;
  if (verdict == X509_NOT_YET_VALID || verdict == X509_HAS_EXPIRED)
    return KAPKA_HTTP_TLS_CLOCK;
  // libcurl compares the name by itself, before it asks OpenSSL, whose verdict then still is what
  // it was set to first.
  if (verdict == X509_OK || verdict == X509_UNSPECIFIED)
    return KAPKA_HTTP_TLS_NAME;
  return KAPKA_HTTP_TLS_CA;
}

static KapkaHttpResult
find_connect_result (CURL *curl) {
  long system_error = 0;

  if (curl_easy_getinfo (curl, CURLINFO_OS_ERRNO, &system_error) == CURLE_OK &&
      system_error == ECONNREFUSED)
    return KAPKA_HTTP_DECLINED;
  return KAPKA_HTTP_NETWORK;
}

/* What the code of a transfer means that the network has ended. */
static KapkaHttpResult
find_network_result (const KapkaHttpEnd *end) {
  switch ((int)end->code) {
  case CURLE_COULDNT_RESOLVE_HOST:
  case CURLE_COULDNT_RESOLVE_PROXY:
    return KAPKA_HTTP_NO_NAME;
  case CURLE_COULDNT_CONNECT:
    return find_connect_result (end->curl);
  case CURLE_OPERATION_TIMEDOUT:
    return KAPKA_HTTP_TIMEOUT;
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_RECV_ERROR:
  case CURLE_SEND_ERROR:
  case CURLE_GOT_NOTHING:
  case CURLE_PARTIAL_FILE:
    return KAPKA_HTTP_CUT;
  default:
    return KAPKA_HTTP_NETWORK;
  }
}

/* What the code of a transfer means when no proxy is to blame. */
static KapkaHttpResult
find_result (const KapkaHttpEnd *end) {
  CURLcode code = end->code;

  if (code == CURLE_OK)
    return KAPKA_HTTP_ANSWERED;
  if (end->too_long || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY)
    return KAPKA_HTTP_NOT_HTTP;
  if (code == CURLE_ABORTED_BY_CALLBACK)
    return KAPKA_HTTP_STOPPED;
  if (code == CURLE_PEER_FAILED_VERIFICATION)
    return find_certificate_result (end->curl);
  if (code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_INVALIDCERTSTATUS ||
      code == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    return KAPKA_HTTP_TLS_CA;
  if (code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CERTPROBLEM ||
      code == CURLE_URL_MALFORMAT)
    return KAPKA_HTTP_CONFIG;
  if (code == CURLE_OUT_OF_MEMORY || code == CURLE_FAILED_INIT ||
      code == CURLE_BAD_FUNCTION_ARGUMENT || code == CURLE_UNKNOWN_OPTION)
    return KAPKA_HTTP_INTERNAL;
  return find_network_result (end);
}

/* Whether the way ended at the proxy. Its refusal of a tunnel shows in CURLINFO_HTTP_CONNECTCODE
 * alone. */
static gboolean
find_proxy_result (const KapkaHttpEnd *end, KapkaHttpResult *out) {
  CURLcode code = end->code;
  long connect_status = 0;
  long status = 0;

  if (!end->by_proxy ||
      curl_easy_getinfo (end->curl, CURLINFO_HTTP_CONNECTCODE, &connect_status) != CURLE_OK ||
      curl_easy_getinfo (end->curl, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
    return FALSE;
  // Tinyproxy says 401 to a wrong password.
  if (connect_status == 407 || connect_status == 401 || status == 407 || code == CURLE_AUTH_ERROR)
    *out = KAPKA_HTTP_PROXY_AUTH;
  else if (code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_PROXY ||
           code == CURLE_PROXY ||
           (code != CURLE_OK && connect_status != 0 && connect_status != 200))
    *out = KAPKA_HTTP_PROXY;
  else
    return FALSE;
  return TRUE;
}

KapkaHttpResult
kapka_http_verdict_find (const KapkaHttpEnd *end) {
  KapkaHttpResult result;

  return find_proxy_result (end, &result) ? result : find_result (end);
}
