// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <curl/curl.h>
#include <glib.h>

#include "http/http-client.h"
#include "http/transport.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)

/** KapkaHttpRequest: one request, down to its bytes; within this room alone. */
typedef struct {
  CURLU *url;
  const char *protocols;      // `https`, or `http` where the address may have it.
  const char *const *headers; // (array zero-terminated=1): whole lines.
  const char *user_agent;
  const char *body; // (nullable) JSON of a POST; %NULL makes a GET.
  gsize max_bytes;
  gboolean only_beginning;    // An answer longer than @max_bytes is one; its beginning is kept.
  gboolean only_certificates; // Ends with the handshake, in which any certificate is taken and
                              // none trusted: nothing is asked.
  guint total_seconds;        // 0 for 120.
} KapkaHttpRequest;

/**
 * kapka_http_exchange_run:
 *
 * Makes @request on a new connection, with every option of sync.md §3.2 set and checked: whoever
 * asks anything of the network asks it here. No redirect is followed, no cookie kept, nothing
 * decoded. Of @options its address is not looked at.
 *
 * Returns: (transfer full): what came of it, in any case.
 */
KapkaHttpAnswer *kapka_http_exchange_run (const KapkaHttpRequest *request,
                                          const KapkaHttpOptions *options);
