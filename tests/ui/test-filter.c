// SPDX-License-Identifier: GPL-3.0-or-later
// The rule of a tile in the words of a content filter: the engine takes it, and it says what the
// rule says of every address as the engine writes them.

#include <string.h>

#include "base/json.h"
#include "tmpdir.h"
#include "ui/portal/filter.h"

#define ROUNDS 20000

typedef struct {
  const char *url;
  const char *extra_hosts[5];
  gboolean login_esia;
} Tile;

static const Tile tiles[] = {
  { "https://www.gosuslugi.ru/category", { "lk.example.ru", "*.nalog.ru" }, FALSE },
  { "https://мвд.рф/request_main", { "mvd.ru", "*.xn--b1aew.xn--p1ai" }, TRUE },
  { "http://127.0.0.1:8080/", { "[::1]", "a.b-c_d.example.ru" }, FALSE },
  { "http://portal.example.ru/", { "*.example.ru" }, FALSE },
  { "https://[2001:db8::7]:8443/", { NULL }, FALSE },
};

#define PICK(array) ((array)[g_test_rand_int_range (0, G_N_ELEMENTS (array))])
#define MAYBE(one_in, array) (g_test_rand_int_range (0, one_in) == 0 ? PICK (array) : "")

static KapkaNavigationRule *
rule_of (const Tile *tile) {
  g_autoptr (GError) error = NULL;
  KapkaNavigationRule *rule =
      kapka_navigation_rule_new (tile->url, tile->extra_hosts, tile->login_esia, &error);

  g_assert_no_error (error);
  return rule;
}

/* The filter of @rule, read by a regular expression engine of another house: in their order, the
 * pattern and whether it lets through. */
typedef struct {
  GPtrArray *patterns;
  GArray *lets_through;
} Filter;

static void
filter_clear (Filter *filter) {
  g_clear_pointer (&filter->patterns, g_ptr_array_unref);
  g_clear_pointer (&filter->lets_through, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static void
filter_read (Filter *filter, const KapkaNavigationRule *rule) {
  g_autofree char *text = kapka_filter_write_rules (rule);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJson) rules = kapka_json_parse (text, strlen (text), strlen (text), NULL, &error);

  g_assert_no_error (error);
  filter->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify)g_regex_unref);
  filter->lets_through = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (gsize i = 0; i < kapka_json_get_length (rules); i++) {
    KapkaJson *element = kapka_json_get_element (rules, i, NULL);
    KapkaJson *trigger = kapka_json_get_object (element, "trigger", NULL);
    KapkaJson *action = kapka_json_get_object (element, "action", NULL);
    const char *pattern = kapka_json_get_string (trigger, "url-filter", NULL);
    const char *type = kapka_json_get_string (action, "type", NULL);
    gboolean lets_through = g_str_equal (type, "ignore-previous-rules");

    g_assert_true (lets_through || g_str_equal (type, "block"));
    g_ptr_array_add (filter->patterns, g_regex_new (pattern, G_REGEX_DOLLAR_ENDONLY, 0, &error));
    g_assert_no_error (error);
    g_array_append_val (filter->lets_through, lets_through);
  }
}

static gboolean
filter_allows (const Filter *filter, const char *uri) {
  gboolean allowed = TRUE;

  for (guint i = 0; i < filter->patterns->len; i++)
    if (g_regex_match (g_ptr_array_index (filter->patterns, i), uri, 0, NULL))
      allowed = g_array_index (filter->lets_through, gboolean, i);
  return allowed;
}

/* Addresses as the engine writes them: lower case, IDNA, no usual port, a slash behind the origin.
 */
static char *
generate (void) {
  static const char *const schemes[] = { "https", "https", "http", "ftp" };
  static const char *const users[] = { "www.gosuslugi.ru@", "user:mvd.ru@" };
  static const char *const labels[] = { "a.", "a.b-1.", "evil", "evil-", "evil.", "_x." };
  static const char *const hosts[] = {
    "www.gosuslugi.ru",
    "gosuslugi.ru",
    "esia.gosuslugi.ru",
    "gu-st.ru",
    "lk.example.ru",
    "nalog.ru",
    "mvd.ru",
    "xn--b1aew.xn--p1ai",
    "127.0.0.1",
    "[::1]",
    "a.b-c_d.example.ru",
    "portal.example.ru",
    "example.ru",
    "[2001:db8::7]",
    "wwwxgosuslugi.ru",
    "127x0.0.1",
  };
  static const char *const tails[] = { ".evil.ru", "x", "-evil.ru" };
  static const char *const ports[] = { ":8080", ":8443", ":80800", ":8" };
  static const char *const paths[] = { "/",
                                       "/a?b#c",
                                       "/https://www.gosuslugi.ru/",
                                       "/?x=https://mvd.ru/",
                                       "//lk.example.ru/",
                                       "/@mvd.ru/",
                                       "/#about:blank" };
  const char *host = PICK (hosts);
  gboolean named = *host != '[' && !g_str_equal (host, "127.0.0.1");

  return g_strdup_printf ("%s://%s%s%s%s%s%s", PICK (schemes), MAYBE (8, users),
                          named ? MAYBE (3, labels) : "", host, named ? MAYBE (5, tails) : "",
                          MAYBE (2, ports), PICK (paths));
}

static void
test_says_what_the_rule_says (void) {
  guint allowed = 0;

  for (guint t = 0; t < G_N_ELEMENTS (tiles); t++) {
    g_autoptr (KapkaNavigationRule) rule = rule_of (&tiles[t]);
    g_auto (Filter) filter = { 0 };

    filter_read (&filter, rule);
    for (guint i = 0; i < ROUNDS; i++) {
      g_autofree char *uri = generate ();
      gboolean by_rule = kapka_navigation_rule_allows (rule, uri);

      allowed += by_rule;
      if (by_rule != filter_allows (&filter, uri))
        g_error ("%s: %s by the rule of %s alone", uri, by_rule ? "allowed" : "denied",
                 tiles[t].url);
    }
  }
  /* Both answers have to be frequent, or the test says nothing. */
  g_assert_cmpuint (allowed, >, ROUNDS / 20);
}

static void
test_addresses_without_a_host (void) {
  static const char *const denied[] = {
    "about:blank2",
    "about:config",
    "about:srcdoc",
    "blob:https://www.gosuslugi.ru/1",
    "data:text/html,1",
    "file:///etc/passwd",
    "javascript:1",
    "xabout:blank",
    "mailto:a@example.org",
    "about:blank\nhttps://",
    "view-source:https://www.gosuslugi.ru/",
  };
  g_autoptr (KapkaNavigationRule) rule = rule_of (&tiles[0]);
  g_auto (Filter) filter = { 0 };

  filter_read (&filter, rule);
  g_assert_true (filter_allows (&filter, "about:blank"));
  for (guint i = 0; i < G_N_ELEMENTS (denied); i++)
    g_assert_false (filter_allows (&filter, denied[i]));
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer user_data) {
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
attach (const Tile *tile, const char *directory, GError **error) {
  g_autoptr (WebKitUserContentManager) manager = webkit_user_content_manager_new ();
  g_autoptr (KapkaNavigationRule) rule = rule_of (tile);
  g_autoptr (GAsyncResult) result = NULL;

  kapka_filter_attach_async (manager, rule, directory, NULL, on_attached, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return kapka_filter_attach_finish (result, error);
}

static void
test_the_engine_takes_it (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();

  for (guint t = 0; t < G_N_ELEMENTS (tiles); t++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (attach (&tiles[t], kapka_test_dir_get_path (dir), &error));
    g_assert_no_error (error);
  }
}

static void
test_no_place_for_it (void) {
  g_autoptr (GError) error = NULL;

  g_assert_false (attach (&tiles[0], "/proc/self/no-such-place", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/says-what-the-rule-says", test_says_what_the_rule_says);
  g_test_add_func ("/filter/addresses-without-a-host", test_addresses_without_a_host);
  g_test_add_func ("/filter/the-engine-takes-it", test_the_engine_takes_it);
  g_test_add_func ("/filter/no-place-for-it", test_no_place_for_it);
  return g_test_run ();
}
