// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service.h"

#define KAPKA_TEST_PROXY_USER "library"
#define KAPKA_TEST_PROXY_PASSWORD "izhevsk-18"

/** KapkaTestProxyAuth: what a proxy wants to know of who comes. */
typedef enum {
  KAPKA_TEST_PROXY_OPEN,  // Nothing.
  KAPKA_TEST_PROXY_BASIC, // %KAPKA_TEST_PROXY_USER and %KAPKA_TEST_PROXY_PASSWORD.
  KAPKA_TEST_PROXY_NTLM,  // Some name and some answer to its challenge; squid alone.
} KapkaTestProxyAuth;

/** Returns: (transfer full): a real squid, which connects to every port of this machine. */
KapkaTestService *kapka_test_squid_new (KapkaTestProxyAuth auth);

/** Returns: (transfer full): a real tinyproxy. */
KapkaTestService *kapka_test_tinyproxy_new (KapkaTestProxyAuth auth);
