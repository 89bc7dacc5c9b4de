// SPDX-License-Identifier: GPL-3.0-or-later

/* The rule against addresses nobody thought of. curl reads each address a second time, by code that
 * has nothing in common with ours: what the rule allows, curl must take to an allowed host too.
 * A failure is repeated with the option --seed. */

#include <curl/curl.h>
#include <locale.h>
#include <string.h>

#include "catalog/navigation-rule.h"

#define ROUNDS 40000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)

typedef struct {
  const char *url;
  const char *extra_hosts[5];
  gboolean login_esia;
  const char *scheme;
  const char *port;
  const char *hosts[8]; // What the above comes to, in ASCII; with a dot in front: any subdomain.
} Tile;

static const Tile tiles[] = {
  { "https://www.gosuslugi.ru/",
    { "lk.example.ru", "*.nalog.ru" },
    FALSE,
    "https",
    "443",
    { "www.gosuslugi.ru", "lk.example.ru", ".nalog.ru" } },
  { "https://мвд.рф/request_main",
    { "mvd.ru" },
    TRUE,
    "https",
    "443",
    { "xn--b1aew.xn--p1ai", "mvd.ru", "esia.gosuslugi.ru", ".gosuslugi.ru", "gu-st.ru" } },
  { "http://127.0.0.1:8080/",
    { "[::1]", "*.xn--b1aew.xn--p1ai" },
    FALSE,
    "http",
    "8080",
    { "127.0.0.1", "[::1]", ".xn--b1aew.xn--p1ai" } },
};

static const char *const schemes[] = { "http://",
                                       "HTTPS://",
                                       "javascript:",
                                       "javascript://",
                                       "data:text/html,",
                                       "file://",
                                       "view-source:https://",
                                       "blob:https://",
                                       "ftp://",
                                       "ws://",
                                       "wss://",
                                       "https:",
                                       "https:/",
                                       "https:///",
                                       "https:\\\\",
                                       "//",
                                       "",
                                       "about:",
                                       "https:// ",
                                       "\thttps://",
                                       "hTTp://" };
static const char *const hosts[] = {
  "evil.example",
  "www.gosuslugi.ru",
  "a.nalog.ru",
  "nalog.ru",
  "мвд.рф",
  "МВД.РФ",
  "xn--b1aew.xn--p1ai",
  "XN--B1AEW.xn--p1ai",
  "a.мвд.рф",
  "esia.gosuslugi.ru",
  "gu-st.ru",
  "127.0.0.1",
  "[::1]",
  "[::1%25lo]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[0::1]",
  "2130706433",
  "0x7f000001",
  "017700000001",
  "0x7f.1",
  "127.1",
  "127.0.0.01",
  "127.0.0.1.",
  "www.gоsuslugi.ru",
  "www.ｇosuslugi.ru",
  "www。gosuslugi。ru",
  "mvd.ru",
  "mνd.ru",
  "localhost",
  "www.gosuslugi.ru.evil.example",
  "evilwww.gosuslugi.ru",
  "www-gosuslugi.ru",
  "a.b.c.nalog.ru",
};
static const char *const bits[] = {
  "@",
  "#",
  "\\",
  "?",
  "/",
  ":",
  ":443",
  ":80",
  ":8080",
  ":0443",
  ":65979",
  ":443@",
  ".",
  "..",
  "%",
  "%2e",
  "%2f",
  "%40",
  "%00",
  "%61",
  "\t",
  "\n",
  "\r",
  " ",
  "\x01",
  "\x7f",
  "\xff",
  "\xC2\xA0",
  "\xC2\xAD",
  "\xE2\x80\x8B",
  "\xE2\x80\xAE",
  "\xE3\x80\x82",
  "\xEF\xBC\x8E",
  "\xEF\xBC\x8F",
  "\xEF\xBC\xBC",
  "\xEF\xBC\xA0",
  "user:pass@",
  "user@",
  "evil.example",
  ".evil.example",
  "evil",
  "-",
  "_",
  "*",
  "*.",
  "[",
  "]",
  "[::1]",
  "%25",
  ";",
  "&",
  "=",
  "!",
  "a",
  "А",
  "ё",
  "xn--",
  "//",
  "://",
  "https://",
  "@evil.example/",
  "\\@evil.example/",
};

#define PICK(array) ((array)[g_test_rand_int_range (0, G_N_ELEMENTS (array))])

static gboolean
chance (int one_in) {
  return g_test_rand_int_range (0, one_in) == 0;
}

static void
change_case (GString *text) {
  for (gsize i = 0; i < text->len; i++)
    if (chance (3))
      text->str[i] = g_ascii_toupper (text->str[i]);
}

/* Puts one hostile bit anywhere, or takes one byte away. */
static void
mutate (GString *uri) {
  gssize place = g_test_rand_int_range (0, (gint32)uri->len + 1);
  gsize host_end = MIN (uri->len, 40);

  if (chance (2))
    place = g_test_rand_int_range (0, (gint32)host_end + 1);
  if (chance (6) && place < (gssize)uri->len)
    g_string_erase (uri, place, 1);
  else
    g_string_insert (uri, place, PICK (bits));
}

static char *
generate (const Tile *tile) {
  g_autoptr (GString) uri = g_string_new (NULL);

  g_string_append (uri, chance (4) ? PICK (schemes) : tile->scheme);
  if (g_str_equal (uri->str, tile->scheme))
    g_string_append (uri, "://");
  g_string_append (uri, PICK (hosts));
  if (chance (3))
    g_string_append (uri, PICK (bits));
  if (chance (2))
    g_string_append_printf (uri, ":%s", tile->port);
  g_string_append (uri, chance (2) ? "/" : "/path?q=1#f");
  if (chance (200))
    for (guint i = 0; i < 5000; i++)
      g_string_append (uri, PICK (hosts));
  for (gint32 i = g_test_rand_int_range (0, 4); i > 0; i--)
    mutate (uri);
  if (chance (5))
    change_case (uri);
  return g_string_free (g_steal_pointer (&uri), FALSE);
}

static char *
ask_curl (CURLU *handle, CURLUPart part, unsigned int flags) {
  char *text = NULL;
  char *copy;

  if (curl_url_get (handle, part, &text, flags) != CURLUE_OK)
    return NULL;
  copy = g_strdup (text);
  curl_free (text);
  return copy;
}

/* Compares label by label from the right, unlike the rule. */
static gboolean
host_is_listed (const char *host, const char *const *listed) {
  g_auto (GStrv) have = g_strsplit (host, ".", -1);
  guint n_have = g_strv_length (have);

  if (n_have > 1 && *have[n_have - 1] == '\0')
    n_have--;
  for (guint i = 0; listed[i] != NULL; i++) {
    g_auto (GStrv) want = g_strsplit (listed[i], ".", -1);
    guint n_want = g_strv_length (want);
    gboolean any = *want[0] == '\0';
    guint n_same = 0;

    while (n_same < MIN (n_have, n_want - (any ? 1 : 0)) &&
           g_ascii_strcasecmp (have[n_have - 1 - n_same], want[n_want - 1 - n_same]) == 0)
      n_same++;
    if (any ? n_same == n_want - 1 && n_have > n_same : n_same == n_want && n_have == n_want)
      return TRUE;
  }
  return FALSE;
}

static gboolean
curl_allows (const Tile *tile, const char *uri) {
  g_autoptr (CURLU) handle = curl_url ();
  g_autofree char *scheme = NULL;
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;

  if (curl_url_set (handle, CURLUPART_URL, uri, 0) != CURLUE_OK)
    return FALSE;
  scheme = ask_curl (handle, CURLUPART_SCHEME, 0);
  user = ask_curl (handle, CURLUPART_USER, 0);
  password = ask_curl (handle, CURLUPART_PASSWORD, 0);
  host = ask_curl (handle, CURLUPART_HOST, CURLU_PUNYCODE);
  port = ask_curl (handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  return g_strcmp0 (scheme, tile->scheme) == 0 && user == NULL && password == NULL &&
         g_strcmp0 (port, tile->port) == 0 && host != NULL && host_is_listed (host, tile->hosts);
}

static void
test_hostile (void) {
  for (gsize t = 0; t < G_N_ELEMENTS (tiles); t++) {
    g_autoptr (KapkaNavigationRule) rule =
        kapka_navigation_rule_new (tiles[t].url, tiles[t].extra_hosts, tiles[t].login_esia, NULL);
    guint allowed = 0;

    for (guint i = 0; i < ROUNDS; i++) {
      g_autofree char *uri = generate (&tiles[t]);
      g_autofree char *shown = NULL;

      if (!kapka_navigation_rule_allows (rule, uri))
        continue;
      allowed++;
      if (curl_allows (&tiles[t], uri))
        continue;
      shown = g_strescape (uri, NULL);
      g_error ("allowed for %s: \"%s\"", tiles[t].url, shown);
    }
    /* Both answers have to be frequent, or the test says nothing. */
    g_test_message ("%s: %u of %u allowed", tiles[t].url, allowed, ROUNDS);
    g_assert_cmpuint (allowed, >, ROUNDS / 200);
    g_assert_cmpuint (allowed, <, ROUNDS / 2);
  }
}

static void
append_plain (GString *uri, const char *letters, const char *before) {
  g_string_append (uri, before);
  for (gint32 i = g_test_rand_int_range (0, 30); i > 0; i--)
    if (chance (12))
      g_string_append_printf (uri, "%%%02X", g_test_rand_int_range (0, 256));
    else
      g_string_append_c (uri, letters[g_test_rand_int_range (0, (gint32)strlen (letters))]);
}

/* Any plain address of an allowed host is let through. */
static void
test_plain (void) {
  static const char letters[] = "abcXYZ019-._~!$&'()*+,;=:@/%[]|{}^`<>\"";

  for (guint i = 0; i < ROUNDS; i++) {
    const Tile *tile = &PICK (tiles);
    g_autoptr (KapkaNavigationRule) rule =
        kapka_navigation_rule_new (tile->url, tile->extra_hosts, tile->login_esia, NULL);
    g_autoptr (GString) uri = g_string_new (tile->scheme);
    guint count = 0;
    const char *host;

    while (tile->hosts[count] != NULL)
      count++;
    host = tile->hosts[g_test_rand_int_range (0, (gint32)count)];
    g_string_append_printf (uri, "://%s%s", *host == '.' ? "a.b-1" : "", host);
    if (g_str_equal (tile->scheme, "http") || chance (4))
      g_string_append_printf (uri, ":%s", tile->port);
    if (chance (4))
      change_case (uri);
    append_plain (uri, letters, "/");
    if (chance (2))
      append_plain (uri, letters, "?");
    if (chance (2))
      append_plain (uri, letters, "#");
    g_assert_true (curl_allows (tile, uri->str));
    if (!kapka_navigation_rule_allows (rule, uri->str))
      g_error ("refused for %s: %s", tile->url, uri->str);
  }
}

int
main (int argc, char *argv[]) {
  /* curl takes names in letters for text of the locale. */
  setlocale (LC_CTYPE, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/navigation-rule/property/hostile", test_hostile);
  g_test_add_func ("/navigation-rule/property/plain", test_plain);
  return g_test_run ();
}
