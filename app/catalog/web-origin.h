// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaWebOrigin: where an address leads: how, to whom, through which door. */
typedef struct {
  char *scheme; // `http` or `https`.
  char *host;   // Lower case, ASCII after IDNA, no trailing dot; an IPv6 address in its brackets.
  int port;     // Never -1: the scheme's own when the address names none.
} KapkaWebOrigin;

/**
 * kapka_web_origin_parse:
 * @origin: (out caller-allocates): cleared by kapka_web_origin_clear(); untouched on error
 * @uri: an address, as hostile as it may be
 * @error: return location, code DATA
 *
 * Understands less than a browser does, on purpose: two programs that read one address differently
 * are how a look-alike gets in. Refused are a user or password, a backslash, spaces and control
 * characters anywhere, an escape in the host, a host that browsers would rewrite, and an IPv4
 * address that is not four plain decimal numbers.
 *
 * Returns: whether @uri is an http or https address with a host.
 */
gboolean kapka_web_origin_parse (KapkaWebOrigin *origin, const char *uri, GError **error);
void kapka_web_origin_clear (KapkaWebOrigin *origin);

/**
 * kapka_web_host_normalize:
 * @host: a host name as a person or an address writes it, with or without a trailing dot; an IPv6
 * address in brackets
 * @error: return location, code DATA
 *
 * Returns: (transfer full): @host as in #KapkaWebOrigin, or %NULL when it is none.
 */
char *kapka_web_host_normalize (const char *host, GError **error);

/** Returns: whether the normalized @host is an IP address rather than a name. */
gboolean kapka_web_host_is_address (const char *host);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaWebOrigin, kapka_web_origin_clear)
