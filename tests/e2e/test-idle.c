// SPDX-License-Identifier: GPL-3.0-or-later
// A visitor who goes quiet: what counts as a sign of life, the countdown and the way back from it,
// and the time limit.

#include <glib.h>

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define COUNTDOWN "Вы ещё здесь?"
#define MORE_TIME "Мне нужно ещё время"
#define LIMIT_NOTICE "Через 1 минуту посещение закончится"
#define GOODBYE "Спасибо! Всё стёрто"

/* A limit is a matter of minutes. */
#define DEADLINE_MS 90000

/* A person touches again when nothing has happened for so long. */
#define AGAIN_USEC (2 * G_USEC_PER_SEC)

/* A page that is one field, and tells what is typed into it. */
#define FIELD_HTML                                                                                 \
  "<!doctype html><meta charset=utf-8><title>Портал</title>"                                 \
  "<style>body{margin:0}textarea{width:100%;height:99vh}</style><textarea></textarea>"             \
  "<script>requestAnimationFrame(()=>requestAnimationFrame(()=>fetch('/report?shown=yes')));"      \
  "addEventListener('input',e=>fetch('/typed'))</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  gint64 touched_usec;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (fixture->server, "/portal", FIELD_HTML);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", "Учебный портал", url, "s3;s5");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

/* Patience on tiles and in portals, and the length of the countdown, in seconds. */
static void
start (Fixture *fixture, const char *idle, const char *portal_idle, const char *warning) {
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", idle);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "portal_idle_seconds", portal_idle);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "warning_seconds", warning);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
open_portal (Fixture *fixture) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Учебный портал");
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
}

static gboolean
shows (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name);

  return element != NULL;
}

static void
expect_late (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

static KapkaTestXDisplay *
display_of (Fixture *fixture) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
}

/* Comes back as often as the countdown asks; whether it asked. */
static gboolean
answer_countdown (Fixture *fixture) {
  if (!shows (fixture, COUNTDOWN))
    return FALSE;
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  return TRUE;
}

static void
click_view (Fixture *fixture) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autoptr (KapkaTestElement) view =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_FILLER, "Учебный портал", DEADLINE_MS);

  kapka_test_screen_click (screen, view);
}

/* A page that has just come into sight does not always feel the first touch. */
static gboolean
has_keyboard (gpointer data) {
  Fixture *fixture = data;

  if (shows (fixture, "Пробел"))
    return TRUE;
  if (answer_countdown (fixture) || g_get_monotonic_time () - fixture->touched_usec < AGAIN_USEC)
    return FALSE;
  fixture->touched_usec = g_get_monotonic_time ();
  click_view (fixture);
  return FALSE;
}

/* Types until a letter has arrived; the page is not touched. */
static gboolean
has_typed (gpointer data) {
  Fixture *fixture = data;

  if (!answer_countdown (fixture))
    kapka_test_x_display_type_key (display_of (fixture), "z");
  return kapka_test_portal_server_count_requests (fixture->server, "/typed") > 0;
}

static void
test_back_in_the_field (Fixture *fixture, gconstpointer data) {
  start (fixture, "600", "5", "600");
  open_portal (fixture);
  g_assert_true (kapka_test_wait_until (has_keyboard, fixture, DEADLINE_MS));
  kapka_test_kiosk_expect (fixture->kiosk, COUNTDOWN);
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  kapka_test_expect_gone (fixture->kiosk, COUNTDOWN);
  kapka_test_kiosk_expect (fixture->kiosk, "Пробел");
  g_assert_true (kapka_test_wait_until (has_typed, fixture, DEADLINE_MS));
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
is_over (gpointer data) {
  Fixture *fixture = data;

  g_assert_false (shows (fixture, LIMIT_NOTICE));
  return shows (fixture, GOODBYE);
}

/* The last minute of two begins while the countdown asks: first the answer, then the notice, once,
 * over the portal as well. The countdown knows of the limit: it never promises more. */
static void
test_time_limit (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "visit", "limit_minutes", "2");
  start (fixture, "45", "45", "3600");
  open_portal (fixture);
  expect_late (fixture, COUNTDOWN);
  expect_late (fixture, "Всё будет стёрто через 5*");
  g_assert_false (shows (fixture, LIMIT_NOTICE));
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  kapka_test_kiosk_expect (fixture->kiosk, LIMIT_NOTICE);
  kapka_test_kiosk_press (fixture->kiosk, "Продолжить");
  kapka_test_expect_gone (fixture->kiosk, LIMIT_NOTICE);
  g_assert_true (kapka_test_wait_until (is_over, fixture, 2 * DEADLINE_MS));
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "limit");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/idle/back-in-the-field", test_back_in_the_field);
  ADD ("/idle/time-limit", test_time_limit);
#undef ADD
  return g_test_run ();
}
