// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service.h"

/** KapkaTestNginxSetup: what differs between one nginx and another. */
typedef struct {
  const char *certificate; // A PEM file with certificate and key.
  const char *upstream;    // Of the receiver, as in `unix:PATH` or `127.0.0.1:4711`.
  const char *protocols;   // (nullable) Versions of TLS, when not those of the site.
} KapkaTestNginxSetup;

/**
 * kapka_test_nginx_new:
 * Starts a real nginx with the site that Kapka ships (resources/nginx), in which only the port, the
 * certificate and the socket of the receiver are other ones.
 *
 * Returns: (transfer full): the front of a receiver, https
 */
KapkaTestService *kapka_test_nginx_new (const KapkaTestNginxSetup *setup);
