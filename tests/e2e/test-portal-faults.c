// SPDX-License-Identifier: GPL-3.0-or-later
// What shows when a portal cannot be reached, answers badly or takes its page down with it; none of
// it counts.

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "certificate.h"
#include "pages.h"
#include "portal-server.h"
#include "steps.h"

#define DEADLINE_MS 60000
/* The kiosk calls a portal silent after 45 seconds. */
#define SILENCE_MS 90000

#define PORTAL "Учебный портал"
#define NO_CONNECTION "Сейчас нет связи с порталом"
#define NOT_FOUND "Портал не находится в сети"
#define UNSAFE "Не удалось установить безопасное соединение"
#define OUT_OF_ORDER "Портал сейчас не работает"
#define CRASHED "Страница закрылась сама"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
  kapka_test_dir_free (fixture->dir);
}

/* A page that reports its name, and the touches that follow its link. */
static void
set_page (Fixture *fixture, const char *path, guint status, const char *name, const char *link) {
  g_autofree char *html = g_strdup_printf (
      "<!doctype html><meta charset=utf-8><a href='%s' style='position:fixed;inset:0' "
      "onclick=\"fetch('/touched?%s',{keepalive:true})\">%s</a><script>fetch('/"
      "report?shown=%s')</script>",
      link, name, name, name);
  g_autoptr (GBytes) body = g_bytes_new (html, strlen (html));

  kapka_test_portal_server_set_page (fixture->server, path, status, "text/html; charset=utf-8",
                                     body, NULL);
}

static void
await_page (Fixture *fixture, const char *name) {
  kapka_test_portal_server_expect_report (fixture->server, "shown", name);
}

static void
follow_link (Fixture *fixture, const char *page) {
  g_autofree char *touched = kapka_test_touch_page (fixture->kiosk, fixture->server);

  g_assert_cmpstr (touched, ==, page);
}

static void
add_tile (Fixture *fixture, const char *id, const char *name, const char *path) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, path);

  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url, "s3");
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
end (Fixture *fixture, const char *counts) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, counts);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
open_portal (Fixture *fixture, const char *tile) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", tile);
}

/* A port that is taken and at which nobody listens. */
static GSocket *
take_deaf_port (char **out_url) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any, FALSE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *out_url = g_strdup_printf ("http://127.0.0.1:%u/",
                              g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  return socket;
}

static void
test_no_connection (Fixture *fixture, gconstpointer data) {
  g_autofree char *deaf_url = NULL;
  g_autoptr (GSocket) deaf = take_deaf_port (&deaf_url);
  static const char *const tiles[][2] = {
    { "Портал без сервера", NO_CONNECTION },
    { "Портал без имени", NOT_FOUND },
    { "Портал на полуслове", NO_CONNECTION },
    { "Портал за портом, куда браузер не ходит", NO_CONNECTION },
  };

  kapka_test_kiosk_add_portal (fixture->kiosk, "deaf", tiles[0][0], deaf_url, "s3");
  kapka_test_kiosk_add_portal (fixture->kiosk, "nameless", tiles[1][0], "http://portal.invalid/",
                               "s3");
  kapka_test_kiosk_add_portal (fixture->kiosk, "restricted", tiles[3][0], "http://127.0.0.1:1/",
                               "s3");
  add_tile (fixture, "closing", tiles[2][0], "/close");
  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++) {
    open_portal (fixture, tiles[i][0]);
    kapka_test_kiosk_expect (fixture->kiosk, tiles[i][1]);
    kapka_test_go_home (fixture->kiosk);
  }
  kapka_test_kiosk_expect_counts (fixture->kiosk, "");
  open_portal (fixture, tiles[2][0]);
  kapka_test_kiosk_expect (fixture->kiosk, NO_CONNECTION);
  set_page (fixture, "/close", 200, "repaired", "/");
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_page (fixture, "repaired");
  end (fixture, "s3=1 users=1");
}

static void
test_silence (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestElement) notice = NULL;

  add_tile (fixture, "silent", PORTAL, "/hang");
  begin (fixture);
  open_portal (fixture, PORTAL);
  notice = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                       ATSPI_ROLE_INVALID, "Портал не отвечает", SILENCE_MS);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "");
  set_page (fixture, "/hang", 200, "repaired", "/");
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_page (fixture, "repaired");
  end (fixture, "s3=1 users=1");
}

static void
test_an_error_at_the_door (Fixture *fixture, gconstpointer data) {
  static const guint codes[] = { 404, 503 };

  add_tile (fixture, "portal", PORTAL, "/portal");
  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    set_page (fixture, "/portal", codes[i], "error", "/");
    open_portal (fixture, PORTAL);
    kapka_test_kiosk_expect (fixture->kiosk, OUT_OF_ORDER);
    kapka_test_go_home (fixture->kiosk);
  }
  end (fixture, "");
}

/* Inside the portal its own words about a missing page are the best; a portal that breaks down has
 * none worth showing. */
static void
test_an_error_inside (Fixture *fixture, gconstpointer data) {
  add_tile (fixture, "portal", PORTAL, "/portal");
  set_page (fixture, "/portal", 200, "portal", "/missing");
  set_page (fixture, "/missing", 404, "missing", "/broken");
  set_page (fixture, "/broken", 503, "broken", "/");
  begin (fixture);
  open_portal (fixture, PORTAL);
  await_page (fixture, "portal");
  follow_link (fixture, "portal");
  await_page (fixture, "missing");
  follow_link (fixture, "missing");
  kapka_test_kiosk_expect (fixture->kiosk, OUT_OF_ORDER);
  await_page (fixture, "broken");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, OUT_OF_ORDER);
  follow_link (fixture, "missing");
  end (fixture, "s3=1 users=1");
}

static void
test_certificates (Fixture *fixture, gconstpointer data) {
  static const char *const tiles[] = {
    [KAPKA_TEST_CERTIFICATE_SELF_SIGNED] = "Портал без доверия",
    [KAPKA_TEST_CERTIFICATE_WRONG_NAME] = "Портал под чужим именем",
    [KAPKA_TEST_CERTIFICATE_EXPIRED] = "Портал с просрочкой",
  };
  KapkaTestPortalServer *servers[G_N_ELEMENTS (tiles)];

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++) {
    g_autofree char *id = g_strdup_printf ("unsafe-%u", i);
    g_autofree char *certificate = kapka_test_make_certificate (fixture->dir, i);
    g_autofree char *url = NULL;

    servers[i] = kapka_test_portal_server_new ("127.0.0.1", certificate);
    kapka_test_portal_server_set_html (servers[i], "/", "<script>fetch('/report?ran')</script>");
    url = kapka_test_portal_server_get_uri (servers[i], "/");
    kapka_test_kiosk_add_portal (fixture->kiosk, id, tiles[i], url, "s3");
  }
  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++) {
    open_portal (fixture, tiles[i]);
    kapka_test_kiosk_expect (fixture->kiosk, UNSAFE);
    kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
    kapka_test_kiosk_expect (fixture->kiosk, UNSAFE);
    kapka_test_go_home (fixture->kiosk);
  }
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++) {
    g_assert_cmpuint (kapka_test_portal_server_count_requests (servers[i], NULL), ==, 0);
    kapka_test_portal_server_free (servers[i]);
  }
  end (fixture, "");
}

static void
test_a_page_that_is_killed (Fixture *fixture, gconstpointer data) {
  add_tile (fixture, "portal", PORTAL, "/portal");
  set_page (fixture, "/portal", 200, "portal", "/inside");
  set_page (fixture, "/inside", 200, "inside", "/portal");
  begin (fixture);
  open_portal (fixture, PORTAL);
  await_page (fixture, "portal");
  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGKILL), >, 0);
  kapka_test_kiosk_expect (fixture->kiosk, CRASHED);
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_page (fixture, "portal");
  follow_link (fixture, "portal");
  await_page (fixture, "inside");
  kapka_test_pages_signal (fixture->kiosk, SIGKILL);
  kapka_test_kiosk_expect (fixture->kiosk, CRASHED);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  await_page (fixture, "portal");
  kapka_test_pages_signal (fixture->kiosk, SIGKILL);
  kapka_test_kiosk_expect (fixture->kiosk, CRASHED);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, PORTAL);
  kapka_test_expect_gone (fixture->kiosk, CRASHED);
  end (fixture, "s3=1 users=1");
}

/* Nothing of the visit goes on running behind the waiting screen. */
static void
test_no_page_outlives_its_visit (Fixture *fixture, gconstpointer data) {
  add_tile (fixture, "portal", PORTAL, "/portal");
  set_page (fixture, "/portal", 200, "portal", "/");
  begin (fixture);
  open_portal (fixture, PORTAL);
  await_page (fixture, "portal");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_pages_expect_none (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal-faults/no-connection", test_no_connection);
  ADD ("/portal-faults/silence", test_silence);
  ADD ("/portal-faults/an-error-at-the-door", test_an_error_at_the_door);
  ADD ("/portal-faults/an-error-inside", test_an_error_inside);
  ADD ("/portal-faults/certificates", test_certificates);
  ADD ("/portal-faults/a-page-that-is-killed", test_a_page_that_is_killed);
  ADD ("/portal-faults/no-page-outlives-its-visit", test_no_page_outlives_its_visit);
#undef ADD
  return g_test_run ();
}
