// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/listener.h"
#include "central/receiver.h"

/**
 * KapkaHttpServer:
 * The receiver as an HTTP server: threads that read requests, and threads that take them into the
 * store. Meant to stand behind a web server that ends TLS and refuses what is malformed.
 */
typedef struct _KapkaHttpServer KapkaHttpServer;

/** KapkaHttpServerSetup: what a server works with. */
typedef struct {
  KapkaListener *listener; // Borrowed; its socket is taken over.
  GPtrArray *stores;       // (element-type KapkaStore): borrowed, one store thread for each.
  KapkaClock *clock;       // Borrowed.
  KapkaLimits *limits;     // Borrowed.
  guint batch_max;         // Uploads in one transaction.
  const char *bundle_path; // (nullable) The catalogue for the kiosks; borrowed.
} KapkaHttpServerSetup;

/** Returns: (transfer full): a server that answers, or %NULL. Errors: INTERNAL. */
KapkaHttpServer *kapka_http_server_start (const KapkaHttpServerSetup *setup, GError **error);

/**
 * kapka_http_server_stop:
 *
 * Accepts nothing more, finishes what has been received, and frees the server: an upload that was
 * stored is answered. A request whose body still comes is waited for, but not for long.
 */
void kapka_http_server_stop (KapkaHttpServer *server);
