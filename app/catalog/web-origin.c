// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/web-origin.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"

/* Log-in addresses with a signed request in the query take a few kilobytes. */
#define MAX_URI_BYTES (64 * 1024)
#define MAX_HOST_BYTES 253
#define MAX_LABEL_BYTES 63

static gboolean
fail (GError **error, const char *text) {
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, text);
  return FALSE;
}

/* Invisible and rewritten characters have no place in an address, not even behind the host. */
static gboolean
character_is_plain (gunichar c) {
  return g_unichar_isgraph (c) && !g_unichar_isspace (c) && c != '\\';
}

static gboolean
check_characters (const char *uri, GError **error) {
  if (strnlen (uri, MAX_URI_BYTES + 1) > MAX_URI_BYTES)
    return fail (error, _ ("the address is too long"));
  if (!g_utf8_validate (uri, -1, NULL))
    return fail (error, _ ("the address is not UTF-8"));
  for (const char *p = uri; *p != '\0'; p = g_utf8_next_char (p))
    if (!character_is_plain (g_utf8_get_char (p)))
      return fail (error, _ ("the address holds a space, a backslash or an invisible character"));
  return TRUE;
}

static gboolean
label_is_plain (const char *label) {
  gsize length = strlen (label);

  return length > 0 && length <= MAX_LABEL_BYTES &&
         strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

/* Browsers read a host whose last label is a number as an IPv4 address: 017700000001, 0x7f.1 and
 * 127.1 are one machine. */
static gboolean
label_is_number (const char *label) {
  if (g_str_has_prefix (label, "0x"))
    return strspn (label + 2, "0123456789abcdef") == strlen (label + 2);
  return strspn (label, "0123456789") == strlen (label);
}

static gboolean
check_name (const char *host, gboolean had_dot, GError **error) {
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);
  guint count = g_strv_length (labels);

  if (strlen (host) > MAX_HOST_BYTES)
    return fail (error, _ ("the host name is too long"));
  for (guint i = 0; i < count; i++)
    if (!label_is_plain (labels[i]))
      return fail (error, _ ("the host name has an empty, too long or strange part"));
  if (count > 0 && label_is_number (labels[count - 1])) {
    g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
    g_autofree char *text = address == NULL ? NULL : g_inet_address_to_string (address);

    if (had_dot || g_strcmp0 (text, host) != 0)
      return fail (error, _ ("the IP address is not four plain decimal numbers"));
  }
  return count > 0 || fail (error, _ ("the host is missing"));
}

static char *
normalize_ipv6 (const char *host, GError **error) {
  gsize length = strlen (host);
  g_autofree char *inner = length > 2 ? g_strndup (host + 1, length - 2) : NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (inner != NULL && host[length - 1] == ']' && strchr (inner, '%') == NULL)
    address = g_inet_address_new_from_string (inner);
  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6) {
    fail (error, _ ("the IPv6 address is not one"));
    return NULL;
  }
  return g_ascii_strdown (host, -1);
}

/* No registry hands out a label that begins or ends with a hyphen, and not all programs read one.
 */
static gboolean
hyphens_are_inside (const char *name) {
  return *name != '-' && !g_str_has_suffix (name, "-") && strstr (name, ".-") == NULL &&
         strstr (name, "-.") == NULL;
}

/* Returns whether @host, which IDNA reads as @readable, is already written the way IDNA writes it:
 * wide letters, soft hyphens and other dots than the plain one never come from a browser. Double
 * hyphens are kept for the ASCII form of a name. */
static gboolean
is_canonical (const char *host, const char *readable) {
  if (!hyphens_are_inside (readable))
    return FALSE;
  return g_str_is_ascii (host) || (g_str_equal (host, readable) && strstr (host, "--") == NULL);
}

static char *
to_ascii (const char *host, GError **error) {
  g_autofree char *lower = g_utf8_strdown (host, -1);
  g_autofree char *ascii = g_hostname_to_ascii (lower);
  g_autofree char *readable = ascii == NULL ? NULL : g_hostname_to_unicode (ascii);

  if (readable == NULL || !is_canonical (lower, readable)) {
    fail (error, _ ("the host name is not a name of the Internet"));
    return NULL;
  }
  return g_ascii_strdown (ascii, -1);
}

char *
kapka_web_host_normalize (const char *host, GError **error) {
  g_autofree char *bare = NULL;
  g_autofree char *ascii = NULL;
  gboolean dot = g_str_has_suffix (host, ".");

  if (*host == '[')
    return normalize_ipv6 (host, error);
  if (!check_characters (host, error))
    return NULL;
  bare = g_strndup (host, strlen (host) - (dot ? 1 : 0));
  ascii = to_ascii (bare, error);
  if (ascii == NULL || !check_name (ascii, dot, error))
    return NULL;
  return g_steal_pointer (&ascii);
}

gboolean
kapka_web_host_is_address (const char *host) {
  return *host == '[' || g_hostname_is_ip_address (host);
}

/* Returns the part of @uri up to where the path, the query or the fragment begins, or NULL when
 * @uri does not begin as `scheme://`. */
static char *
cut_origin (const char *uri) {
  const char *slashes = strstr (uri, "://");

  if (slashes == NULL)
    return NULL;
  return g_strndup (uri, (gsize)(slashes - uri) + 3 + strcspn (slashes + 3, "/?#"));
}

static gboolean
split_origin (const char *text, char **scheme, char **host, int *port, GError **error) {
  const char *authority = strstr (text, "://") + 3;

  if (strpbrk (authority, "@%") != NULL || g_str_has_suffix (authority, ":"))
    return fail (error, _ ("the address holds a user, an escape or an empty port before its path"));
  if (!g_uri_split_network (text, G_URI_FLAGS_NON_DNS, scheme, host, port, NULL))
    return fail (error, _ ("the address is not scheme://host"));
  if (!g_str_equal (*scheme, "http") && !g_str_equal (*scheme, "https"))
    return fail (error, _ ("the address is neither https nor http"));
  if (*authority == '[') {
    g_autofree char *inner = g_steal_pointer (host);

    *host = g_strdup_printf ("[%s]", inner);
  }
  return TRUE;
}

gboolean
kapka_web_origin_parse (KapkaWebOrigin *origin, const char *uri, GError **error) {
  g_autofree char *text = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *written = NULL;
  g_autofree char *host = NULL;
  int port = -1;

  if (!check_characters (uri, error))
    return FALSE;
  text = cut_origin (uri);
  if (text == NULL)
    return fail (error, _ ("the address does not begin with https://"));
  if (!split_origin (text, &scheme, &written, &port, error))
    return FALSE;
  host = kapka_web_host_normalize (written, error);
  if (host == NULL)
    return FALSE;
  if (port == -1)
    port = g_str_equal (scheme, "https") ? 443 : 80;
  *origin = (KapkaWebOrigin){ g_steal_pointer (&scheme), g_steal_pointer (&host), port };
  return TRUE;
}

void
kapka_web_origin_clear (KapkaWebOrigin *origin) {
  g_clear_pointer (&origin->scheme, g_free);
  g_clear_pointer (&origin->host, g_free);
}
