// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The longest body of an answer that is read where nothing else is said; its headers may have 64
 * KiB. */
#define KAPKA_HTTP_MAX_BYTES (1024 * 1024)

/** KapkaHttpResult: how far one exchange came. */
typedef enum {
  KAPKA_HTTP_ANSWERED,   // A whole answer came; its status may be any.
  KAPKA_HTTP_NETWORK,    // No connection.
  KAPKA_HTTP_NO_NAME,    // The name of the host, or of the proxy, cannot be found.
  KAPKA_HTTP_DECLINED,   // Nobody listens at that port.
  KAPKA_HTTP_CUT,        // A connection that was lost on the way.
  KAPKA_HTTP_TIMEOUT,    // No connection in time, or too slow a one.
  KAPKA_HTTP_PROXY,      // The proxy cannot be reached, or does not connect us.
  KAPKA_HTTP_PROXY_AUTH, // The proxy wants another name or password.
  KAPKA_HTTP_TLS_CA,     // The certificate was not issued by anybody we trust.
  KAPKA_HTTP_TLS_NAME,   // The certificate is that of another host.
  KAPKA_HTTP_TLS_CLOCK,  // By our clock the certificate is not valid yet, or not any more.
  KAPKA_HTTP_CONFIG,     // The address or the file of certificates cannot be used.
  KAPKA_HTTP_NOT_HTTP,   // What answers does not speak HTTP, or does not stop within
                         // as many bytes as may come.
  KAPKA_HTTP_STOPPED,    // We were asked to stop.
  KAPKA_HTTP_INTERNAL,   // libcurl could not do what it was asked.
} KapkaHttpResult;

/** KapkaHttpQuestion: one request to the centre; borrowed. */
typedef struct {
  const char *path;          // Below the address of the centre, as in `v1/upload`.
  const char *token;         // (nullable) Sent as `Authorization: Bearer`.
  const char *body;          // (nullable) JSON of a POST; %NULL makes a GET.
  const char *accept;        // (nullable) The type that is wanted; %NULL for JSON.
  const char *if_none_match; // (nullable) Is sent as `If-None-Match`: the ETag of what is here.
  gsize max_bytes;           // Of the answer; 0 for %KAPKA_HTTP_MAX_BYTES.
  guint total_seconds;       // How long it may take; 0 for 120.
} KapkaHttpQuestion;

/** KapkaHttpAnswer: what came of one request. */
typedef struct {
  KapkaHttpResult result;
  int curl_code;      // CURLcode, for the record of the run.
  int status;         // 0 when no status line came.
  char *message;      // What went wrong, in English; empty when nothing did. Names no secret.
  char *content_type; // (nullable) As sent, parameters included.
  char *ack_mac;      // (nullable) Header `Ack-Mac`, when there is exactly one.
  char *etag;         // (nullable) Header `ETag`, likewise.
  char *location;     // (nullable) Where a redirect leads, as a whole address.
  GStrv certificates; // (nullable) The chain that was shown, in PEM, where it was asked for.
  gint64 retry_after_seconds; // As libcurl reads `Retry-After`: anything, 0 without one.
  GByteArray *body;
} KapkaHttpAnswer;

/** Returns: (transfer full): an answer of @result with nothing in it. */
KapkaHttpAnswer *kapka_http_answer_new (KapkaHttpResult result);
void kapka_http_answer_free (KapkaHttpAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaHttpAnswer, kapka_http_answer_free)

/**
 * KapkaTransport:
 * What carries a request to the centre and brings back what came of it: the seam at which a test
 * can lose, repeat and reorder requests. kapka_http_client_get_transport() is the real one.
 */
typedef struct {
  /** Returns: (transfer full): what came of @question, in any case. */
  KapkaHttpAnswer *(*ask) (const KapkaHttpQuestion *question, gpointer user_data);
  gpointer user_data;
} KapkaTransport;

/** Asks @question by way of @transport. Returns: (transfer full): what came of it. */
KapkaHttpAnswer *kapka_transport_ask (const KapkaTransport *transport,
                                      const KapkaHttpQuestion *question);
