// SPDX-License-Identifier: GPL-3.0-or-later
// The calendar that the engine opens over a page takes every touch until it is closed. Wherever the
// visitor goes, and however late it comes, it is not left behind: the next touch is felt.

#include <signal.h>
#include <string.h>

#include "pages.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
/* A calendar that comes late has come by then. */
#define LATE_MS 3000

#define PORTAL "Учебный портал"
#define SIGHT "Версия для слабовидящих"
#define RELOAD "Открыть страницу заново"
#define CRASHED "Страница закрылась сама"
#define HOME "Что вы хотите сделать?"

/* One large field for a day; the page tells of each touch, before the engine opens its calendar. */
#define DAY_HTML                                                                                   \
  "<!doctype html><meta charset=utf-8>"                                                            \
  "<style>input{position:fixed;inset:0;width:100%;height:100%;font-size:40px}</style>"             \
  "<input type=date><script>"                                                                      \
  "const tell = (what) => fetch('/' + what, { keepalive: true });"                                 \
  "addEventListener('click', () => tell('touched'), true);"                                        \
  "addEventListener('input', (event) => tell('report?day=' + event.target.value));"                \
  "requestAnimationFrame(() => requestAnimationFrame(() => tell('shown')))</script>"

/* Asks for its calendar when it has come out of sight, as soon after a touch as the engine lets it.
 */
#define LATE_HTML                                                                                  \
  "<!doctype html><meta charset=utf-8>"                                                            \
  "<style>body{margin:0;height:100vh}</style><input type=date><script>"                            \
  "const tell = (what) => fetch('/' + what, { keepalive: true });"                                 \
  "addEventListener('click', () => tell('touched'), true);"                                        \
  "addEventListener('visibilitychange', () => { if (document.hidden) {"                            \
  "document.querySelector('input').showPicker(); tell('asked') } });"                              \
  "requestAnimationFrame(() => requestAnimationFrame(() => tell('shown')))</script>"

#define LIST_HTML                                                                                  \
  "<!doctype html><meta charset=utf-8>"                                                            \
  "<style>select{position:fixed;inset:0;width:100%;height:100%;font-size:40px}</style>"            \
  "<select><option>izh<option>votk<option>sarapul</select><script>"                                \
  "const tell = (what) => fetch('/' + what, { keepalive: true });"                                 \
  "addEventListener('mousedown', () => tell('touched'), true);"                                    \
  "addEventListener('change', (event) => tell('report?town=' + event.target.value));"              \
  "requestAnimationFrame(() => requestAnimationFrame(() => tell('shown')))</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

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
expect_no_calendar (Fixture *fixture) {
  g_assert_true (kapka_test_wait_until (shows_no_calendar_cb, fixture, DEADLINE_MS));
}

static void
await_told (Fixture *fixture, const char *path, guint number) {
  g_autoptr (KapkaTestRequest) request =
      kapka_test_portal_server_wait_request (fixture->server, path, number, DEADLINE_MS);
}

static void
click_page (Fixture *fixture) {
  kapka_test_x_display_click (get_display (fixture), 512, 384);
}

static void
open_portal (Fixture *fixture, guint number) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  await_told (fixture, "/shown", number);
}

static void
open_calendar (Fixture *fixture, guint number) {
  click_page (fixture);
  await_told (fixture, "/touched", number);
  g_assert_true (kapka_test_wait_until (shows_calendar_cb, fixture, DEADLINE_MS));
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  url = kapka_test_portal_server_get_uri (fixture->server, "/day");
  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
  kapka_test_portal_server_set_html (fixture->server, "/day", DAY_HTML);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  open_portal (fixture, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

/* A real touch, and one alone: a calendar that is open anywhere would take it. */
static void
touch (Fixture *fixture, const char *name, const char *expected) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, name, DEADLINE_MS);

  kapka_test_screen_click (screen, element);
  kapka_test_kiosk_expect (fixture->kiosk, expected);
}

/* Another screen comes over the page; back on it the field opens its calendar again. */
static void
test_other_screen (Fixture *fixture, gconstpointer data) {
  open_calendar (fixture, 1);
  kapka_test_kiosk_press (fixture->kiosk, SIGHT);
  expect_no_calendar (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, "Размер букв");
  open_calendar (fixture, 2);
  kapka_test_kiosk_press (fixture->kiosk, SIGHT);
  expect_no_calendar (fixture);
  touch (fixture, "В начало", HOME);
}

/* The page asks for the calendar when the visitor is at another screen already. */
static void
test_late (Fixture *fixture, gconstpointer data) {
  kapka_test_portal_server_set_html (fixture->server, "/day", LATE_HTML);
  kapka_test_kiosk_press (fixture->kiosk, RELOAD);
  await_told (fixture, "/shown", 2);
  click_page (fixture);
  await_told (fixture, "/touched", 1);
  kapka_test_kiosk_press (fixture->kiosk, SIGHT);
  await_told (fixture, "/asked", 1);
  kapka_test_wait_until (shows_calendar_cb, fixture, LATE_MS);
  expect_no_calendar (fixture);
  touch (fixture, "В начало", HOME);
}

/* The page goes by itself, and the engine's calendar with it. */
static void
test_reload (Fixture *fixture, gconstpointer data) {
  open_calendar (fixture, 1);
  kapka_test_kiosk_press (fixture->kiosk, RELOAD);
  await_told (fixture, "/shown", 2);
  expect_no_calendar (fixture);
  open_calendar (fixture, 2);
}

/* The keys have left the calendar for the buttons of the kiosk. */
static void
test_keys (Fixture *fixture, gconstpointer data) {
  open_calendar (fixture, 1);
  kapka_test_x_display_type_key (get_display (fixture), "F6");
  kapka_test_go_home (fixture->kiosk);
  expect_no_calendar (fixture);
  open_portal (fixture, 2);
  open_calendar (fixture, 2);
}

/* The visitor has gone away. */
static void
test_end (Fixture *fixture, gconstpointer data) {
  open_calendar (fixture, 1);
  kapka_test_end_visit (fixture->kiosk);
  expect_no_calendar (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Коснитесь экрана");
  click_page (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, HOME);
  open_portal (fixture, 2);
  open_calendar (fixture, 2);
}

/* The day that is marked is today; it can be chosen, and the calendar is done with then. */
static void
test_today (Fixture *fixture, gconstpointer data) {
  g_autofree char *day = NULL;

  open_calendar (fixture, 1);
  kapka_test_x_display_type_key (get_display (fixture), "Return");
  expect_no_calendar (fixture);
  day = kapka_test_portal_server_wait_report (fixture->server, "day", DEADLINE_MS);
  g_assert_cmpuint (strlen (day), ==, strlen ("2026-01-31"));
  open_calendar (fixture, 2);
}

/* The list of a field with choices holds nothing either, and is used as ever. */
static void
test_list (Fixture *fixture, gconstpointer data) {
  g_autofree char *town = NULL;

  kapka_test_portal_server_set_html (fixture->server, "/day", LIST_HTML);
  kapka_test_kiosk_press (fixture->kiosk, RELOAD);
  await_told (fixture, "/shown", 2);
  open_calendar (fixture, 1);
  kapka_test_x_display_type_key (get_display (fixture), "Down");
  kapka_test_x_display_type_key (get_display (fixture), "Return");
  expect_no_calendar (fixture);
  town = kapka_test_portal_server_wait_report (fixture->server, "town", DEADLINE_MS);
  g_assert_cmpstr (town, ==, "votk");
  open_calendar (fixture, 2);
  touch (fixture, "В начало", HOME);
  expect_no_calendar (fixture);
}

static void
expect_no_menu (Fixture *fixture) {
  kapka_test_wait_until (shows_calendar_cb, fixture, LATE_MS);
  expect_no_calendar (fixture);
}

/* A field of the kiosk itself has no menu that could be left open, by no key and no button. */
static void
test_menu (Fixture *fixture, gconstpointer data) {
  KapkaTestXDisplay *display = get_display (fixture);
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autoptr (KapkaTestElement) field = NULL;

  kapka_test_go_home (fixture->kiosk);
  field = kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, "Поиск", DEADLINE_MS);
  kapka_test_screen_click (screen, field);
  kapka_test_x_display_type_key (display, "Menu");
  expect_no_menu (fixture);
  kapka_test_x_display_type_key (display, "Shift_L+F10");
  expect_no_menu (fixture);
  kapka_test_x_display_type_key (display, "Control_L+period");
  expect_no_menu (fixture);
  kapka_test_x_display_set_button (display, 560, 140, 3, TRUE);
  kapka_test_x_display_set_button (display, 560, 140, 3, FALSE);
  expect_no_menu (fixture);
}

static void
test_crash (Fixture *fixture, gconstpointer data) {
  open_calendar (fixture, 1);
  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGKILL), >, 0);
  kapka_test_kiosk_expect (fixture->kiosk, CRASHED);
  expect_no_calendar (fixture);
  touch (fixture, "В начало", HOME);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/popovers/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("other-screen", test_other_screen);
  ADD ("late", test_late);
  ADD ("reload", test_reload);
  ADD ("keys", test_keys);
  ADD ("end", test_end);
  ADD ("today", test_today);
  ADD ("list", test_list);
  ADD ("menu", test_menu);
  ADD ("crash", test_crash);
#undef ADD
  return g_test_run ();
}
