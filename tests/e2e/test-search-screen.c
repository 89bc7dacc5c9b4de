// SPDX-License-Identifier: GPL-3.0-or-later
// The search on the home screen: a touch opens the keyboard, the tiles change with each letter,
// what is opened is counted under its primary service, and the next visitor finds an empty field.

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define FIELD "Поиск"
#define CLEAR "Стереть слова поиска"
#define NOTHING "Ничего не нашлось"
#define PORTAL "Учебный портал"
#define OTHER_PORTAL "Погода на завтра"
#define FORM "Доверенность"
#define DOOR "Узнать об услуге"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><script>fetch('/report?shown=1')</script>");
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", PORTAL, url, "s5;s3");
  kapka_test_kiosk_add_portal (fixture->kiosk, "weather", OTHER_PORTAL, url, "s1");
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static KapkaTestElement *
wait_for (Fixture *fixture, const char *name) {
  return kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                     ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

static void
touch (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = wait_for (fixture, name);

  kapka_test_screen_click (kapka_test_kiosk_get_screen (fixture->kiosk), element);
}

static void
strike (Fixture *fixture, const char *key) {
  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk)), key);
}

static void
look_for (Fixture *fixture, const char *text) {
  g_autoptr (KapkaTestElement) field = wait_for (fixture, FIELD);

  g_assert_true (kapka_test_element_set_text (field, text));
}

typedef struct {
  Fixture *fixture;
  const char *text;
} Typed;

static gboolean
is_typed_cb (gpointer data) {
  const Typed *typed = data;
  g_autoptr (KapkaTestElement) field = wait_for (typed->fixture, FIELD);
  g_autofree char *text = kapka_test_element_get_text (field);

  return g_strcmp0 (text, typed->text) == 0;
}

static void
expect_typed (Fixture *fixture, const char *text) {
  Typed typed = { fixture, text };

  g_assert_true (kapka_test_wait_until (is_typed_cb, &typed, DEADLINE_MS));
}

static void
expect (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = wait_for (fixture, name);
}

static void
expect_gone (Fixture *fixture, const char *name) {
  kapka_test_expect_gone (fixture->kiosk, name);
}

/* A finger from the first touch to the portal; the best is opened by the key at the end. */
static void
test_by_touch (Fixture *fixture, gconstpointer data) {
  touch (fixture, FIELD);
  expect (fixture, "Убрать клавиатуру");
  kapka_test_kiosk_press (fixture->kiosk, "у");
  kapka_test_kiosk_press (fixture->kiosk, "ч");
  kapka_test_kiosk_press (fixture->kiosk, "е");
  expect_typed (fixture, "уче");
  expect (fixture, PORTAL);
  expect_gone (fixture, DOOR);
  g_assert_null (kapka_test_screen_find (kapka_test_kiosk_get_screen (fixture->kiosk),
                                         ATSPI_ROLE_INVALID, OTHER_PORTAL));
  kapka_test_kiosk_press (fixture->kiosk, "Найти");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  expect_gone (fixture, "Убрать клавиатуру");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s5=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Whoever has a real keyboard types at once, also in the wrong layout: gjujlf is погода. */
static void
test_by_keys (Fixture *fixture, gconstpointer data) {
  static const char *const keys[] = { "g", "j", "u", "j", "l", "f" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    strike (fixture, keys[i]);
  expect_typed (fixture, "gjujlf");
  expect (fixture, OTHER_PORTAL);
  strike (fixture, "Escape");
  expect_typed (fixture, "");
  expect (fixture, DOOR);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    strike (fixture, keys[i]);
  expect (fixture, OTHER_PORTAL);
  strike (fixture, "Return");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s1=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Back leads to what was found, the way to the beginning to the doors. */
static void
test_the_way_back (Fixture *fixture, gconstpointer data) {
  look_for (fixture, "даверенность");
  kapka_test_kiosk_press (fixture->kiosk, FORM);
  expect (fixture, "Печатать");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_typed (fixture, "даверенность");
  kapka_test_kiosk_press (fixture->kiosk, FORM);
  expect (fixture, "Печатать");
  kapka_test_go_home (fixture->kiosk);
  expect_typed (fixture, "");
  expect (fixture, DOOR);
  look_for (fixture, "пожаловаться");
  kapka_test_kiosk_press (fixture->kiosk, "Написать в орган власти");
  expect_gone (fixture, FIELD);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* There is always a way on. */
static void
test_nothing_found (Fixture *fixture, gconstpointer data) {
  look_for (fixture, "жираф");
  expect (fixture, NOTHING);
  kapka_test_kiosk_press (fixture->kiosk, "Показать двери");
  expect_typed (fixture, "");
  expect (fixture, DOOR);
  look_for (fixture, "жираф");
  kapka_test_kiosk_press (fixture->kiosk, CLEAR);
  expect (fixture, DOOR);
  expect_gone (fixture, CLEAR);
  look_for (fixture, "жираф");
  expect (fixture, NOTHING);
  look_for (fixture, "   ");
  expect (fixture, DOOR);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A screen reader says the name of the window whenever it changes. */
static void
expect_said (Fixture *fixture, const char *text) {
  g_autoptr (KapkaTestElement) window = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_FRAME, text, DEADLINE_MS);
}

/* Who does not see what changes below the field hears how much there is. */
static void
test_said (Fixture *fixture, gconstpointer data) {
  look_for (fixture, "погода");
  expect_said (fixture, "Нашлось: 1");
  look_for (fixture, "жираф");
  expect_said (fixture, NOTHING);
  kapka_test_kiosk_press (fixture->kiosk, CLEAR);
  expect_said (fixture, "Что вы хотите сделать?");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The words of a visitor go with the visit. */
static void
test_the_next_visitor (Fixture *fixture, gconstpointer data) {
  look_for (fixture, "доверенность");
  expect (fixture, FORM);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  expect_typed (fixture, "");
  expect (fixture, DOOR);
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/search-screen/by-touch", test_by_touch);
  ADD ("/search-screen/by-keys", test_by_keys);
  ADD ("/search-screen/the-way-back", test_the_way_back);
  ADD ("/search-screen/nothing-found", test_nothing_found);
  ADD ("/search-screen/said", test_said);
  ADD ("/search-screen/the-next-visitor", test_the_next_visitor);
#undef ADD
  return g_test_run ();
}
