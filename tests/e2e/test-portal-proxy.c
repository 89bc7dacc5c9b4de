// SPDX-License-Identifier: GPL-3.0-or-later
// Portals of a library whose network has but one way out, a real proxy. The name and the password
// of kapka-sync stay out of it: the engine would tell them to the portals as well.

#include "certificate.h"
#include "proxies.h"
#include "steps.h"

#define BUNDLE "/etc/ssl/certs/ca-certificates.crt"
#define PORTAL "Портал за прокси"
#define NAME KAPKA_TEST_PROXY_USER ":" KAPKA_TEST_PROXY_PASSWORD "@"
#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *authority = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *bundle = NULL;

  fixture->dir = kapka_test_dir_new ();
  authority = kapka_test_make_authority (fixture->dir);
  certificate =
      kapka_test_issue_certificate (fixture->dir, authority, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", certificate);
  kapka_test_portal_server_set_html (
      fixture->server, "/page", "<!doctype html><script>" KAPKA_TEST_SHOWN ("page") "</script>");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set_mount (fixture->kiosk, authority, BUNDLE);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
  kapka_test_dir_free (fixture->dir);
}

static void
assert_nothing_told (Fixture *fixture) {
  guint n = kapka_test_portal_server_count_requests (fixture->server, NULL);

  for (guint i = 1; i <= n; i++) {
    g_autoptr (KapkaTestRequest) request =
        kapka_test_portal_server_wait_request (fixture->server, NULL, i, DEADLINE_MS);

    g_assert_null (g_hash_table_lookup (request->headers, "proxy-authorization"));
  }
}

/* @user is "" or ends in an at sign. */
static void
open_by (Fixture *fixture, KapkaTestService *proxy, const char *user) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, "/page");
  g_autofree char *address =
      g_strdup_printf ("http://%s127.0.0.1:%u", user, kapka_test_service_get_port (proxy));

  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
  kapka_test_kiosk_set (fixture->kiosk, "sync", "proxy", address);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
}

static void
end (Fixture *fixture) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  assert_nothing_told (fixture);
}

static void
test_squid (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestService) proxy = kapka_test_squid_new (KAPKA_TEST_PROXY_OPEN);

  open_by (fixture, proxy, NAME);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "page");
  end (fixture);
}

static void
test_tinyproxy (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestService) proxy = kapka_test_tinyproxy_new (KAPKA_TEST_PROXY_OPEN);

  open_by (fixture, proxy, "");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "page");
  end (fixture);
}

/* The visitor is told, and asked for nothing that he cannot know. */
static void
test_password_wanted (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestService) proxy = kapka_test_squid_new (KAPKA_TEST_PROXY_BASIC);

  open_by (fixture, proxy, NAME);
  kapka_test_kiosk_expect (fixture->kiosk, "Сейчас нет связи с порталом");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  end (fixture);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, NULL), ==, 0);
}

/* There is no way around it. */
static void
test_down (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestService) proxy = kapka_test_tinyproxy_new (KAPKA_TEST_PROXY_OPEN);

  kapka_test_service_stop (proxy);
  open_by (fixture, proxy, "");
  kapka_test_kiosk_expect (fixture->kiosk, "Сейчас нет связи с порталом");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  end (fixture);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, NULL), ==, 0);
}

/* A part of a page that says what a proxy says takes nothing from the page. */
static void
test_pretender (Fixture *fixture, gconstpointer data) {
  const char *const headers[] = { "Proxy-Authenticate", "Basic realm=\"proxy\"", NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("no", 2);
  g_autoptr (KapkaTestService) proxy = kapka_test_tinyproxy_new (KAPKA_TEST_PROXY_OPEN);

  kapka_test_portal_server_set_page (fixture->server, "/picture", 407, "text/html", body, headers);
  kapka_test_portal_server_set_html (
      fixture->server, "/page",
      "<!doctype html><img src='/picture' onerror=\"fetch('/report?shown=page')\">");
  open_by (fixture, proxy, NAME);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "page");
  kapka_test_expect_gone (fixture->kiosk, "Сейчас нет связи с порталом");
  end (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal-proxy/squid", test_squid);
  ADD ("/portal-proxy/tinyproxy", test_tinyproxy);
  ADD ("/portal-proxy/password-wanted", test_password_wanted);
  ADD ("/portal-proxy/down", test_down);
  ADD ("/portal-proxy/pretender", test_pretender);
#undef ADD
  return g_test_run ();
}
