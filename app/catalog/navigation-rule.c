// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/navigation-rule.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "catalog/web-origin.h"

struct _KapkaNavigationRule {
  KapkaWebOrigin own;
  GPtrArray *hosts; // Owned names; one with a dot in front stands for all its subdomains.
};

static const char *const esia_hosts[] = { "esia.gosuslugi.ru", "*.gosuslugi.ru", "gu-st.ru", NULL };

/* Returns the host of @pattern with a dot in front when it had `*.` there. A single label is
 * refused: with it a whole top-level domain would be let in. */
static char *
read_pattern (const char *pattern, GError **error) {
  gboolean any = g_str_has_prefix (pattern, "*.");
  g_autofree char *host = kapka_web_host_normalize (any ? pattern + 2 : pattern, error);

  if (host == NULL) {
    g_prefix_error (error, _ ("host \"%s\": "), pattern);
    return NULL;
  }
  if (kapka_web_host_is_address (host) ? any : strchr (host, '.') == NULL) {
    g_set_error (
        error, KAPKA_ERROR, KAPKA_ERROR_DATA,
        _ ("host \"%s\": expected a name with a dot within, as in example.ru or *.example.ru"),
        pattern);
    return NULL;
  }
  return any ? g_strconcat (".", host, NULL) : g_steal_pointer (&host);
}

static gboolean
add_patterns (KapkaNavigationRule *rule, const char *const *patterns, GError **error) {
  for (guint i = 0; patterns != NULL && patterns[i] != NULL; i++) {
    char *host = read_pattern (patterns[i], error);

    if (host == NULL)
      return FALSE;
    g_ptr_array_add (rule->hosts, host);
  }
  return TRUE;
}

KapkaNavigationRule *
kapka_navigation_rule_new (const char *url,
                           const char *const *extra_hosts,
                           gboolean login_esia,
                           GError **error) {
  g_autoptr (KapkaNavigationRule) rule = g_new0 (KapkaNavigationRule, 1);

  rule->hosts = g_ptr_array_new_with_free_func (g_free);
  if (!kapka_web_origin_parse (&rule->own, url, error))
    return NULL;
  g_ptr_array_add (rule->hosts, g_strdup (rule->own.host));
  if (!add_patterns (rule, extra_hosts, error) ||
      !add_patterns (rule, login_esia ? esia_hosts : NULL, error))
    return NULL;
  return g_steal_pointer (&rule);
}

void
kapka_navigation_rule_free (KapkaNavigationRule *rule) {
  if (rule == NULL)
    return;
  kapka_web_origin_clear (&rule->own);
  g_ptr_array_unref (rule->hosts);
  g_free (rule);
}

static gboolean
host_matches (const char *host, const char *pattern) {
  return *pattern == '.' ? g_str_has_suffix (host, pattern) : g_str_equal (host, pattern);
}

gboolean
kapka_navigation_rule_allows (const KapkaNavigationRule *rule, const char *uri) {
  g_auto (KapkaWebOrigin) origin = { 0 };

  if (!kapka_web_origin_parse (&origin, uri, NULL) ||
      !g_str_equal (origin.scheme, rule->own.scheme) || origin.port != rule->own.port)
    return FALSE;
  for (guint i = 0; i < rule->hosts->len; i++)
    if (host_matches (origin.host, g_ptr_array_index (rule->hosts, i)))
      return TRUE;
  return FALSE;
}

GStrv
kapka_navigation_rule_dup_origins (const KapkaNavigationRule *rule) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  int usual_port = g_str_equal (rule->own.scheme, "https") ? 443 : 80;
  g_autofree char *port =
      rule->own.port == usual_port ? g_strdup ("") : g_strdup_printf (":%d", rule->own.port);

  for (guint i = 0; i < rule->hosts->len; i++) {
    const char *host = g_ptr_array_index (rule->hosts, i);
    g_autofree char *origin =
        g_strdup_printf ("%s://%s%s%s", rule->own.scheme, *host == '.' ? "*" : "", host, port);

    g_strv_builder_add (builder, origin);
  }
  return g_strv_builder_end (builder);
}

char *
kapka_navigation_rule_display_host (const char *uri) {
  g_auto (KapkaWebOrigin) origin = { 0 };
  char *readable;

  if (!kapka_web_origin_parse (&origin, uri, NULL))
    return NULL;
  readable = g_hostname_to_unicode (origin.host);
  return readable != NULL ? readable : g_steal_pointer (&origin.host);
}
