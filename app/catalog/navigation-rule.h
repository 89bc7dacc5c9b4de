// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaNavigationRule:
 * Which addresses a portal tile may show as a page. Subresources are not its matter.
 *
 * The tile's own address gives scheme, host and port; extra hosts count with the same scheme and
 * port (design.md §3). `*.` in front of an extra host means any subdomain, at any depth, and not
 * the host itself. Hosts are compared as whole names after IDNA, without a trailing dot.
 */
typedef struct _KapkaNavigationRule KapkaNavigationRule;

/**
 * kapka_navigation_rule_new:
 * @url: the tile's address: http or https with a host, without user or password
 * @extra_hosts: (nullable) (array zero-terminated=1): host names, each possibly with `*.` in front;
 * no scheme, port or path
 * @login_esia: whether the log-in of Gosuslugi belongs to the tile: adds esia.gosuslugi.ru,
 * *.gosuslugi.ru and gu-st.ru
 * @error: return location, code DATA
 *
 * Returns: (transfer full): the rule, or %NULL when an address is not one.
 */
KapkaNavigationRule *kapka_navigation_rule_new (const char *url,
                                                const char *const *extra_hosts,
                                                gboolean login_esia,
                                                GError **error);
void kapka_navigation_rule_free (KapkaNavigationRule *rule);

/**
 * kapka_navigation_rule_allows:
 * @rule: a rule
 * @uri: the address of a navigation, as hostile as it may be
 *
 * Denies whatever it does not understand: a user or password, a backslash, a control character, an
 * escape in the host, an IP address that the tile does not name to the letter, another scheme,
 * another port.
 *
 * Returns: whether @uri may be shown.
 */
gboolean kapka_navigation_rule_allows (const KapkaNavigationRule *rule, const char *uri);

/**
 * kapka_navigation_rule_dup_origins:
 *
 * Returns: (transfer full): what the rule allows, for another guard to read: `scheme://host`, with
 * `:port` where it is not the scheme's own, hosts as a browser writes them and `*.` in front for
 * any subdomain.
 */
GStrv kapka_navigation_rule_dup_origins (const KapkaNavigationRule *rule);

/** Returns: (transfer full) (nullable): the host of @uri in letters a person reads (`мвд.рф`),
 * %NULL when it has none. */
char *kapka_navigation_rule_display_host (const char *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaNavigationRule, kapka_navigation_rule_free)
