// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "catalog/navigation-rule.h"

#define URL "https://www.gosuslugi.ru/category"
#define MVD "https://мвд.рф/request_main"

static const char *const extra_hosts[] = { "lk.example.ru", "*.nalog.ru",    "Xn--B1AEW.xn--p1ai",
                                           "10.0.0.7",      "[2001:db8::7]", NULL };

static KapkaNavigationRule *
rule_new (const char *url, const char *const *hosts, gboolean login_esia) {
  g_autoptr (GError) error = NULL;
  KapkaNavigationRule *rule = kapka_navigation_rule_new (url, hosts, login_esia, &error);

  g_assert_no_error (error);
  g_assert_nonnull (rule);
  return rule;
}

static void
assert_allows (const KapkaNavigationRule *rule, const char *const *uris, gboolean expected) {
  for (gsize i = 0; uris[i] != NULL; i++) {
    g_autofree char *escaped = g_strescape (uris[i], NULL);

    g_test_message ("%s", escaped);
    g_assert_cmpint (kapka_navigation_rule_allows (rule, uris[i]), ==, expected);
  }
}

static void
test_allowed (void) {
  static const char *const uris[] = {
    "https://www.gosuslugi.ru",
    "https://www.gosuslugi.ru/",
    "https://www.gosuslugi.ru:443/a",
    "https://www.gosuslugi.ru:0443/a",
    "https://www.gosuslugi.ru./a",
    "HTTPS://WWW.GosUslugi.RU/a",
    "https://www.gosuslugi.ru?x=y",
    "https://www.gosuslugi.ru#x",
    "https://www.gosuslugi.ru/a@b:c/%zz%/[x]|{y}^`?q=@#f#g?h://x",
    "https://www.gosuslugi.ru/https://evil.ru/",
    "https://www.gosuslugi.ru/поиск?q=жӥё",
    "https://lk.example.ru/",
    "https://a.nalog.ru/",
    "https://a.b-c.d_e.nalog.ru/",
    "https://xn--b1aew.xn--p1ai/",
    "https://xn--b1aew.XN--P1AI/",
    "https://мвд.рф/",
    "https://МВД.РФ./",
    "https://10.0.0.7/",
    "https://[2001:db8::7]/",
    "https://[2001:DB8::7]:443/",
    NULL,
  };
  g_autoptr (KapkaNavigationRule) rule = rule_new (URL, extra_hosts, FALSE);

  assert_allows (rule, uris, TRUE);
}

static void
test_refused (void) {
  static const char *const uris[] = {
    "",
    "https",
    "https:",
    "https://",
    "https:///",
    "https:///www.gosuslugi.ru/",
    "https:www.gosuslugi.ru/",
    "https:/www.gosuslugi.ru/",
    "//www.gosuslugi.ru/",
    "www.gosuslugi.ru",
    "/www.gosuslugi.ru",
    "http://www.gosuslugi.ru/",
    "http://www.gosuslugi.ru:443/",
    "ws://www.gosuslugi.ru/",
    "wss://www.gosuslugi.ru/",
    "ftp://www.gosuslugi.ru/",
    "file://www.gosuslugi.ru/",
    "javascript://www.gosuslugi.ru/%0aalert(1)",
    "javascript:alert(1)//https://www.gosuslugi.ru/",
    "data:text/html,https://www.gosuslugi.ru/",
    "view-source:https://www.gosuslugi.ru/",
    "blob:https://www.gosuslugi.ru/0b0e0000-0000-4000-8000-000000000003",
    "about:blank",
    "https\t://www.gosuslugi.ru/",
    " https://www.gosuslugi.ru/",
    "https://www.gosuslugi.ru/ ",
    "https://www.gosuslugi.ru/\n",
    "https://www.gosu\tslugi.ru/",
    "https://www.gosuslugi.ru/\x7f",
    "https://www.gosuslugi.ru/\xff",
    "https://www.gosuslugi.ru/\xC2\x85",
    "https://www.gosuslugi.ru/\xE2\x80\xAE",
    "https://www.gosuslugi.ru/\xE2\x80\xA8",
    "https://www.gosuslugi.ru/\xC2\xA0",
    "https://www.gosuslugi.ru\\@evil.ru/",
    "https:\\\\www.gosuslugi.ru/",
    "https://evil.ru\\.www.gosuslugi.ru/",
    "https://www.gosuslugi.ru/\\x",
    "https://user@www.gosuslugi.ru/",
    "https://user:pass@www.gosuslugi.ru/",
    "https://@www.gosuslugi.ru/",
    "https://www.gosuslugi.ru@evil.ru/",
    "https://www.gosuslugi.ru:443@evil.ru/",
    "https://www.gosuslugi.ru%40evil.ru/",
    "https://www.gosuslugi.ru%2f@evil.ru/",
    "https://www%2egosuslugi.ru/",
    "https://www.gosuslug%69.ru/",
    "https://www.gosuslugi.ru%00.evil.ru/",
    "https://www.gosuslugi.ru:/",
    "https://www.gosuslugi.ru:80/",
    "https://www.gosuslugi.ru:444/",
    "https://www.gosuslugi.ru:65979/",
    "https://www.gosuslugi.ru:4294967739/",
    "https://www.gosuslugi.ru:-443/",
    "https://www.gosuslugi.ru:+443/",
    "https://www.gosuslugi.ru:443a/",
    "https://www.gosuslugi.ru:443:443/",
    "https://www.gosuslugi.ru: 443/",
    "https://www.gosuslugi.ru:0x1bb/",
    "https://gosuslugi.ru/",
    "https://www.gosuslugi.ru../",
    "https://.www.gosuslugi.ru/",
    "https://www..gosuslugi.ru/",
    "https://a.www.gosuslugi.ru/",
    "https://www.gosuslugi.ru.evil.ru/",
    "https://evilwww.gosuslugi.ru/",
    "https://www-gosuslugi.ru/",
    "https://www.gosuslugi.com/",
    "https://www.gоsuslugi.ru/",
    "https://www.ｇosuslugi.ru/",
    "https://www。gosuslugi。ru/",
    "https://www.gosu\xC2\xADslugi.ru/",
    "https://www.gosu\xE2\x80\x8Bslugi.ru/",
    "https://www.go\xC5\xBFuslugi.ru/",
    "https://xn--www-gosuslugi-.ru/",
    "https://nalog.ru/",
    "https://.nalog.ru/",
    "https://a..nalog.ru/",
    "https://evilnalog.ru/",
    "https://*.nalog.ru/",
    "https://a.nalog.ru.evil.ru/",
    "https://a!.nalog.ru/",
    "https://-a.nalog.ru/",
    "https://ab--я.nalog.ru/",
    "https://аб-.nalog.ru/",
    "https://a-.nalog.ru/",
    "https://a.nalog.ru:8443/",
    "https://х.xn--b1aew.xn--p1ai/",
    "https://мвд.рф.evil.ru/",
    "https://167772167/",
    "https://0xa000007/",
    "https://0xA.0.0.7/",
    "https://012.0.0.7/",
    "https://10.7/",
    "https://10.0.7/",
    "https://10.0.0.7./",
    "https://10.0.0.07/",
    "https://10.0.0.8/",
    "https://[10.0.0.7]/",
    "https://[::ffff:10.0.0.7]/",
    "https://[::ffff:a00:7]/",
    "https://[2001:db8:0::7]/",
    "https://[2001:db8::7%25eth0]/",
    "https://[2001:db8::7%eth0]/",
    "https://[2001:db8::7]evil.ru/",
    "https://[2001:db8::7].evil.ru/",
    "https://[2001:db8::7",
    "https://[]/",
    "https://[/",
    "https://2001:db8::7/",
    NULL,
  };
  g_autoptr (KapkaNavigationRule) rule = rule_new (URL, extra_hosts, FALSE);

  assert_allows (rule, uris, FALSE);
}

static void
test_long (void) {
  g_autofree char *path = g_strnfill (60000, 'a');
  g_autofree char *longer = g_strnfill (70000, 'a');
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *good = g_strconcat (URL, path, NULL);
  g_autofree char *too_long = g_strconcat (URL, longer, NULL);
  g_autofree char *long_label = g_strconcat ("https://", label, ".nalog.ru/", NULL);
  g_autofree char *long_host = g_strconcat ("https://", path, ".nalog.ru/", NULL);
  g_autoptr (GString) labels = g_string_new ("https://");
  g_autoptr (KapkaNavigationRule) rule = rule_new (URL, extra_hosts, FALSE);

  for (guint i = 0; i < 130; i++)
    g_string_append (labels, "a.");
  g_string_append (labels, "nalog.ru/");
  g_assert_true (kapka_navigation_rule_allows (rule, good));
  g_assert_false (kapka_navigation_rule_allows (rule, too_long));
  g_assert_false (kapka_navigation_rule_allows (rule, long_label));
  g_assert_false (kapka_navigation_rule_allows (rule, long_host));
  g_assert_false (kapka_navigation_rule_allows (rule, labels->str));
}

/* Both ways: the tile in letters and the browser in ASCII, and the other way round. */
static void
test_cyrillic (void) {
  static const char *const same[] = { "https://xn--b1aew.xn--p1ai/request_main?x", MVD,
                                      "https://МВД.рф/", NULL };
  static const char *const other[] = { "https://мвд.рф.ru/", "https://xn--b1aew.xn--p1ag/",
                                       "https://xn--b1aew.ru/", "https://mвд.рф/", NULL };
  g_autoptr (KapkaNavigationRule) letters = rule_new (MVD, NULL, FALSE);
  g_autoptr (KapkaNavigationRule) ascii = rule_new ("https://xn--b1aew.xn--p1ai/", NULL, FALSE);

  assert_allows (letters, same, TRUE);
  assert_allows (ascii, same, TRUE);
  assert_allows (letters, other, FALSE);
  assert_allows (ascii, other, FALSE);
}

static void
test_login_esia (void) {
  static const char *const uris[] = { "https://esia.gosuslugi.ru/login",
                                      "https://a.b.gosuslugi.ru/", "https://gu-st.ru/", NULL };
  static const char *const never[] = { "https://gosuslugi.ru/", "https://a.gu-st.ru/",
                                       "http://esia.gosuslugi.ru/", NULL };
  g_autoptr (KapkaNavigationRule) with = rule_new (MVD, NULL, TRUE);
  g_autoptr (KapkaNavigationRule) without = rule_new (MVD, NULL, FALSE);

  assert_allows (with, uris, TRUE);
  assert_allows (with, never, FALSE);
  assert_allows (without, uris, FALSE);
}

/* Scheme and port of the tile's own address hold for its extra hosts too. */
static void
test_own_port (void) {
  static const char *const hosts[] = { "127.0.0.2", "*.test.example", NULL };
  static const char *const allowed[] = { "http://127.0.0.1:8080/x", "http://127.0.0.2:8080/",
                                         "http://a.test.example:8080/", NULL };
  static const char *const refused[] = { "https://127.0.0.1:8080/", "http://127.0.0.1/",
                                         "http://127.0.0.1:8081/",  "http://127.0.0.2/",
                                         "http://127.1:8080/",      "http://0x7f.0.0.1:8080/",
                                         "http://localhost:8080/",  "http://127.0.0.3:8080/",
                                         "http://a.test.example/",  NULL };
  static const char *const ipv6[] = { "http://[::1]:9/", NULL };
  static const char *const not_ipv6[] = { "http://[::1]/", "http://[0:0:0:0:0:0:0:1]:9/",
                                          "http://[::1%25lo]:9/", "http://::1:9/", NULL };
  static const char *const plain[] = { "http://localhost/", "http://localhost:80/", NULL };
  g_autoptr (KapkaNavigationRule) rule = rule_new ("http://127.0.0.1:8080/", hosts, FALSE);
  g_autoptr (KapkaNavigationRule) six = rule_new ("http://[::1]:9", NULL, FALSE);
  g_autoptr (KapkaNavigationRule) local = rule_new ("http://localhost", NULL, FALSE);

  assert_allows (rule, allowed, TRUE);
  assert_allows (rule, refused, FALSE);
  assert_allows (six, ipv6, TRUE);
  assert_allows (six, not_ipv6, FALSE);
  assert_allows (local, plain, TRUE);
}

static void
test_wrong_rules (void) {
  static const char *const urls[] = {
    "",
    "www.gosuslugi.ru",
    "ftp://a.ru/",
    "https://",
    "https://user@a.ru/",
    "file:///",
    "https://a b.ru/",
    "https://*.a.ru/",
    "https://a..ru/",
    "https://a.ru:99999/",
    "about:",
    "javascript:alert()",
    "https://0x7f.1/",
    "https://127.0.0.1./",
    "https://[fe80::1%25a]/",
    NULL,
  };
  static const char *const hosts[] = {
    "",
    ".",
    "*",
    "*.",
    "*.ru",
    "ru",
    "ru.",
    "*.рф",
    "xn--p1ai",
    "*.*.ru",
    "a.*.ru",
    "*a.ru",
    "**.a.ru",
    ".a.ru",
    "a..ru",
    "a.ru/",
    "a.ru:443",
    "https://a.ru",
    "a@b.ru",
    "a.ru?x",
    "a b.ru",
    "a.ru\\",
    "a%2eru",
    "*.127.0.0.1",
    "*.0.1",
    "a.0x1",
    "127.1",
    "[::1",
    "[::1%25lo]",
    "*.[::1]",
    "[1.2.3.4]",
    "gosu\xC2\xADslugi.ru",
    "a\xE3\x80\x82ru",
    "\xff.ru",
    " a.ru",
    NULL,
  };

  for (gsize i = 0; urls[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", urls[i]);
    g_assert_null (kapka_navigation_rule_new (urls[i], NULL, FALSE, &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
  for (gsize i = 0; hosts[i] != NULL; i++) {
    const char *one[] = { hosts[i], NULL };
    g_autofree char *escaped = g_strescape (hosts[i], NULL);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", escaped);
    g_assert_null (kapka_navigation_rule_new (URL, one, FALSE, &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

static void
assert_display (const char *uri, const char *expected) {
  g_autofree char *host = kapka_navigation_rule_display_host (uri);

  g_assert_cmpstr (host, ==, expected);
}

static void
test_display (void) {
  assert_display ("https://xn--b1aew.xn--p1ai/request_main", "мвд.рф");
  assert_display ("https://МВД.рф./", "мвд.рф");
  assert_display ("HTTPS://WWW.Gosuslugi.RU:8443/a?b#c", "www.gosuslugi.ru");
  assert_display ("http://127.0.0.1:8080/", "127.0.0.1");
  assert_display ("http://[::1]/", "[::1]");
  assert_display ("https://user@www.gosuslugi.ru/", NULL);
  assert_display ("about:blank", NULL);
  assert_display ("javascript://www.gosuslugi.ru/", NULL);
  assert_display ("", NULL);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/navigation-rule/allowed", test_allowed);
  g_test_add_func ("/navigation-rule/refused", test_refused);
  g_test_add_func ("/navigation-rule/long", test_long);
  g_test_add_func ("/navigation-rule/cyrillic", test_cyrillic);
  g_test_add_func ("/navigation-rule/login-esia", test_login_esia);
  g_test_add_func ("/navigation-rule/own-port", test_own_port);
  g_test_add_func ("/navigation-rule/wrong-rules", test_wrong_rules);
  g_test_add_func ("/navigation-rule/display", test_display);
  return g_test_run ();
}
