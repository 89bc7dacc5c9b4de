// SPDX-License-Identifier: GPL-3.0-or-later
// A page that hangs, falls again and again, or takes all the memory: the visitor is told in words,
// and the kiosk gets rid of it.

#include <signal.h>
#include <string.h>

#include "pages.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
/* The kiosk notices a hang within ten seconds and has no hope after twenty more. */
#define HANG_MS 90000
/* Longer than the kiosk takes to notice one. */
#define NO_HANG_MS 12000

#define PORTAL "Учебный портал"
#define HUNG "Страница не отвечает"
#define WAITING "Ждём страницу"
#define CRASHED "Страница закрылась сама"
#define TOO_LARGE "Странице не хватило памяти"
#define GIVEN_UP "Страница никак не открывается"
#define SILENT "Портал не отвечает"
#define NO_NETWORK "Сейчас нет связи с порталом"
#define HOME "Что вы хотите сделать?"
#define SILENT_PATH "/hang"

/* Reports that it shows, and each touch. */
#define GOOD_PAGE                                                                                  \
  "<!doctype html><meta charset=utf-8><div style='position:fixed;inset:0' "                        \
  "onclick=\"fetch('/touched?good')\">good</div><script>fetch('/report?shown=good')</script>"
#define BUSY_PAGE "<!doctype html><p>busy</p><script>while (true);</script>"
#define GREEDY_PAGE                                                                                \
  "<!doctype html><p>greedy</p><script>const hoard = []; while (true) "                            \
  "hoard.push(new Uint8Array(1 << 24).fill(1));</script>"
/* Goes back to the engine between two bites, which looks at the memory then. */
#define GRAZING_PAGE                                                                               \
  "<!doctype html><p>grazing</p><script>const hoard = []; setInterval(() => "                      \
  "hoard.push(new Uint8Array(1 << 24).fill(1)), 10)</script>"
#define ASKING_PAGE                                                                                \
  "<!doctype html><meta charset=utf-8><div style='position:fixed;inset:0' "                        \
  "onclick=\"fetch('/touched?asking')\"></div><script>alert('Вопрос'); "                     \
  "fetch('/report?shown=asked')</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer page) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  url = kapka_test_portal_server_get_uri (fixture->server, page == NULL ? SILENT_PATH : "/");
  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
  if (page != NULL)
    kapka_test_portal_server_set_html (fixture->server, "/", page);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
}

static void
tear_down (Fixture *fixture, gconstpointer page) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static void
await_page (Fixture *fixture, const char *name) {
  kapka_test_portal_server_expect_report (fixture->server, "shown", name);
}

static void
await_notice (Fixture *fixture, const char *title) {
  g_autoptr (KapkaTestElement) notice = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, title, HANG_MS);
}

static void
touch_page (Fixture *fixture, const char *name) {
  g_autofree char *touched = kapka_test_touch_page (fixture->kiosk, fixture->server);

  g_assert_cmpstr (touched, ==, name);
}

/* Nobody touches the page, so only the pulse can notice. */
static void
test_busy_at_load (Fixture *fixture, gconstpointer page) {
  await_notice (fixture, HUNG);
  kapka_test_kiosk_press (fixture->kiosk, "Подождать");
  kapka_test_kiosk_expect (fixture->kiosk, WAITING);
  kapka_test_portal_server_set_html (fixture->server, "/", GOOD_PAGE);
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_page (fixture, "good");
  touch_page (fixture, "good");
}

static void
test_stopped_and_back (Fixture *fixture, gconstpointer page) {
  await_page (fixture, "good");
  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGSTOP), >, 0);
  await_notice (fixture, HUNG);
  kapka_test_pages_signal (fixture->kiosk, SIGCONT);
  kapka_test_expect_gone (fixture->kiosk, HUNG);
  touch_page (fixture, "good");
}

/* The process stops while it waits for a portal that says nothing, and comes back to the same. */
static void
stop_at_the_door (Fixture *fixture) {
  g_autoptr (KapkaTestRequest) request =
      kapka_test_portal_server_wait_request (fixture->server, SILENT_PATH, 1, DEADLINE_MS);

  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGSTOP), >, 0);
  await_notice (fixture, HUNG);
  kapka_test_pages_signal (fixture->kiosk, SIGCONT);
  kapka_test_expect_gone (fixture->kiosk, HUNG);
}

static void
test_back_to_a_dead_line (Fixture *fixture, gconstpointer page) {
  stop_at_the_door (fixture);
  g_clear_pointer (&fixture->server, kapka_test_portal_server_free);
  kapka_test_kiosk_expect (fixture->kiosk, NO_NETWORK);
}

/* How long the portal may be silent counts on. */
static void
test_back_to_silence (Fixture *fixture, gconstpointer page) {
  stop_at_the_door (fixture);
  await_notice (fixture, SILENT);
}

static void
test_stopped_for_ever (Fixture *fixture, gconstpointer page) {
  await_page (fixture, "good");
  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGSTOP), >, 0);
  await_notice (fixture, HUNG);
  await_notice (fixture, CRASHED);
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_page (fixture, "good");
  touch_page (fixture, "good");
}

/* The way back from a page that hangs leads out of the portal. */
static void
test_back_from_a_hang (Fixture *fixture, gconstpointer page) {
  await_page (fixture, "good");
  kapka_test_pages_signal (fixture->kiosk, SIGSTOP);
  await_notice (fixture, HUNG);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, HUNG);
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  await_page (fixture, "good");
}

static gboolean
is_hung_cb (gpointer data) {
  g_autoptr (KapkaTestElement) notice =
      kapka_test_screen_find (kapka_test_kiosk_get_screen (data), ATSPI_ROLE_INVALID, HUNG);

  return notice != NULL;
}

/* The page waits for the visitor, who may take time. */
static void
test_a_question_is_no_hang (Fixture *fixture, gconstpointer page) {
  kapka_test_kiosk_expect (fixture->kiosk, "Вопрос");
  g_assert_false (kapka_test_wait_until (is_hung_cb, fixture->kiosk, NO_HANG_MS));
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  await_page (fixture, "asked");
  touch_page (fixture, "asking");
}

static void
test_memory (Fixture *fixture, gconstpointer page) {
  await_notice (fixture, TOO_LARGE);
  kapka_test_portal_server_set_html (fixture->server, "/", GOOD_PAGE);
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_page (fixture, "good");
  touch_page (fixture, "good");
}

static void
test_given_up (Fixture *fixture, gconstpointer page) {
  for (guint i = 0; i < 3; i++) {
    await_page (fixture, "good");
    g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGKILL), >, 0);
    kapka_test_kiosk_expect (fixture->kiosk, CRASHED);
    kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  }
  await_page (fixture, "good");
  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGKILL), >, 0);
  kapka_test_kiosk_expect (fixture->kiosk, GIVEN_UP);
  await_notice (fixture, HOME);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, page, function) g_test_add (path, Fixture, page, set_up, function, tear_down)
  ADD ("/portal-hangs/busy-at-load", BUSY_PAGE, test_busy_at_load);
  ADD ("/portal-hangs/stopped-and-back", GOOD_PAGE, test_stopped_and_back);
  ADD ("/portal-hangs/back-to-a-dead-line", NULL, test_back_to_a_dead_line);
  ADD ("/portal-hangs/back-to-silence", NULL, test_back_to_silence);
  ADD ("/portal-hangs/stopped-for-ever", GOOD_PAGE, test_stopped_for_ever);
  ADD ("/portal-hangs/back-from-a-hang", GOOD_PAGE, test_back_from_a_hang);
  ADD ("/portal-hangs/a-question-is-no-hang", ASKING_PAGE, test_a_question_is_no_hang);
  ADD ("/portal-hangs/greedy", GREEDY_PAGE, test_memory);
  ADD ("/portal-hangs/grazing", GRAZING_PAGE, test_memory);
  ADD ("/portal-hangs/given-up", GOOD_PAGE, test_given_up);
#undef ADD
  return g_test_run ();
}
