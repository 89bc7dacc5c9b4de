// SPDX-License-Identifier: GPL-3.0-or-later
// A portal whose certificate is of an authority that was installed by `kapkactl ca import` opens in
// the kiosk, and no other does. The kiosk finds the bundle of the test in the place of the
// system's, in a mount namespace of its own, for which the test needs the right to mount.

#include <gio/gio.h>
#include <sysexits.h>

#include "certificate.h"
#include "portal-server.h"
#include "steps.h"
#include "trusted-root.h"

#define DEADLINE_MS 60000
#define BUNDLE "/etc/ssl/certs/ca-certificates.crt"
#define DOOR "Узнать об услуге"
#define PORTAL "Портал Минцифры"
#define FOREIGN "Чужой портал"
#define UNSAFE "Не удалось установить безопасное соединение"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestTrustedRoot root;
  char *authority;
  KapkaTestPortalServer *server;
  KapkaTestPortalServer *foreign; // Its certificate is its own.
  KapkaTestKiosk *kiosk;
} Fixture;

static KapkaTestPortalServer *
add_portal (Fixture *fixture, const char *id, const char *name, const char *certificate) {
  KapkaTestPortalServer *server = kapka_test_portal_server_new ("127.0.0.1", certificate);
  g_autofree char *url = kapka_test_portal_server_get_uri (server, "/page");

  kapka_test_portal_server_set_html (server, "/page",
                                     "<!doctype html><script>fetch('/report?shown=page')</script>");
  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url, "s3");
  return server;
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *issued = NULL;
  g_autofree char *own = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->authority = kapka_test_make_authority (fixture->dir);
  issued = kapka_test_issue_certificate (fixture->dir, fixture->authority,
                                         KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  own = kapka_test_make_certificate (fixture->dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  kapka_test_trusted_root_init (&fixture->root, fixture->dir);
  kapka_test_trusted_root_know (&fixture->root, "authority", fixture->authority);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  fixture->server = add_portal (fixture, "portal", PORTAL, issued);
  fixture->foreign = add_portal (fixture, "foreign", FOREIGN, own);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->foreign);
  kapka_test_portal_server_free (fixture->server);
  kapka_test_trusted_root_clear (&fixture->root);
  g_free (fixture->authority);
  kapka_test_dir_free (fixture->dir);
}

static void
expect_unsafe (Fixture *fixture, const char *portal) {
  kapka_test_kiosk_press (fixture->kiosk, portal);
  kapka_test_kiosk_expect (fixture->kiosk, UNSAFE);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
}

static void
end (Fixture *fixture) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
import (Fixture *fixture) {
  g_autoptr (KapkaTestProgram) program =
      kapka_test_trusted_root_run (&fixture->root, "", "import", "--yes", fixture->authority);

  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, EX_OK);
}

static void
test_opens (Fixture *fixture, gconstpointer data) {
  g_autofree char *bundle = kapka_test_trusted_root_get_bundle (&fixture->root);

  begin (fixture);
  expect_unsafe (fixture, PORTAL);
  end (fixture);
  import (fixture);
  kapka_test_kiosk_set_mount (fixture->kiosk, bundle, BUNDLE);
  begin (fixture);
  expect_unsafe (fixture, FOREIGN);
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "page");
  end (fixture);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->foreign, NULL), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/portal-trust/opens", Fixture, NULL, set_up, test_opens, tear_down);
  return g_test_run ();
}
