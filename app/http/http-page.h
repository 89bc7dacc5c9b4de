// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/http-client.h"

/**
 * kapka_http_page_get:
 * @options: the address of the page and how it is reached
 * @max_bytes: how much of the page is wanted; a longer one is answered by its beginning
 * @total_seconds: how long it may take
 *
 * Asks for a page of a portal, as a visitor's browser would. No redirect is followed: its address
 * is in the answer.
 *
 * Returns: (transfer full): what came of it, in any case.
 */
KapkaHttpAnswer *
kapka_http_page_get (const KapkaHttpOptions *options, gsize max_bytes, guint total_seconds);

/**
 * kapka_http_page_list_certificates:
 * @options: the address of a page and how it is reached
 * @total_seconds: how long it may take
 *
 * Looks at the certificates that the host shows, whether or not anybody should trust them, and asks
 * it for nothing.
 *
 * Returns: (transfer full) (nullable): the chain in PEM, the host's own first; %NULL when none was
 * shown.
 */
GStrv kapka_http_page_list_certificates (const KapkaHttpOptions *options, guint total_seconds);
