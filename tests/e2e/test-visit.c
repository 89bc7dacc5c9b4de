// SPDX-License-Identifier: GPL-3.0-or-later
// A visit from the first touch to goodbye, through the real program, and what the journal says of
// it.

#include <glib.h>

#include "kiosk.h"
#include "portal-server.h"

#define PAGE_HTML                                                                                  \
  "<!doctype html><meta "                                                                          \
  "charset=utf-8><title>Портал</title><h1>Портал</h1><script>fetch('/report?shown=yes')</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;
  g_autofree char *error_url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (fixture->server, "/portal", PAGE_HTML);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  error_url = kapka_test_portal_server_get_uri (fixture->server, "/error");
  kapka_test_portal_server_set_page (fixture->server, "/error", 503, "text/html",
                                     g_bytes_new_static ("down", 4), NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", "Учебный портал", url, "s3;s5");
  kapka_test_kiosk_add_portal (fixture->kiosk, "broken", "Портал с ошибкой", error_url, "s3");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static void
open_door (Fixture *fixture, const char *door) {
  kapka_test_kiosk_press (fixture->kiosk, door);
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_expect (fixture->kiosk, "Что вы хотите сделать?");
}

static void
await_page (Fixture *fixture) {
  g_autofree char *shown = kapka_test_portal_server_wait_report (fixture->server, "shown", 30000);

  g_assert_cmpstr (shown, ==, "yes");
}

static void
finish (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Завершить");
  kapka_test_kiosk_expect (fixture->kiosk, "Спасибо! Всё стёрто");
}

/* The promise of the product in one test: two services, one form on paper, one user. */
static void
test_two_services_and_a_form (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestPrintServer) printer = kapka_test_print_server_new ();
  g_autofree char *document = NULL;

  kapka_test_kiosk_set_print_server (fixture->kiosk, printer);
  kapka_test_kiosk_start (fixture->kiosk);
  begin (fixture);
  open_door (fixture, "Узнать об услуге");
  kapka_test_kiosk_press (fixture->kiosk, "Учебный портал");
  await_page (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "В начало");
  open_door (fixture, "Напечатать бланк");
  kapka_test_kiosk_press (fixture->kiosk, "Обращение в орган власти");
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Документ *ечат*");
  finish (fixture);

  kapka_test_kiosk_expect_counts (fixture->kiosk, "pages=4 s3=1 s4=1 users=1");
  document = kapka_test_print_server_wait_document (printer, 1, 60000);
  g_assert_cmpuint (kapka_test_count_pages (document), ==, 2);
  g_assert_cmpuint (kapka_test_print_server_get_copies (printer, 1), ==, 2);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason || ' ' || users FROM visit",
                                 "finished 1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The door decides the service; the same tile by the same door counts once. */
static void
test_the_door_decides (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  begin (fixture);
  for (int i = 0; i < 2; i++) {
    open_door (fixture, "Получить документ");
    kapka_test_kiosk_press (fixture->kiosk, "Учебный портал");
    await_page (fixture);
    kapka_test_kiosk_press (fixture->kiosk, "В начало");
  }
  open_door (fixture, "Узнать об услуге");
  kapka_test_kiosk_press (fixture->kiosk, "Учебный портал");
  await_page (fixture);
  finish (fixture);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 s5=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_looking_around_is_no_user (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  begin (fixture);
  open_door (fixture, "Напечатать бланк");
  kapka_test_kiosk_press (fixture->kiosk, "Расписка*");
  kapka_test_kiosk_expect (fixture->kiosk, "Печатать");
  finish (fixture);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason || ' ' || users FROM visit",
                                 "finished 0");
  kapka_test_kiosk_expect_counts (fixture->kiosk, "");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_a_failed_load_counts_nothing (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  begin (fixture);
  open_door (fixture, "Узнать об услуге");
  kapka_test_kiosk_press (fixture->kiosk, "Портал с ошибкой");
  kapka_test_kiosk_expect (fixture->kiosk, "Портал сейчас не работает");
  kapka_test_portal_server_set_html (fixture->server, "/error", PAGE_HTML);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "");
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_page (fixture);
  finish (fixture);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_a_quiet_visitor (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "1");
  kapka_test_kiosk_set (fixture->kiosk, "visit", "warning_seconds", "4");
  kapka_test_kiosk_start (fixture->kiosk);
  begin (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Вы ещё здесь?");
  kapka_test_kiosk_press (fixture->kiosk, "Мне нужно ещё время");
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                               "Вы ещё здесь?", 10000);
  kapka_test_kiosk_expect (fixture->kiosk, "Спасибо! Всё стёрто");
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "idle");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The visitor's last touch ends the visit, not the moment at which the kiosk gave up waiting. */
static void
test_the_idle_tail_is_left_out (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "1");
  kapka_test_kiosk_set (fixture->kiosk, "visit", "warning_seconds", "2");
  kapka_test_kiosk_start (fixture->kiosk);
  begin (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Спасибо! Всё стёрто");
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_ms - begin_ms < 2000 FROM visit", "1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_killed_in_a_visit (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  begin (fixture);
  open_door (fixture, "Узнать об услуге");
  kapka_test_kiosk_press (fixture->kiosk, "Учебный портал");
  await_page (fixture);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 users=1");
  kapka_test_kiosk_kill (fixture->kiosk);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason || ' ' || users FROM visit",
                                 "crash 1");
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/visit/two-services-and-a-form", test_two_services_and_a_form);
  ADD ("/visit/the-door-decides", test_the_door_decides);
  ADD ("/visit/looking-around-is-no-user", test_looking_around_is_no_user);
  ADD ("/visit/a-failed-load-counts-nothing", test_a_failed_load_counts_nothing);
  ADD ("/visit/a-quiet-visitor", test_a_quiet_visitor);
  ADD ("/visit/the-idle-tail-is-left-out", test_the_idle_tail_is_left_out);
  ADD ("/visit/killed-in-a-visit", test_killed_in_a_visit);
#undef ADD
  return g_test_run ();
}
