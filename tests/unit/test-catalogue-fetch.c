// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/catalogue.h"

#include "base/error.h"
#include "bundle/bundle.h"
#include "test-bundle-place.h"

#define FIRST G_GINT64_CONSTANT (2026112701)
#define SECOND G_GINT64_CONSTANT (2026112702)

/* A centre that answers what it is told to, and remembers what it was asked. */
typedef struct {
  KapkaHttpResult result;
  int status;
  GBytes *body; // (nullable)
  const char *etag;
  char *if_none_match; // (nullable)
  guint n_asked;
} Centre;

static KapkaHttpAnswer *
ask_cb (const KapkaHttpQuestion *question, gpointer user_data) {
  Centre *centre = user_data;
  KapkaHttpAnswer *answer = kapka_http_answer_new (centre->result);
  gsize size = 0;
  const guint8 *data = centre->body == NULL ? NULL : g_bytes_get_data (centre->body, &size);

  g_assert_cmpstr (question->path, ==, "v1/catalog");
  g_assert_cmpstr (question->token, ==, "token");
  g_assert_cmpuint (question->max_bytes, ==, KAPKA_BUNDLE_MAX_BYTES);
  g_assert_cmpuint (question->total_seconds, ==, 60);
  g_assert_null (question->body);
  centre->n_asked++;
  g_free (centre->if_none_match);
  centre->if_none_match = g_strdup (question->if_none_match);
  answer->status = centre->status;
  answer->etag = g_strdup (centre->etag);
  g_byte_array_append (answer->body, data, (guint)size);
  return answer;
}

static gboolean
fetch (KapkaBundleTest *test, Centre *centre, gint64 *out_version, GError **error) {
  const KapkaTransport transport = { ask_cb, centre };
  const KapkaCatalogueFetch setup = { test->place, &transport, "token", 60 };

  return kapka_catalogue_fetch (&setup, out_version, error);
}

static void
assert_fetches (KapkaBundleTest *test, Centre *centre, gint64 version) {
  g_autoptr (GError) error = NULL;
  gint64 taken = -1;

  g_assert_true (fetch (test, centre, &taken, &error));
  g_assert_no_error (error);
  g_assert_cmpint (taken, ==, version);
}

static void
assert_fails (KapkaBundleTest *test, Centre *centre, KapkaError code) {
  g_autoptr (GError) error = NULL;
  gint64 taken = -1;

  g_assert_false (fetch (test, centre, &taken, &error));
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static void
assert_shows (KapkaBundleTest *test, const char *number) {
  g_autofree char *shown = kapka_bundle_test_read_number (test);

  g_assert_cmpstr (shown, ==, number);
}

static void
test_known (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) first = kapka_bundle_test_make (test, FIRST, "1");
  Centre centre = { KAPKA_HTTP_ANSWERED, 200, first, "\"abc\"" };
  g_autofree char *path = g_build_filename (test->state_dir, "bundle/2026112701/forms.ini", NULL);

  assert_fetches (test, &centre, FIRST);
  g_assert_null (centre.if_none_match);
  assert_fetches (test, &centre, 0);
  g_assert_cmpstr (centre.if_none_match, ==, "\"abc\"");
  centre.status = 304;
  centre.body = NULL;
  assert_fetches (test, &centre, 0);
  assert_shows (test, "1");
  // What is damaged here has to come again, whatever the centre calls it.
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  centre.status = 200;
  centre.body = first;
  assert_fetches (test, &centre, FIRST);
  g_assert_null (centre.if_none_match);
  assert_shows (test, "1");
  g_free (centre.if_none_match);
}

/* A name with two lines would be two headers of the next request. */
static void
test_bad_names (void) {
  static const char *const names[] = { NULL, "", "abc", "\"a\r\nX: y\"", "\"a\"b\"", "\"a b\"" };
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) first = kapka_bundle_test_make (test, FIRST, "1");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    Centre centre = { KAPKA_HTTP_ANSWERED, 200, first, names[i] };

    assert_fetches (test, &centre, i == 0 ? FIRST : 0);
    assert_fetches (test, &centre, 0);
    g_assert_null (centre.if_none_match);
  }
}

static void
test_nothing_to_have (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  Centre centre = { KAPKA_HTTP_ANSWERED, 404 };

  assert_fetches (test, &centre, 0);
  assert_shows (test, "");
}

static void
test_failures (void) {
  static const int statuses[] = { 201, 206, 301, 302, 401, 403, 429, 500, 503 };
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) first = kapka_bundle_test_make (test, FIRST, "1");
  g_autoptr (GBytes) second = kapka_bundle_test_make (test, SECOND, "2");
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>", 6);
  Centre centre = { KAPKA_HTTP_ANSWERED, 200, first, "\"1\"" };

  assert_fetches (test, &centre, FIRST);
  centre.body = second;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    centre.status = statuses[i];
    assert_fails (test, &centre, KAPKA_ERROR_PROTOCOL);
  }
  centre.status = 200;
  centre.result = KAPKA_HTTP_CUT;
  assert_fails (test, &centre, KAPKA_ERROR_NETWORK);
  centre.result = KAPKA_HTTP_ANSWERED;
  centre.body = page;
  assert_fails (test, &centre, KAPKA_ERROR_DATA);
  assert_shows (test, "1");
  g_free (centre.if_none_match);
}

/* One that was refused is asked for again: the next time it may be another. */
static void
test_refused (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (KapkaBundleTest) other = kapka_bundle_test_new ();
  g_autoptr (GBytes) first = kapka_bundle_test_make (test, FIRST, "1");
  g_autoptr (GBytes) foreign = kapka_bundle_test_make (other, SECOND, "2");
  Centre centre = { KAPKA_HTTP_ANSWERED, 200, first, "\"1\"" };

  assert_fetches (test, &centre, FIRST);
  centre.body = foreign;
  centre.etag = "\"2\"";
  assert_fails (test, &centre, KAPKA_ERROR_DENIED);
  assert_fails (test, &centre, KAPKA_ERROR_DENIED);
  g_assert_cmpstr (centre.if_none_match, ==, "\"1\"");
  assert_shows (test, "1");
  g_free (centre.if_none_match);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue-fetch/known", test_known);
  g_test_add_func ("/catalogue-fetch/bad-names", test_bad_names);
  g_test_add_func ("/catalogue-fetch/nothing-to-have", test_nothing_to_have);
  g_test_add_func ("/catalogue-fetch/failures", test_failures);
  g_test_add_func ("/catalogue-fetch/refused", test_refused);
  return g_test_run ();
}
