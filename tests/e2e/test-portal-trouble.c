// SPDX-License-Identifier: GPL-3.0-or-later
// What a visitor can do about a portal in trouble: the paper for the same matter, and tiles that
// say it before the touch. And what nobody can do: pass a certificate that is no good.

#include <gio/gio.h>
#include <string.h>

#include "certificate.h"
#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define DOOR "Узнать об услуге"
#define PORTAL "Учебный портал"
#define NO_CONNECTION "Сейчас нет связи с порталом"
#define OUT_OF_ORDER "Портал сейчас не работает"
#define UNSAFE "Не удалось установить безопасное соединение"
#define CAPTIVE "Сеть просит войти"
#define REFUSED "Эта страница здесь не открывается"
#define PRINT_FORM "Напечатать бланк «Обращение в орган власти»"

/* The installed list has a form for the portal of this id. */
#define PORTAL_WITH_FORM "pos"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPortalServer *server;
  KapkaTestPortalServer *unsafe; // Its certificate is its own.
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *certificate = NULL;

  fixture->dir = kapka_test_dir_new ();
  certificate = kapka_test_make_certificate (fixture->dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->unsafe = kapka_test_portal_server_new ("127.0.0.1", certificate);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->unsafe);
  kapka_test_portal_server_free (fixture->server);
  kapka_test_dir_free (fixture->dir);
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
await_page (Fixture *fixture, const char *name) {
  kapka_test_portal_server_expect_report (fixture->server, "shown", name);
}

typedef struct {
  KapkaTestKiosk *kiosk;
  const char *tile;
  const char *wanted; // A pattern.
  char *description;
} Question;

static gboolean
is_described_cb (gpointer data) {
  Question *question = data;
  g_autoptr (KapkaTestElement) tile = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (question->kiosk), ATSPI_ROLE_PUSH_BUTTON, question->tile);

  if (tile == NULL)
    return FALSE;
  g_free (question->description);
  question->description = kapka_test_element_get_description (tile);
  return g_pattern_match_simple (question->wanted, question->description);
}

/* What a screen reader adds to the name of the tile @name, which is what it shows below it. */
static void
expect_tile (Fixture *fixture, const char *name, const char *wanted) {
  Question question = { fixture->kiosk, name, wanted, NULL };

  if (!kapka_test_wait_until (is_described_cb, &question, DEADLINE_MS))
    g_error ("the tile %s says \"%s\", expected \"%s\"", name, question.description, wanted);
  g_free (question.description);
}

static void
test_paper (Fixture *fixture, gconstpointer data) {
  add_tile (fixture, PORTAL_WITH_FORM, PORTAL, "/close");
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, DOOR, PORTAL);
  kapka_test_kiosk_expect (fixture->kiosk, NO_CONNECTION);
  kapka_test_kiosk_press (fixture->kiosk, PRINT_FORM);
  kapka_test_kiosk_expect (fixture->kiosk, "Обращение в орган власти");
  kapka_test_expect_gone (fixture->kiosk, NO_CONNECTION);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, PRINT_FORM);
}

static void
test_states (Fixture *fixture, gconstpointer data) {
  static const char good[] = "<!doctype html><script>fetch('/report?shown=good')</script>";
  g_autoptr (GBytes) broken = g_bytes_new_static ("broken", 6);

  add_tile (fixture, "closing", PORTAL, "/close");
  add_tile (fixture, "broken", "Второй портал", "/broken");
  add_tile (fixture, "third", "Третий портал", "/third");
  kapka_test_portal_server_set_html (fixture->server, "/third", good);
  kapka_test_portal_server_set_page (fixture->server, "/broken", 503, "text/html", broken, NULL);
  begin (fixture);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
  expect_tile (fixture, PORTAL, "");
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  kapka_test_kiosk_expect (fixture->kiosk, NO_CONNECTION);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_tile (fixture, PORTAL, "Сейчас нет связи*");
  kapka_test_kiosk_press (fixture->kiosk, "Второй портал");
  kapka_test_kiosk_expect (fixture->kiosk, OUT_OF_ORDER);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_tile (fixture, "Второй портал", "Сейчас не работает*");
  kapka_test_kiosk_press (fixture->kiosk, "Третий портал");
  await_page (fixture, "good");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_tile (fixture, "Третий портал", "Работает*");
  /* A tile in trouble can be opened, and is well again afterwards. */
  kapka_test_portal_server_set_html (fixture->server, "/close", good);
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  await_page (fixture, "good");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  /* The next visitor sees what is in trouble, and not where the last one was. */
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
  expect_tile (fixture, "Второй портал", "Сейчас не работает*");
  expect_tile (fixture, "Третий портал", "");
  expect_tile (fixture, PORTAL, "");
}

/* A network that wants somebody to sign in answers plain http with its own page. */
static void
test_captive (Fixture *fixture, gconstpointer data) {
  guint port = kapka_test_portal_server_get_port (fixture->server);
  g_autofree char *url =
      g_strdup_printf ("http://localhost:%u/redirect?to=http://127.0.0.1:%u/sign-in", port, port);

  kapka_test_kiosk_add_portal (fixture->kiosk, "plain", PORTAL, url, "s3");
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, DOOR, PORTAL);
  kapka_test_kiosk_expect (fixture->kiosk, CAPTIVE);
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  kapka_test_kiosk_expect (fixture->kiosk, CAPTIVE);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_tile (fixture, PORTAL, "Сейчас нет связи*");
}

/* However it is asked for, nothing of it comes. */
static void
test_no_way_past_a_certificate (Fixture *fixture, gconstpointer data) {
  g_autofree char *unsafe_url = kapka_test_portal_server_get_uri (fixture->unsafe, "/");
  g_autofree char *html = g_strdup_printf (
      "<!doctype html><meta charset=utf-8><script>"
      "const frame = document.createElement ('iframe'); frame.src = '%1$s';"
      "addEventListener('load', () => document.body.append(frame));"
      "fetch('%1$s', {mode: 'no-cors'}).then(() => fetch('/report?fetch=passed'),"
      " () => fetch('/report?fetch=failed'));</script>"
      "<body><div style='position:fixed;inset:0' onclick=\"fetch('/touched?portal');"
      "window.open('%1$s')\">portal</div>",
      unsafe_url);
  g_autofree char *fetched = NULL;
  g_autofree char *touched = NULL;

  kapka_test_kiosk_add_portal (fixture->kiosk, "unsafe", "Портал без доверия", unsafe_url, "s3");
  add_tile (fixture, "portal", PORTAL, "/portal");
  kapka_test_portal_server_set_html (fixture->server, "/portal", html);
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, DOOR, "Портал без доверия");
  kapka_test_kiosk_expect (fixture->kiosk, UNSAFE);
  kapka_test_kiosk_press (fixture->kiosk, "Открыть страницу заново");
  kapka_test_kiosk_expect (fixture->kiosk, UNSAFE);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_tile (fixture, "Портал без доверия", "Соединение небезопасно*");
  kapka_test_kiosk_press (fixture->kiosk, "Портал без доверия");
  kapka_test_kiosk_expect (fixture->kiosk, UNSAFE);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  fetched = kapka_test_portal_server_wait_report (fixture->server, "fetch", DEADLINE_MS);
  g_assert_cmpstr (fetched, ==, "failed");
  touched = kapka_test_touch_page (fixture->kiosk, fixture->server);
  kapka_test_kiosk_expect (fixture->kiosk, REFUSED);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->unsafe, NULL), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal-trouble/paper", test_paper);
  ADD ("/portal-trouble/states", test_states);
  ADD ("/portal-trouble/captive", test_captive);
  ADD ("/portal-trouble/no-way-past-a-certificate", test_no_way_past_a_certificate);
#undef ADD
  return g_test_run ();
}
