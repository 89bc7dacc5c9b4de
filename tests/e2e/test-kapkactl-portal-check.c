// SPDX-License-Identifier: GPL-3.0-or-later
// Each verdict of `kapkactl portal-check`, by the real program and portals that behave like it.

#include <gio/gio.h>
#include <string.h>
#include <sysexits.h>

#include "certificate.h"
#include "nginx.h"
#include "outcome.h"
#include "portal-server.h"

#define DEADLINE_MS 120000

/* Below what the site of nginx hands on. */
#define SAFE_PAGE "/v1/page"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPortalServer *server;
  GStrv environment;
  char *config;
  GString *portals; // portals.ini
  char *authority;  // Its name is in authorities.ini of the fixture.
} Fixture;

static void
write_config (Fixture *fixture, const char *more) {
  g_autofree char *state_dir = kapka_test_dir_make (fixture->dir, "state");
  g_autofree char *text = g_strdup_printf ("[storage]\nstate_dir=%s\n%s", state_dir, more);

  g_free (fixture->config);
  fixture->config = kapka_test_dir_write (fixture->dir, "kapka.conf", text);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->portals = g_string_new ("[List]\nNumber=1\nDate=2026-01-01\nApprover=Центр\n");
  fixture->authority = kapka_test_make_authority (fixture->dir);
  fixture->environment = g_environ_setenv (g_get_environ (), "TEXTDOMAINDIR",
                                           kapka_test_dir_get_path (fixture->dir), TRUE);
  // Whether this machine has a way out is no matter of most tests.
  fixture->environment =
      g_environ_setenv (fixture->environment, "GIO_USE_NETWORK_MONITOR", "base", TRUE);
  g_free (kapka_test_dir_write (
      fixture->dir, "data/catalog/authorities.ini",
      "[test]\nCommonName=Kapka test authority\nFile=test.crt\n"
      "Sha256=0000000000000000000000000000000000000000000000000000000000000000\n"));
  kapka_test_portal_server_set_html (fixture->server, "/good", "<!doctype html>good");
  write_config (fixture, "");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_free (fixture->config);
  g_free (fixture->authority);
  g_strfreev (fixture->environment);
  g_string_free (fixture->portals, TRUE);
  kapka_test_portal_server_free (fixture->server);
  kapka_test_dir_free (fixture->dir);
}

static void
add_portal (Fixture *fixture, const char *id, const char *url) {
  g_string_append_printf (fixture->portals,
                          "\n[%s]\nName=%s\nName[en]=%s\nDescription=о\nDescription[en]=o\n"
                          "Group=g\nIcon=kapka-globe-symbolic\nServices=s3\nUrl=%s\nEnabled=true\n",
                          id, id, id, url);
}

static void
add_page (Fixture *fixture, const char *id, const char *path) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, path);

  add_portal (fixture, id, url);
}

/* By another name of the same server, so that it is another host. */
static void
add_by_name (Fixture *fixture, const char *id, const char *path) {
  g_autofree char *url = g_strdup_printf (
      "http://localhost:%u%s", kapka_test_portal_server_get_port (fixture->server), path);

  add_portal (fixture, id, url);
}

static void
write_white_list (Fixture *fixture, const char *witness) {
  g_autofree char *text =
      g_strdup_printf ("[WhiteList]\nDate=2026-05-17\nHosts=localhost\nWitnesses=%s\n", witness);

  g_free (kapka_test_dir_write (fixture->dir, "data/catalog/white-list.ini", text));
}

static KapkaTestOutcome
run (Fixture *fixture, const char *const *before, ...) G_GNUC_NULL_TERMINATED;

/* Runs the check with the arguments, ended by NULL, by way of the command @before. */
static KapkaTestOutcome
run (Fixture *fixture, const char *const *before, ...) {
  g_autofree char *data_dir = kapka_test_dir_join (fixture->dir, "data");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  const char *const fixed[] = { g_getenv ("KAPKACTL"), "--config", fixture->config,
                                "--data-dir",          data_dir,   "portal-check",
                                "--pause=2",           NULL };
  va_list arguments;
  const char *argument;

  g_free (kapka_test_dir_write (fixture->dir, "data/catalog/portals.ini", fixture->portals->str));
  for (gsize i = 0; before != NULL && before[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)before[i]);
  for (gsize i = 0; fixed[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)fixed[i]);
  va_start (arguments, before);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer)argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return kapka_test_outcome_run ((const char *const *)argv->pdata,
                                 (const char *const *)fixture->environment, DEADLINE_MS);
}

static void
assert_has (const KapkaTestOutcome *outcome, const char *part) {
  if (strstr (outcome->out, part) == NULL)
    g_error ("expected \"%s\" in:\n%s%s", part, outcome->out, outcome->err);
}

/* In JSON the keys are sorted, so that the word of @id ends its object but for the words. */
static void
assert_verdict (const KapkaTestOutcome *outcome, const char *id, const char *verdict) {
  g_autofree char *pattern = g_strdup_printf (
      "\"id\":\"%s\",\"ms\":[0-9]+,\"status\":[0-9]+,\"verdict\":\"%s\"", id, verdict);

  if (!g_regex_match_simple (pattern, outcome->out, 0, 0))
    g_error ("expected %s %s in:\n%s%s", id, verdict, outcome->out, outcome->err);
}

static char *
read_results (Fixture *fixture) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "state/portals.json");
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_all_work (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestRequest) request = NULL;
  g_auto (KapkaTestOutcome) text = { 0 };
  g_autofree char *results = NULL;

  add_page (fixture, "plain", "/good");
  add_page (fixture, "inside", "/redirect?to=/good");
  add_page (fixture, "asks", "/auth");
  text = run (fixture, NULL, NULL);
  g_assert_cmpint (text.exit_code, ==, EX_OK);
  assert_has (&text, "plain");
  assert_has (&text, "works");
  results = read_results (fixture);
  g_assert_nonnull (strstr (results, "\"id\":\"asks\""));
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, NULL), ==, 4);
  request = kapka_test_portal_server_wait_request (fixture->server, "/good", 1, DEADLINE_MS);
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (request->headers, "user-agent"),
                                   "kapka-portal-check/"));
}

static void
test_portal (Fixture *fixture, gconstpointer data) {
  g_autoptr (GBytes) body = g_bytes_new_static ("no", 2);
  g_autofree char *gone = NULL;
  g_auto (KapkaTestOutcome) json = { 0 };
  g_auto (KapkaTestOutcome) text = { 0 };

  {
    g_autoptr (KapkaTestPortalServer) away = kapka_test_portal_server_new ("127.0.0.1", NULL);

    gone = kapka_test_portal_server_get_uri (away, "/");
  }
  kapka_test_portal_server_set_page (fixture->server, "/broken", 503, "text/html", body, NULL);
  add_page (fixture, "good", "/good");
  add_page (fixture, "broken", "/broken");
  add_page (fixture, "lost", "/status?code=404");
  add_page (fixture, "elsewhere", "/redirect?to=http://another.example/");
  add_page (fixture, "cut", "/close");
  add_page (fixture, "hangs", "/hang");
  add_page (fixture, "slow", "/slow?ms=1500");
  add_portal (fixture, "refused", gone);
  add_portal (fixture, "unknown", "http://nobody.invalid/");
  json = run (fixture, NULL, "--json", "--slow=1000", NULL);
  g_assert_cmpint (json.exit_code, ==, EX_UNAVAILABLE);
  assert_verdict (&json, "good", "ok");
  assert_verdict (&json, "broken", "down");
  assert_verdict (&json, "lost", "down");
  assert_verdict (&json, "elsewhere", "redirect");
  assert_verdict (&json, "cut", "silent");
  assert_verdict (&json, "hangs", "silent");
  assert_verdict (&json, "slow", "slow");
  assert_verdict (&json, "refused", "down");
  assert_verdict (&json, "unknown", "no-dns");
  text = run (fixture, NULL, "broken", "elsewhere", NULL);
  g_assert_cmpint (text.exit_code, ==, EX_UNAVAILABLE);
  assert_has (&text, "does not work (HTTP 503)");
  assert_has (&text, "another.example");
  assert_has (&text, "ExtraHosts");
}

/* The portal @id behind a certificate: a real nginx shows it, and asks our server for the page. */
static KapkaTestService *
add_safe (Fixture *fixture, const char *id, const char *certificate) {
  g_autofree char *upstream =
      g_strdup_printf ("127.0.0.1:%u", kapka_test_portal_server_get_port (fixture->server));
  const KapkaTestNginxSetup setup = { .certificate = certificate, .upstream = upstream };
  KapkaTestService *nginx = kapka_test_nginx_new (&setup);
  g_autofree char *url =
      g_strdup_printf ("https://127.0.0.1:%u" SAFE_PAGE, kapka_test_service_get_port (nginx));

  add_portal (fixture, id, url);
  return nginx;
}

/* Returns the root of a system that trusts the authority alone. */
static char *
trust_authority (Fixture *fixture) {
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (fixture->authority, &text, NULL, &error);
  g_assert_no_error (error);
  g_free (kapka_test_dir_write (fixture->dir, "root/etc/ssl/certs/ca-certificates.crt", text));
  return kapka_test_dir_join (fixture->dir, "root");
}

static void
test_certificates (Fixture *fixture, gconstpointer data) {
  g_autofree char *good = kapka_test_issue_certificate (fixture->dir, fixture->authority,
                                                        KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autofree char *expired = kapka_test_issue_certificate (fixture->dir, fixture->authority,
                                                           KAPKA_TEST_CERTIFICATE_EXPIRED);
  g_autofree char *other = kapka_test_issue_certificate (fixture->dir, fixture->authority,
                                                         KAPKA_TEST_CERTIFICATE_WRONG_NAME);
  g_autofree char *own =
      kapka_test_make_certificate (fixture->dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (KapkaTestService) good_server = add_safe (fixture, "good", good);
  g_autoptr (KapkaTestService) expired_server = add_safe (fixture, "expired", expired);
  g_autoptr (KapkaTestService) other_server = add_safe (fixture, "other", other);
  g_autoptr (KapkaTestService) own_server = add_safe (fixture, "own", own);
  g_autofree char *root = trust_authority (fixture);
  g_auto (KapkaTestOutcome) trusted = { 0 };
  g_auto (KapkaTestOutcome) unknown = { 0 };
  g_auto (KapkaTestOutcome) text = { 0 };

  kapka_test_portal_server_set_html (fixture->server, SAFE_PAGE, "<!doctype html>good");
  trusted = run (fixture, NULL, "--json", "--root", root, NULL);
  g_assert_cmpint (trusted.exit_code, ==, EX_UNAVAILABLE);
  assert_verdict (&trusted, "good", "ok");
  assert_verdict (&trusted, "expired", "certificate-date");
  assert_verdict (&trusted, "other", "certificate-host");
  assert_verdict (&trusted, "own", "certificate-issuer");
  /* Of an authority that could be made trusted it is said which. */
  unknown = run (fixture, NULL, "--json", NULL);
  assert_verdict (&unknown, "good", "certificate-authority");
  assert_verdict (&unknown, "own", "certificate-issuer");
  text = run (fixture, NULL, "good", NULL);
  assert_has (&text, "Kapka test authority");
  /* To look at who has issued a certificate nothing is asked. */
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, NULL), ==, 1);
}

/* The white list shows by company: what is on it answers, and nothing else does. */
static void
test_white_list (Fixture *fixture, gconstpointer data) {
  g_autofree char *witness = g_strdup_printf ("http://localhost:%u/good",
                                              kapka_test_portal_server_get_port (fixture->server));
  g_auto (KapkaTestOutcome) blocked = { 0 };
  g_auto (KapkaTestOutcome) alone = { 0 };
  g_auto (KapkaTestOutcome) open = { 0 };

  write_white_list (fixture, witness);
  add_by_name (fixture, "listed", "/good");
  add_by_name (fixture, "listed-cut", "/close");
  add_page (fixture, "cut", "/close");
  blocked = run (fixture, NULL, "--json", NULL);
  assert_verdict (&blocked, "listed", "ok");
  assert_verdict (&blocked, "listed-cut", "silent");
  assert_verdict (&blocked, "cut", "white-list");
  /* Nothing of the list was asked for, so the witness is. */
  alone = run (fixture, NULL, "--json", "cut", NULL);
  assert_verdict (&alone, "cut", "white-list");
  /* Something else answers: the portal alone is silent. */
  add_page (fixture, "other", "/good");
  open = run (fixture, NULL, "--json", "cut", NULL);
  assert_verdict (&open, "cut", "silent");
}

static void
test_no_network (Fixture *fixture, gconstpointer data) {
  const char *const alone[] = { "unshare", "--map-root-user", "--net", NULL };
  g_auto (KapkaTestOutcome) json = { 0 };

  fixture->environment = g_environ_unsetenv (fixture->environment, "GIO_USE_NETWORK_MONITOR");
  write_white_list (fixture, "http://nobody.invalid/");
  add_portal (fixture, "address", "http://192.0.2.1/");
  add_portal (fixture, "name", "http://somebody.invalid/");
  json = run (fixture, alone, "--json", NULL);
  assert_verdict (&json, "address", "no-network");
  assert_verdict (&json, "name", "no-network");
}

static void
test_proxy (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestPortalServer) away = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autofree char *proxy = g_strdup_printf ("[sync]\nproxy=http://127.0.0.1:%u\n",
                                            kapka_test_portal_server_get_port (away));
  g_auto (KapkaTestOutcome) json = { 0 };

  g_clear_pointer (&away, kapka_test_portal_server_free);
  write_config (fixture, proxy);
  add_page (fixture, "good", "/good");
  json = run (fixture, NULL, "--json", NULL);
  g_assert_cmpint (json.exit_code, ==, EX_UNAVAILABLE);
  assert_verdict (&json, "good", "proxy");
}

/* With a mistake in the file the portals are looked at by the way that the kiosk takes. */
static void
test_earlier_proxy (Fixture *fixture, gconstpointer data) {
  g_autofree char *good = NULL;
  g_auto (KapkaTestOutcome) json = { 0 };
  g_autofree char *place = NULL;

  write_config (fixture, "[sync]\nproxy=http://127.0.0.1:1\n");
  g_assert_true (g_file_get_contents (fixture->config, &good, NULL, NULL));
  g_free (kapka_test_dir_write (fixture->dir, "state/last-good.conf", good));
  write_config (fixture, "[sync]\nproxy=http://127.0.0.1\n");
  place = g_strconcat (fixture->config, ":4: ", NULL);
  add_page (fixture, "good", "/good");
  json = run (fixture, NULL, "--json", NULL);
  assert_verdict (&json, "good", "proxy");
  g_assert_true (g_str_has_prefix (json.err, place));
}

/* A look at one portal leaves what is known of the others. */
static void
test_results (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) both = { 0 };
  g_auto (KapkaTestOutcome) one = { 0 };
  g_auto (KapkaTestOutcome) none = { 0 };
  g_autofree char *results = NULL;

  add_page (fixture, "first", "/good");
  add_page (fixture, "second", "/status?code=500");
  both = run (fixture, NULL, NULL);
  g_assert_cmpint (both.exit_code, ==, EX_UNAVAILABLE);
  one = run (fixture, NULL, "first", NULL);
  g_assert_cmpint (one.exit_code, ==, EX_OK);
  results = read_results (fixture);
  g_assert_nonnull (strstr (results, "\"id\":\"second\""));
  none = run (fixture, NULL, "third", NULL);
  g_assert_cmpint (none.exit_code, ==, EX_USAGE);
  g_assert_nonnull (strstr (none.err, "There is no portal third."));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal-check/all-work", test_all_work);
  ADD ("/portal-check/portal", test_portal);
  ADD ("/portal-check/certificates", test_certificates);
  ADD ("/portal-check/white-list", test_white_list);
  ADD ("/portal-check/no-network", test_no_network);
  ADD ("/portal-check/proxy", test_proxy);
  ADD ("/portal-check/earlier-proxy", test_earlier_proxy);
  ADD ("/portal-check/results", test_results);
#undef ADD
  return g_test_run ();
}
