// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The longest body of an answer that is read; its headers may have 64 KiB. */
#define KAPKA_HTTP_MAX_BYTES (1024 * 1024)

/** KapkaHttpResult: how far one exchange came. */
typedef enum {
  KAPKA_HTTP_ANSWERED,   // A whole answer came; its status may be any.
  KAPKA_HTTP_NETWORK,    // No connection, or it was lost, or too slow.
  KAPKA_HTTP_PROXY,      // The proxy cannot be reached, or does not connect us.
  KAPKA_HTTP_PROXY_AUTH, // The proxy wants another name or password.
  KAPKA_HTTP_TLS_CA,     // The certificate was not issued by anybody we trust.
  KAPKA_HTTP_TLS_NAME,   // The certificate is that of another host.
  KAPKA_HTTP_TLS_CLOCK,  // By our clock the certificate is not valid yet, or not any more.
  KAPKA_HTTP_CONFIG,     // The address or the file of certificates cannot be used.
  KAPKA_HTTP_NOT_HTTP,   // What answers does not speak HTTP, or does not stop within
                         // %KAPKA_HTTP_MAX_BYTES.
  KAPKA_HTTP_STOPPED,    // We were asked to stop.
  KAPKA_HTTP_INTERNAL,   // libcurl could not do what it was asked.
} KapkaHttpResult;

/** KapkaHttpAnswer: what came of one request. */
typedef struct {
  KapkaHttpResult result;
  int curl_code;      // CURLcode, for the record of the run.
  int status;         // 0 when no status line came.
  char *message;      // What went wrong, in English; empty when nothing did. Names no secret.
  char *content_type; // (nullable) As sent, parameters included.
  char *ack_mac;      // (nullable) Header `Ack-Mac`, when there is exactly one.
  gint64 retry_after_seconds; // As libcurl reads `Retry-After`: anything, 0 without one.
  GByteArray *body;
} KapkaHttpAnswer;

void kapka_http_answer_free (KapkaHttpAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaHttpAnswer, kapka_http_answer_free)

/** Returns: whether the transfer that is running has to end now. Called at least once a second. */
typedef gboolean (*KapkaHttpShouldStop) (gpointer user_data);

/** KapkaHttpOptions: how the centre is reached; borrowed while the client lives. */
typedef struct {
  const char *url;     // Address of the centre, without `v1/…`; https, or http on this machine.
  const char *ca_file; // Certificates that are trusted instead of the system's; "" for those.
  const char *proxy;   // "" for none; the environment is never asked.
  const char *proxy_auth;          // none, basic, ntlm or negotiate.
  const char *token;               // Sent as `Authorization: Bearer`.
  KapkaHttpShouldStop should_stop; // (nullable)
  gpointer user_data;
} KapkaHttpOptions;

/**
 * kapka_http_client_post:
 * @options: how the centre is reached
 * @path: path below the address, as in `v1/upload`
 * @body: JSON
 * @length: bytes of @body
 *
 * Makes one request on a new connection, with every option of sync.md §3.2 set and checked: no
 * redirect is followed, no cookie kept, nothing decoded. Blocks for at most 120 seconds.
 *
 * Returns: (transfer full): what came of it, in any case.
 */
KapkaHttpAnswer *kapka_http_client_post (const KapkaHttpOptions *options,
                                         const char *path,
                                         const char *body,
                                         gsize length);
