// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http-exchange.h"

#include <string.h>

#include "http/http-verdict.h"

#define CONNECT_SECONDS 20L
#define TOTAL_SECONDS 120L
#define SLOWEST_BYTES_PER_SECOND 20L
#define SLOWEST_SECONDS 30L
#define MAX_HEADER_BYTES (64 * 1024)

typedef struct curl_slist CurlList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CurlList, curl_slist_free_all)

/* One request on its way. */
typedef struct {
  const KapkaHttpRequest *request;
  const KapkaHttpOptions *options;
  KapkaHttpAnswer *answer;
  gsize header_bytes;
  gboolean too_long;
  gboolean enough;  // The beginning was wanted, and is here.
  gboolean refused; // An option was not accepted.
  char message[CURL_ERROR_SIZE];
} Exchange;

static size_t
write_cb (char *data, size_t size, size_t count, void *user_data) {
  Exchange *exchange = user_data;
  gsize more = size * count;
  gboolean full = more > exchange->request->max_bytes - exchange->answer->body->len;

  exchange->too_long = full && !exchange->request->only_beginning;
  exchange->enough = full && !exchange->too_long;
  if (full)
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

static void
add_header (Exchange *exchange, CurlList **headers, const char *line) {
  CurlList *longer = strpbrk (line, "\r\n") != NULL ? NULL : curl_slist_append (*headers, line);

  if (longer == NULL)
    check (exchange, CURLE_BAD_FUNCTION_ARGUMENT);
  else
    *headers = longer;
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
set_question (Exchange *exchange, CURL *curl, CurlList **headers) {
  const KapkaHttpRequest *request = exchange->request;

  for (const char *const *line = request->headers; *line != NULL; line++)
    add_header (exchange, headers, *line);
  if (request->body != NULL)
    set_body (exchange, curl, headers, request->body);
  check (exchange, curl_easy_setopt (curl, CURLOPT_CURLU, request->url));
  check (exchange, curl_easy_setopt (curl, CURLOPT_HTTPHEADER, *headers));
  check (exchange, curl_easy_setopt (curl, CURLOPT_USERAGENT, request->user_agent));
}

static void
set_limits (Exchange *exchange, CURL *curl) {
  const KapkaHttpRequest *request = exchange->request;
  long total = request->total_seconds > 0 ? (long)request->total_seconds : TOTAL_SECONDS;

  check (exchange, curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, request->protocols));
  check (exchange, curl_easy_setopt (curl, CURLOPT_REDIR_PROTOCOLS_STR, "https"));
  check (exchange, curl_easy_setopt (curl, CURLOPT_FOLLOWLOCATION, 0L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1));
  check (exchange, curl_easy_setopt (curl, CURLOPT_HTTP09_ALLOWED, 0L));
  // A request on a connection used before may be sent twice; a fresh one is.
  check (exchange, curl_easy_setopt (curl, CURLOPT_FRESH_CONNECT, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_FORBID_REUSE, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS));
  check (exchange, curl_easy_setopt (curl, CURLOPT_TIMEOUT, total));
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

/* Whatever is shown is taken, since it is only to be read: the connection ends before a single byte
 * of a request leaves. */
static void
look_at_certificates (Exchange *exchange, CURL *curl) {
  check (exchange, curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 0L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 0L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_CERTINFO, 1L));
  check (exchange, curl_easy_setopt (curl, CURLOPT_CONNECT_ONLY, 1L));
}

static void
set_trust (Exchange *exchange, CURL *curl) {
  const char *ca_file = exchange->options->ca_file;
  const char *pinned_key = exchange->options->pinned_key;

  if (exchange->request->only_certificates) {
    look_at_certificates (exchange, curl);
    return;
  }
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

/* A name in the address is there to be told, and Basic is the plain way of doing so. */
static long
find_proxy_auth (const char *name, const char *proxy) {
  if (g_str_equal (name, "basic"))
    return (long)CURLAUTH_BASIC;
  if (g_str_equal (name, "ntlm"))
    return (long)CURLAUTH_NTLM;
  if (g_str_equal (name, "negotiate"))
    return (long)CURLAUTH_NEGOTIATE;
  return strchr (proxy, '@') == NULL ? (long)CURLAUTH_NONE : (long)CURLAUTH_BASIC;
}

static void
set_proxy (Exchange *exchange, CURL *curl) {
  long auth = find_proxy_auth (exchange->options->proxy_auth, exchange->options->proxy);

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

static char *
copy_only_header (CURL *curl, const char *name) {
  struct curl_header *header;

  if (curl_easy_header (curl, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK ||
      header->amount != 1)
    return NULL;
  return g_strdup (header->value);
}

static char *
copy_location (CURL *curl) {
  const char *location = NULL;

  return curl_easy_getinfo (curl, CURLINFO_REDIRECT_URL, &location) == CURLE_OK
             ? g_strdup (location)
             : NULL;
}

/* libcurl hands out each certificate as lines of `Name:value`. */
static GStrv
copy_certificates (CURL *curl) {
  g_autoptr (GStrvBuilder) certificates = g_strv_builder_new ();
  struct curl_certinfo *chain = NULL;

  if (curl_easy_getinfo (curl, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL)
    return NULL;
  for (int i = 0; i < chain->num_of_certs; i++)
    for (const struct curl_slist *line = chain->certinfo[i]; line != NULL; line = line->next)
      if (g_str_has_prefix (line->data, "Cert:"))
        g_strv_builder_add (certificates, line->data + strlen ("Cert:"));
  return g_strv_builder_end (certificates);
}

static void
take_headers (KapkaHttpAnswer *answer, CURL *curl) {
  curl_off_t retry_after = 0;
  long status = 0;

  if (curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK)
    answer->status = (int)status;
  if (curl_easy_getinfo (curl, CURLINFO_RETRY_AFTER, &retry_after) == CURLE_OK)
    answer->retry_after_seconds = retry_after;
  answer->content_type = copy_only_header (curl, "Content-Type");
  answer->ack_mac = copy_only_header (curl, "Ack-Mac");
  answer->etag = copy_only_header (curl, "ETag");
  answer->location = copy_location (curl);
}

static void
take_answer (Exchange *exchange, CURL *curl, CURLcode performed) {
  KapkaHttpAnswer *answer = exchange->answer;
  CURLcode code = exchange->enough && performed == CURLE_WRITE_ERROR ? CURLE_OK : performed;
  const KapkaHttpEnd end = {
    .curl = curl,
    .code = code,
    .too_long = exchange->too_long,
    .by_proxy = *exchange->options->proxy != '\0',
  };

  answer->curl_code = (int)code;
  take_headers (answer, curl);
  if (exchange->request->only_certificates)
    answer->certificates = copy_certificates (curl);
  answer->result = kapka_http_verdict_find (&end);
  if (code != CURLE_OK && *exchange->message == '\0')
    g_strlcpy (exchange->message, curl_easy_strerror (code), sizeof exchange->message);
}

static void
perform (Exchange *exchange, CURL *curl) {
  g_autoptr (CurlList) headers = NULL;

  set_limits (exchange, curl);
  set_callbacks (exchange, curl);
  set_trust (exchange, curl);
  set_proxy (exchange, curl);
  set_question (exchange, curl, &headers);
  if (!exchange->refused)
    take_answer (exchange, curl, curl_easy_perform (curl));
}

KapkaHttpAnswer *
kapka_http_exchange_run (const KapkaHttpRequest *request, const KapkaHttpOptions *options) {
  g_autoptr (KapkaHttpAnswer) answer = kapka_http_answer_new (KAPKA_HTTP_INTERNAL);
  Exchange exchange = { .request = request, .options = options, .answer = answer };

  if (curl_global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK) {
    CURL *curl = curl_easy_init ();

    if (curl != NULL)
      perform (&exchange, curl);
    curl_easy_cleanup (curl);
    curl_global_cleanup ();
  }
  g_free (answer->message);
  answer->message = g_utf8_make_valid (exchange.message, -1);
  return g_steal_pointer (&answer);
}
