// SPDX-License-Identifier: GPL-3.0-or-later
/* A kiosk that reaches its centre over squid or tinyproxy alone. */
#include <string.h>

#include "certificate.h"
#include "cut-proxy.h"
#include "nginx.h"
#include "proxies.h"
#include "sync-kiosk.h"

#define NAME KAPKA_TEST_PROXY_USER ":" KAPKA_TEST_PROXY_PASSWORD "@"

/* A kiosk, a proxy that nothing is said about yet, and a centre behind nginx. */
typedef struct {
  KapkaTestDir *dir;
  char *authority;
  SyncKiosk *kiosk;
  KapkaTestService *nginx;
} Fixture;

static void
fixture_start (Fixture *fixture) {
  g_autofree char *certificate = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->authority = kapka_test_make_authority (fixture->dir);
  certificate = kapka_test_issue_certificate (fixture->dir, fixture->authority,
                                              KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  fixture->kiosk = sync_kiosk_new ();
  sync_kiosk_work (fixture->kiosk, "2026-03-02", 2);
  fixture->nginx = kapka_test_nginx_new (&(KapkaTestNginxSetup){
      .certificate = certificate,
      .upstream = kapka_test_centre_get_upstream (fixture->kiosk->centre) });
}

static void
fixture_clear (Fixture *fixture) {
  g_clear_pointer (&fixture->kiosk, sync_kiosk_free);
  g_clear_pointer (&fixture->nginx, kapka_test_service_free);
  g_clear_pointer (&fixture->authority, g_free);
  g_clear_pointer (&fixture->dir, kapka_test_dir_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* @user is "" or ends in an at sign; port 0 means no proxy. */
static void
configure (Fixture *fixture, const char *user, guint port, const char *auth) {
  g_autofree char *proxy =
      port == 0 ? g_strdup ("") : g_strdup_printf ("proxy=http://%s127.0.0.1:%u\n", user, port);
  g_autofree char *lines = g_strdup_printf (
      "url=https://127.0.0.1:%u/\nca_file=%s\n%sproxy_auth=%s\n",
      kapka_test_service_get_port (fixture->nginx), fixture->authority, proxy, auth);

  sync_kiosk_configure (fixture->kiosk, lines);
}

typedef struct {
  const char *path;
  KapkaTestService *(*new_proxy) (KapkaTestProxyAuth auth);
  KapkaTestProxyAuth wanted;
  const char *user;
  const char *auth;
  int exit_code;
  const char *reason;
} ProxyRow;

static const ProxyRow rows[] = {
  { "/matrix/19-squid", kapka_test_squid_new, KAPKA_TEST_PROXY_OPEN, "", "none", 0, "ok" },
  { "/matrix/19-squid-basic", kapka_test_squid_new, KAPKA_TEST_PROXY_BASIC, NAME, "basic", 0,
    "ok" },
  { "/matrix/19-squid-basic-by-address", kapka_test_squid_new, KAPKA_TEST_PROXY_BASIC, NAME, "none",
    0, "ok" },
  { "/matrix/19-squid-basic-no-name", kapka_test_squid_new, KAPKA_TEST_PROXY_BASIC, "", "none", 78,
    "proxy_auth" },
  { "/matrix/19-squid-basic-wrong-password", kapka_test_squid_new, KAPKA_TEST_PROXY_BASIC,
    "library:wrong@", "basic", 78, "proxy_auth" },
  { "/matrix/19-squid-ntlm", kapka_test_squid_new, KAPKA_TEST_PROXY_NTLM, NAME, "ntlm", 0, "ok" },
  { "/matrix/19-squid-ntlm-asked-for-basic", kapka_test_squid_new, KAPKA_TEST_PROXY_NTLM, NAME,
    "basic", 78, "proxy_auth" },
  { "/matrix/19-tinyproxy", kapka_test_tinyproxy_new, KAPKA_TEST_PROXY_OPEN, "", "none", 0, "ok" },
  { "/matrix/19-tinyproxy-basic", kapka_test_tinyproxy_new, KAPKA_TEST_PROXY_BASIC, NAME, "basic",
    0, "ok" },
  { "/matrix/19-tinyproxy-basic-wrong-password", kapka_test_tinyproxy_new, KAPKA_TEST_PROXY_BASIC,
    "library:wrong@", "basic", 78, "proxy_auth" },
};

/* Heals the network and has everything arrive. */
static void
heal (Fixture *fixture) {
  configure (fixture, "", 0, "none");
  sync_kiosk_assert_run (fixture->kiosk, NULL, 0, "ok");
  sync_kiosk_assert_agrees (fixture->kiosk);
}

static void
test_proxy (gconstpointer data) {
  const ProxyRow *row = data;
  g_autoptr (KapkaTestService) proxy = row->new_proxy (row->wanted);
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture);
  configure (&fixture, row->user, kapka_test_service_get_port (proxy), row->auth);
  sync_kiosk_assert_run (fixture.kiosk, NULL, row->exit_code, row->reason);
  sync_kiosk_assert_recorded (fixture.kiosk, row->exit_code, row->reason);
  if (row->exit_code == 0)
    sync_kiosk_assert_agrees (fixture.kiosk);
  else
    sync_kiosk_assert_centre_empty (fixture.kiosk);
  heal (&fixture);
}

/* Neither the proxy nor the centre behind it. */
static void
test_down (void) {
  g_autoptr (KapkaTestService) proxy = kapka_test_squid_new (KAPKA_TEST_PROXY_OPEN);
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture);
  configure (&fixture, "", kapka_test_service_get_port (proxy), "none");
  kapka_test_service_stop (fixture.nginx);
  sync_kiosk_assert_run (fixture.kiosk, "--once", 75, "proxy");
  kapka_test_service_restart (fixture.nginx);
  kapka_test_service_stop (proxy);
  sync_kiosk_assert_run (fixture.kiosk, "--once", 75, "proxy");
  sync_kiosk_assert_centre_empty (fixture.kiosk);
  heal (&fixture);
}

/* A proxy that refuses a tunnel is shown no request, and so no token. */
static void
test_tunnel_refused (void) {
  static const struct {
    guint status;
    int exit_code;
    const char *reason;
  } answers[] = { { 407, 78, "proxy_auth" }, { 403, 75, "proxy" }, { 502, 75, "proxy" } };
  KapkaTestBadServer *proxy = kapka_test_bad_server_new (NULL, NULL);
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture);
  configure (&fixture, "", kapka_test_bad_server_get_port (proxy), "none");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    kapka_test_bad_server_set_canned (proxy, answers[i].status, "", "");
    kapka_test_bad_server_set_mood (proxy, KAPKA_TEST_MOOD_CANNED, 0);
    sync_kiosk_assert_run (fixture.kiosk, "--once", answers[i].exit_code, answers[i].reason);
  }
  g_assert_cmpuint (kapka_test_bad_server_count_requests (proxy), ==, G_N_ELEMENTS (answers));
  sync_kiosk_assert_centre_empty (fixture.kiosk);
  heal (&fixture);
  kapka_test_bad_server_free (proxy);
}

/* In the answer to CONNECT, right behind it, and anywhere in the tunnel. */
static void
test_cut (void) {
  static const guint64 places[] = { 0, 1, 12, 38, 39, 40, 100, 700 };
  g_autoptr (KapkaTestService) squid = kapka_test_squid_new (KAPKA_TEST_PROXY_OPEN);
  g_autoptr (KapkaTestCutProxy) cutter =
      kapka_test_cut_proxy_new_for_port (kapka_test_service_get_port (squid));
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture);
  configure (&fixture, "", kapka_test_cut_proxy_get_port (cutter), "none");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_test_message ("after byte %" G_GUINT64_FORMAT, places[i]);
    kapka_test_cut_proxy_cut (cutter, &(KapkaTestFate){ .way = KAPKA_TEST_WAY_ANSWER,
                                                        .after = places[i],
                                                        .cut = KAPKA_TEST_CUT_RESET });
    sync_kiosk_assert_run (fixture.kiosk, "--once", 75, "network");
    g_assert_cmpuint (kapka_test_cut_proxy_count_cuts (cutter), ==, i + 1);
  }
  sync_kiosk_assert_centre_empty (fixture.kiosk);
  kapka_test_cut_proxy_heal (cutter);
  sync_kiosk_assert_run (fixture.kiosk, NULL, 0, "ok");
  sync_kiosk_assert_agrees (fixture.kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_proxy);
  g_test_add_func ("/matrix/19-down", test_down);
  g_test_add_func ("/matrix/19-tunnel-refused", test_tunnel_refused);
  g_test_add_func ("/matrix/19-cut-after-connect", test_cut);
  return g_test_run ();
}
