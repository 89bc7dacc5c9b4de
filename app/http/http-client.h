// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "http/transport.h"

/** Returns: whether the transfer that is running has to end now. Called at least once a second. */
typedef gboolean (*KapkaHttpShouldStop) (gpointer user_data);

/** KapkaHttpOptions: how somebody is reached; borrowed while a transport of it is in use. */
typedef struct {
  const char *url; // Of the centre without `v1/…`: https, or http on this machine. Of a page whole.
  const char *ca_file;    // Certificates that are trusted instead of the system's; "" for those.
  const char *pinned_key; // (nullable) Key the centre has to have, as in `sha256//…`; "" for any.
  const char *proxy;      // "" for none; the environment is never asked.
  const char *proxy_auth; // none, basic, ntlm or negotiate.
  KapkaHttpShouldStop should_stop; // (nullable)
  gpointer user_data;
} KapkaHttpOptions;

/** Returns: how the centre is reached by @settings, which must outlive it. */
KapkaHttpOptions kapka_http_options_from_settings (const KapkaSettings *settings);

/**
 * kapka_http_client_get_transport:
 * @options: how the centre is reached
 *
 * The way through the real network: each question is one request on a new connection, with every
 * option of sync.md §3.2 set and checked; no redirect is followed, no cookie kept, nothing decoded.
 * It blocks for at most 120 seconds.
 */
KapkaTransport kapka_http_client_get_transport (const KapkaHttpOptions *options);
