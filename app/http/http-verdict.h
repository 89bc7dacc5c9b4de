// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <curl/curl.h>
#include <glib.h>

#include "http/transport.h"

/** KapkaHttpEnd: how a transfer of libcurl has ended; within this room alone. */
typedef struct {
  CURL *curl; // Borrowed; is asked what it knows.
  CURLcode code;
  gboolean too_long; // The answer did not stop.
  gboolean by_proxy; // The request went by way of a proxy.
} KapkaHttpEnd;

/** Returns: what @end means. */
KapkaHttpResult kapka_http_verdict_find (const KapkaHttpEnd *end);
