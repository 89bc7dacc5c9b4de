// SPDX-License-Identifier: GPL-3.0-or-later
// What pages and their servers ask in words: a name and a password, the text of a script. Asked in
// our own notice, a bounded number of times, and for nobody but the portal.

#include <gio/gio.h>
#include <string.h>

#include "certificate.h"
#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define PATIENCE_MS 10000

#define PORTAL "Учебный портал"
#define NEEDED "Нужны имя и пароль"
#define WRONG "Имя или пароль не подошли"
#define CLOSED "Эта страница не для посетителей"

typedef struct {
  KapkaTestPortalServer *portal;
  KapkaTestPortalServer *foreign;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->portal = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->foreign = kapka_test_portal_server_new ("::1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->foreign);
  kapka_test_portal_server_free (fixture->portal);
}

static void
open_portal (Fixture *fixture, const char *path) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->portal, path);

  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
}

static void
end (Fixture *fixture, const char *counts) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, counts);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
fill_in (Fixture *fixture, const char *field, const char *text) {
  g_autoptr (KapkaTestElement) entry = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, field, DEADLINE_MS);

  g_assert_true (kapka_test_element_set_text (entry, text));
}

static void
sign_in (Fixture *fixture, const char *name, const char *password) {
  fill_in (fixture, "Имя", name);
  fill_in (fixture, "Пароль", password);
  kapka_test_kiosk_press (fixture->kiosk, "Войти");
}

static KapkaTestElement *
wait_for (Fixture *fixture, const char *name) {
  return kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                     ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

typedef struct {
  KapkaTestScreen *screen;
  const char *upper;
  const char *lower;
} Pair;

/* The keyboard makes new keys for another kind of field, so both are looked up each time. */
static gboolean
is_above_cb (gpointer data) {
  const Pair *pair = data;
  g_autoptr (KapkaTestElement) upper =
      kapka_test_screen_find (pair->screen, ATSPI_ROLE_INVALID, pair->upper);
  g_autoptr (KapkaTestElement) lower =
      kapka_test_screen_find (pair->screen, ATSPI_ROLE_INVALID, pair->lower);
  KapkaTestRect high = { 0 };
  KapkaTestRect low = { 0 };

  return upper != NULL && lower != NULL && kapka_test_element_get_rect (upper, &high) &&
         kapka_test_element_get_rect (lower, &low) && high.y > 0 && high.y + high.height <= low.y;
}

/* On the smallest screen the field that is touched stays above the keyboard. As a person does, the
 * touch is repeated when the notice was still moving. */
static void
touch_field (Fixture *fixture, const char *field) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  Pair pair = { screen, field, "1" };

  for (guint i = 0; i < DEADLINE_MS / PATIENCE_MS; i++) {
    g_autoptr (KapkaTestElement) entry = wait_for (fixture, field);

    kapka_test_screen_click (screen, entry);
    if (kapka_test_wait_until (is_above_cb, &pair, PATIENCE_MS))
      return;
  }
  g_error ("the keyboard does not open below the field %s", field);
}

/* The page opens, and counts, when the server knows the visitor. */
static void
test_password (Fixture *fixture, gconstpointer data) {
  g_autofree char *expected =
      g_base64_encode ((const guchar *)"visitor:word", strlen ("visitor:word"));
  g_autofree char *header = g_strconcat ("Basic ", expected, NULL);
  g_autoptr (KapkaTestRequest) request = NULL;

  open_portal (fixture, "/auth");
  kapka_test_kiosk_expect (fixture->kiosk, NEEDED);
  touch_field (fixture, "Имя");
  touch_field (fixture, "Пароль");
  sign_in (fixture, "visitor", "word");
  kapka_test_expect_gone (fixture->kiosk, NEEDED);
  request = kapka_test_portal_server_wait_request (fixture->portal, "/auth", 2, DEADLINE_MS);
  g_assert_cmpstr (g_hash_table_lookup (request->headers, "authorization"), ==, header);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 users=1");
  end (fixture, "s3=1 users=1");
}

static void
set_closed_page (KapkaTestPortalServer *server, const char *path) {
  static const char *const headers[] = { "WWW-Authenticate", "Basic realm=\"Staff\"", NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("<p>no", 5);

  kapka_test_portal_server_set_page (server, path, 401, "text/html", body, headers);
}

static void
test_wrong_passwords (Fixture *fixture, gconstpointer data) {
  set_closed_page (fixture->portal, "/");
  open_portal (fixture, "/");
  kapka_test_kiosk_expect (fixture->kiosk, NEEDED);
  sign_in (fixture, "visitor", "one");
  kapka_test_kiosk_expect (fixture->kiosk, WRONG);
  sign_in (fixture, "visitor", "two");
  kapka_test_expect_gone (fixture->kiosk, NEEDED);
  kapka_test_portal_server_wait_request (fixture->portal, "/", 3, DEADLINE_MS);
  kapka_test_kiosk_expect (fixture->kiosk, WRONG);
  sign_in (fixture, "visitor", "three");
  kapka_test_kiosk_expect (fixture->kiosk, CLOSED);
  end (fixture, "");
}

static void
test_no_password (Fixture *fixture, gconstpointer data) {
  set_closed_page (fixture->portal, "/");
  open_portal (fixture, "/");
  kapka_test_kiosk_expect (fixture->kiosk, NEEDED);
  kapka_test_kiosk_press (fixture->kiosk, "Отмена");
  kapka_test_kiosk_expect (fixture->kiosk, CLOSED);
  end (fixture, "");
}

/* A frame of another host would get what was meant for the portal. The page goes on feeling
 * touches.
 */
static void
test_foreign_password (Fixture *fixture, gconstpointer data) {
  g_autofree char *frame = kapka_test_portal_server_get_uri (fixture->foreign, "/frame");
  g_autofree char *html =
      g_strdup_printf ("<body onclick=\"fetch ('/touched')\" style='height:100vh'><iframe src='%s' "
                       "height=1></iframe>",
                       frame);
  g_autoptr (KapkaTestRequest) asked = NULL;
  g_autoptr (KapkaTestElement) question = NULL;

  set_closed_page (fixture->foreign, "/frame");
  kapka_test_portal_server_set_html (fixture->portal, "/", html);
  open_portal (fixture, "/");
  asked = kapka_test_portal_server_wait_request (fixture->foreign, "/frame", 1, DEADLINE_MS);
  for (guint i = 0; i < 3; i++)
    g_free (kapka_test_touch_page (fixture->kiosk, fixture->portal));
  question = kapka_test_screen_find (kapka_test_kiosk_get_screen (fixture->kiosk),
                                     ATSPI_ROLE_INVALID, NEEDED);
  g_assert_null (question);
  end (fixture, "s3=1 users=1");
}

static void
test_prompt (Fixture *fixture, gconstpointer data) {
  g_autofree char *answered = NULL;
  g_autofree char *cancelled = NULL;

  kapka_test_portal_server_set_html (
      fixture->portal, "/",
      "<meta charset=utf-8><script>const say = (k, v) => fetch ('/report?' + k + '=' + "
      "encodeURIComponent (v)); setTimeout (() => { say ('answered', prompt ('Ваше имя?', 'нет'));"
      " say ('cancelled', prompt ('И ещё раз?') === null) }, 0)</script>");
  open_portal (fixture, "/");
  kapka_test_kiosk_expect (fixture->kiosk, "Ваше имя?");
  fill_in (fixture, "Ваш ответ", "Ӟеч");
  kapka_test_kiosk_press (fixture->kiosk, "Ответить");
  answered = kapka_test_portal_server_wait_report (fixture->portal, "answered", DEADLINE_MS);
  g_assert_cmpstr (answered, ==, "Ӟеч");
  kapka_test_kiosk_expect (fixture->kiosk, "И ещё раз?");
  kapka_test_kiosk_press (fixture->kiosk, "Отмена");
  cancelled = kapka_test_portal_server_wait_report (fixture->portal, "cancelled", DEADLINE_MS);
  g_assert_cmpstr (cancelled, ==, "true");
  end (fixture, "s3=1 users=1");
}

/* A server that asks for the certificate of a person and can do without one shows its page; nobody
 * is asked for anything. */
static void
test_certificate (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate =
      kapka_test_make_certificate (dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autofree char *shown = NULL;

  kapka_test_portal_server_free (fixture->portal);
  fixture->portal = kapka_test_portal_server_new ("127.0.0.1", certificate);
  kapka_test_portal_server_request_certificate (fixture->portal);
  kapka_test_portal_server_set_html (fixture->portal, "/",
                                     "<script>fetch('/report?shown=1')</script>");
  kapka_test_kiosk_set_mount (fixture->kiosk, certificate, "/etc/ssl/certs/ca-certificates.crt");
  open_portal (fixture, "/");
  shown = kapka_test_portal_server_wait_report (fixture->portal, "shown", DEADLINE_MS);
  end (fixture, "s3=1 users=1");
}

/* One large field for a day; the page tells of each touch, and of the moment it asks the engine for
 * its calendar. */
#define DAY_HTML                                                                                   \
  "<!doctype html><meta charset=utf-8>"                                                            \
  "<style>input{position:fixed;inset:0;width:100%;height:100%;font-size:40px}</style>"             \
  "<input type=date><script>"                                                                      \
  "const tell = (what) => fetch('/' + what, { keepalive: true });"                                 \
  "addEventListener('click', () => tell('touched'), true);"                                        \
  "requestAnimationFrame(() => requestAnimationFrame(() => tell('shown')))</script>"

static KapkaTestXDisplay *
get_display (Fixture *fixture) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
}

static gboolean
shows_calendar_cb (gpointer data) {
  const Fixture *fixture = data;

  return kapka_test_kiosk_count_surfaces (fixture->kiosk) > 1;
}

static gboolean
shows_no_calendar_cb (gpointer data) {
  const Fixture *fixture = data;

  return kapka_test_kiosk_count_surfaces (fixture->kiosk) == 1;
}

static void
touch_page (Fixture *fixture, guint number) {
  g_autoptr (KapkaTestRequest) request = NULL;

  kapka_test_x_display_click (get_display (fixture), 512, 384);
  request =
      kapka_test_portal_server_wait_request (fixture->portal, "/touched", number, DEADLINE_MS);
}

static void
open_day (Fixture *fixture, guint number) {
  g_autoptr (KapkaTestRequest) request = NULL;

  if (number > 1)
    kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  request = kapka_test_portal_server_wait_request (fixture->portal, "/shown", number, DEADLINE_MS);
}

/* The calendar of the engine takes all touches for itself: left behind, it would take those of
 * every screen that follows. */
static void
test_calendar (Fixture *fixture, gconstpointer data) {
  kapka_test_portal_server_set_html (fixture->portal, "/day", DAY_HTML);
  open_portal (fixture, "/day");
  open_day (fixture, 1);
  touch_page (fixture, 1);
  g_assert_true (kapka_test_wait_until (shows_calendar_cb, fixture, DEADLINE_MS));
  kapka_test_go_home (fixture->kiosk);
  g_assert_true (kapka_test_wait_until (shows_no_calendar_cb, fixture, DEADLINE_MS));
  open_day (fixture, 2);
  touch_page (fixture, 2);
  end (fixture, "s3=1 users=1");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/questions/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("password", test_password);
  ADD ("wrong-passwords", test_wrong_passwords);
  ADD ("no-password", test_no_password);
  ADD ("foreign-password", test_foreign_password);
  ADD ("prompt", test_prompt);
  ADD ("certificate", test_certificate);
  ADD ("calendar", test_calendar);
#undef ADD
  return g_test_run ();
}
