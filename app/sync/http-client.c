// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/http-client.h"

#include <curl/curl.h>
#include <string.h>

#define CONNECT_SECONDS 20L
#define TOTAL_SECONDS 120L
#define SLOWEST_BYTES_PER_SECOND 20L
#define SLOWEST_SECONDS 30L
#define MAX_HEADER_BYTES (64 * 1024)

// Results of OpenSSL's check of a certificate (x509_vfy.h), as libcurl hands them on.
#define X509_OK 0
#define X509_UNSPECIFIED 1
#define X509_NOT_YET_VALID 9
#define X509_HAS_EXPIRED 10

typedef struct curl_slist CurlList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CurlList, curl_slist_free_all)

/* One request on its way. */
typedef struct {
  const KapkaHttpOptions *options;
  KapkaHttpAnswer *answer;
  gsize header_bytes;
  gboolean too_long;
  gboolean refused; // An option was not accepted.
  char message[CURL_ERROR_SIZE];
} Exchange;

static size_t
write_cb (char *data, size_t size, size_t count, void *user_data) {
  Exchange *exchange = user_data;
  gsize more = size * count;

  exchange->too_long = more > KAPKA_HTTP_MAX_BYTES - exchange->answer->body->len;
  if (exchange->too_long)
    return 0;
  g_byte_array_append (exchange->answer->body, (const guint8 *)data, (guint)more);
  return more;
}

/* libcurl keeps the headers itself; here they are only kept from growing without end. */
static size_t
header_cb (char *data, size_t size, size_t count, void *user_data) {
  Exchange *exchange = user_data;

  exchange->header_bytes += size * count;
  exchange->too_long = exchange->header_bytes > MAX_HEADER_BYTES;
  return exchange->too_long ? 0 : size * count;
}

static int
progress_cb (void *user_data,
             curl_off_t down_total,
             curl_off_t down_now,
             curl_off_t up_total,
             curl_off_t up_now) {
  const KapkaHttpOptions *options = user_data;

  return options->should_stop != NULL && options->should_stop (options->user_data);
}

/* Remembers that libcurl did not take an option: a request without it must not leave. */
static void
check (Exchange *exchange, CURLcode code) {
  if (code == CURLE_OK || exchange->refused)
    return;
  exchange->refused = TRUE;
  exchange->answer->curl_code = (int)code;
  g_strlcpy (exchange->message, curl_easy_strerror (code), sizeof exchange->message);
}

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

static void
add_header (Exchange *exchange, CurlList **headers, const char *line) {
  CurlList *longer = strpbrk (line, "\r\n") != NULL ? NULL : curl_slist_append (*headers, line);

  if (longer == NULL)
    check (exchange, CURLE_BAD_FUNCTION_ARGUMENT);
  else
    *headers = longer;
}

static void
add_token (Exchange *exchange, CurlList **headers, const char *token) {
  g_autofree char *bearer = g_strconcat ("Authorization: Bearer ", token, NULL);

  add_header (exchange, headers, bearer);
}

static void
set_body (Exchange *exchange, CURL *curl, CurlList **headers, const char *body) {
  add_header (exchange, headers, "Content-Type: application/json");
  // An empty Expect spares a second that libcurl would wait for leave to send the body.
  add_header (exchange, headers, "Expect:");
  check (exchange, curl_easy_setopt (curl, CURLOPT_POST, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_POSTFIELDS, body));
  check (exchange, curl_easy_setopt (curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen (body)));
}

static void
set_question (Exchange *exchange,
              CURL *curl,
              CurlList **headers,
              const KapkaHttpQuestion *question) {
  add_header (exchange, headers, "Accept: application/json");
  if (question->token != NULL)
    add_token (exchange, headers, question->token);
  if (question->body != NULL)
    set_body (exchange, curl, headers, question->body);
  check (exchange, curl_easy_setopt (curl, CURLOPT_HTTPHEADER, *headers));
  check (exchange, curl_easy_setopt (curl, CURLOPT_USERAGENT, "kapka-sync/" KAPKA_VERSION));
}

static void
set_limits (Exchange *exchange, CURL *curl, const char *protocols) {
  check (exchange, curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, protocols));
  check (exchange, curl_easy_setopt (curl, CURLOPT_REDIR_PROTOCOLS_STR, "https"));
  check (exchange, curl_easy_setopt (curl, CURLOPT_FOLLOWLOCATION, 0L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1));
  check (exchange, curl_easy_setopt (curl, CURLOPT_HTTP09_ALLOWED, 0L));
  // A request on a connection used before may be sent twice; a fresh one is.
  check (exchange, curl_easy_setopt (curl, CURLOPT_FRESH_CONNECT, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_FORBID_REUSE, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS));
  check (exchange, curl_easy_setopt (curl, CURLOPT_TIMEOUT, TOTAL_SECONDS));
  check (exchange, curl_easy_setopt (curl, CURLOPT_LOW_SPEED_LIMIT, SLOWEST_BYTES_PER_SECOND));
  check (exchange, curl_easy_setopt (curl, CURLOPT_LOW_SPEED_TIME, SLOWEST_SECONDS));
}

static void
set_callbacks (Exchange *exchange, CURL *curl) {
  check (exchange, curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_ERRORBUFFER, exchange->message));
  check (exchange, curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, write_cb));
  check (exchange, curl_easy_setopt (curl, CURLOPT_WRITEDATA, exchange));
  check (exchange, curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, header_cb));
  check (exchange, curl_easy_setopt (curl, CURLOPT_HEADERDATA, exchange));
  check (exchange, curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progress_cb));
  check (exchange, curl_easy_setopt (curl, CURLOPT_XFERINFODATA, exchange->options));
  check (exchange, curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L));
}

static void
set_trust (Exchange *exchange, CURL *curl) {
  const char *ca_file = exchange->options->ca_file;
  const char *pinned_key = exchange->options->pinned_key;

  check (exchange, curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2));
  if (pinned_key != NULL && *pinned_key != '\0')
    check (exchange, curl_easy_setopt (curl, CURLOPT_PINNEDPUBLICKEY, pinned_key));
  if (*ca_file == '\0')
    return;
  check (exchange, curl_easy_setopt (curl, CURLOPT_CAINFO, ca_file));
  check (exchange, curl_easy_setopt (curl, CURLOPT_CAPATH, NULL));
}

static long
find_proxy_auth (const char *name) {
  if (g_str_equal (name, "basic"))
    return (long)CURLAUTH_BASIC;
  if (g_str_equal (name, "ntlm"))
    return (long)CURLAUTH_NTLM;
  if (g_str_equal (name, "negotiate"))
    return (long)CURLAUTH_NEGOTIATE;
  return (long)CURLAUTH_NONE;
}

static void
set_proxy (Exchange *exchange, CURL *curl) {
  long auth = find_proxy_auth (exchange->options->proxy_auth);

  // Empty texts, unlike none at all, keep libcurl from asking the environment.
  check (exchange, curl_easy_setopt (curl, CURLOPT_PROXY, exchange->options->proxy));
  check (exchange, curl_easy_setopt (curl, CURLOPT_NOPROXY, ""));
  check (exchange, curl_easy_setopt (curl, CURLOPT_PROXYAUTH, auth));
  check (exchange, curl_easy_setopt (curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L));
  // Negotiate takes the name from the ticket of the system, but libcurl begins only when some name
  // is set.
  if (auth == (long)CURLAUTH_NEGOTIATE)
    check (exchange, curl_easy_setopt (curl, CURLOPT_PROXYUSERPWD, ":"));
}

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

/* What the code of a failed transfer means when no proxy is to blame. */
static KapkaHttpResult
find_result (const Exchange *exchange, CURL *curl, CURLcode code) {
  if (code == CURLE_OK)
    return KAPKA_HTTP_ANSWERED;
  if (exchange->too_long || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY)
    return KAPKA_HTTP_NOT_HTTP;
  if (code == CURLE_ABORTED_BY_CALLBACK)
    return KAPKA_HTTP_STOPPED;
  if (code == CURLE_PEER_FAILED_VERIFICATION)
    return find_certificate_result (curl);
  if (code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_INVALIDCERTSTATUS ||
      code == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    return KAPKA_HTTP_TLS_CA;
  if (code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CERTPROBLEM ||
      code == CURLE_URL_MALFORMAT)
    return KAPKA_HTTP_CONFIG;
  if (code == CURLE_OUT_OF_MEMORY || code == CURLE_FAILED_INIT ||
      code == CURLE_BAD_FUNCTION_ARGUMENT || code == CURLE_UNKNOWN_OPTION)
    return KAPKA_HTTP_INTERNAL;
  return KAPKA_HTTP_NETWORK;
}

/* Whether the way to the centre ended at the proxy. Its refusal of a tunnel shows in
 * CURLINFO_HTTP_CONNECTCODE alone. */
static gboolean
find_proxy_result (const Exchange *exchange, CURL *curl, CURLcode code, KapkaHttpResult *out) {
  long connect_status = 0;

  if (*exchange->options->proxy == '\0' ||
      curl_easy_getinfo (curl, CURLINFO_HTTP_CONNECTCODE, &connect_status) != CURLE_OK)
    return FALSE;
  // Tinyproxy says 401 to a wrong password.
  if (connect_status == 407 || connect_status == 401 || exchange->answer->status == 407 ||
      code == CURLE_AUTH_ERROR)
    *out = KAPKA_HTTP_PROXY_AUTH;
  else if (code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_PROXY ||
           code == CURLE_PROXY ||
           (code != CURLE_OK && connect_status != 0 && connect_status != 200))
    *out = KAPKA_HTTP_PROXY;
  else
    return FALSE;
  return TRUE;
}

static char *
copy_only_header (CURL *curl, const char *name) {
  struct curl_header *header;

  if (curl_easy_header (curl, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK ||
      header->amount != 1)
    return NULL;
  return g_strdup (header->value);
}

static void
take_answer (Exchange *exchange, CURL *curl, CURLcode code) {
  KapkaHttpAnswer *answer = exchange->answer;
  curl_off_t retry_after = 0;
  long status = 0;

  answer->curl_code = (int)code;
  if (curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK)
    answer->status = (int)status;
  if (curl_easy_getinfo (curl, CURLINFO_RETRY_AFTER, &retry_after) == CURLE_OK)
    answer->retry_after_seconds = retry_after;
  answer->content_type = copy_only_header (curl, "Content-Type");
  answer->ack_mac = copy_only_header (curl, "Ack-Mac");
  if (!find_proxy_result (exchange, curl, code, &answer->result))
    answer->result = find_result (exchange, curl, code);
  if (code != CURLE_OK && *exchange->message == '\0')
    g_strlcpy (exchange->message, curl_easy_strerror (code), sizeof exchange->message);
}

static void
perform (Exchange *exchange, CURL *curl, const KapkaHttpQuestion *question) {
  const char *protocols = NULL;
  g_autoptr (CURLU) url = build_url (exchange->options, question->path, &protocols);
  g_autoptr (CurlList) headers = NULL;

  if (url == NULL) {
    exchange->answer->result = KAPKA_HTTP_CONFIG;
    g_strlcpy (exchange->message, "the address of the centre cannot be used",
               sizeof exchange->message);
    return;
  }
  check (exchange, curl_easy_setopt (curl, CURLOPT_CURLU, url));
  set_limits (exchange, curl, protocols);
  set_callbacks (exchange, curl);
  set_trust (exchange, curl);
  set_proxy (exchange, curl);
  set_question (exchange, curl, &headers, question);
  if (!exchange->refused)
    take_answer (exchange, curl, curl_easy_perform (curl));
}

static KapkaHttpAnswer *
ask (const KapkaHttpQuestion *question, gpointer user_data) {
  g_autoptr (KapkaHttpAnswer) answer = kapka_http_answer_new (KAPKA_HTTP_INTERNAL);
  Exchange exchange = { .options = user_data, .answer = answer };

  if (curl_global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK) {
    CURL *curl = curl_easy_init ();

    if (curl != NULL)
      perform (&exchange, curl, question);
    curl_easy_cleanup (curl);
    curl_global_cleanup ();
  }
  g_free (answer->message);
  answer->message = g_utf8_make_valid (exchange.message, -1);
  return g_steal_pointer (&answer);
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
