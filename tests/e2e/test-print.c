// SPDX-License-Identifier: GPL-3.0-or-later
// Forms and a print system that is not as it should be: a clear answer each time, and only what was
// accepted counts.

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#include "silencer.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define FORM "Обращение в орган власти" /* of two pages */
#define ACCEPTED "Документ *ечат*"      /* accepted, being printed, or printed already */
#define PRINTED "Документ напечатан*"
#define NOT_FOUND "Принтер не найден*"
#define STOPPED "Принтер выключен или остановлен*"
#define SILENT "Принтер не отвечает*"

/* A kiosk that cannot take a paper back, and the goodbye of one that could. */
#define CLOSED "Позовите библиотекаря"
#define GOODBYE "Спасибо! Всё стёрто"

/* The print system is given up on several times over, and the program starts again meanwhile. */
#define CLOSED_MS 120000

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPrintServer *printer;
  KapkaTestSilencer *silencer;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
}

static void
set_up_with_printer (Fixture *fixture, gconstpointer data) {
  set_up (fixture, data);
  fixture->printer = kapka_test_print_server_new ();
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
}

static void
set_up_with_silencer (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = NULL;

  set_up_with_printer (fixture, data);
  path = kapka_test_dir_join (fixture->dir, "cups.sock");
  fixture->silencer = kapka_test_silencer_new (fixture->printer, path);
  kapka_test_kiosk_set_environment (fixture->kiosk, "CUPS_SERVER", path);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_silencer_free (fixture->silencer);
  kapka_test_print_server_free (fixture->printer);
  kapka_test_dir_free (fixture->dir);
}

static void
open_form (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", FORM);
}

static void
print (Fixture *fixture, const char *answer) {
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, answer);
}

static void
end (Fixture *fixture, const char *counts) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, counts);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_a_wrong_name (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "print", "printer", "Kioskk");
  open_form (fixture);
  print (fixture, NOT_FOUND);
  g_assert_cmpuint (kapka_test_print_server_count_documents (fixture->printer), ==, 0);
  end (fixture, "");
}

/* The guide to a form is looked at and printed like it, but it is pages alone and no request. */
static void
test_a_guide (Fixture *fixture, gconstpointer data) {
  open_form (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Как заполнить");
  kapka_test_kiosk_expect (fixture->kiosk, "Как заполнить: " FORM);
  print (fixture, ACCEPTED);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "pages=1");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, "Как заполнить: " FORM);
  print (fixture, ACCEPTED);
  end (fixture, "pages=3 s4=1 users=1");
}

/* One after the other: the paper is gone, a sheet is jammed, a cover is open; each time the visitor
 * reads what it is, and the job goes on as soon as somebody has helped. */
static void
test_troubles (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *reason;
    const char *answer;
  } troubles[] = {
    { "media-empty-error", "В принтере закончилась бумага*" },
    { "media-jam-error", "В принтере застряла бумага*" },
    { "cover-open-error", "У принтера открыта крышка*" },
    { "toner-empty-error", "В принтере закончилась краска*" },
  };

  open_form (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    g_autofree char *document = NULL;

    kapka_test_print_server_set_trouble (fixture->printer, troubles[i].reason);
    print (fixture, troubles[i].answer);
    g_assert_cmpuint (kapka_test_print_server_count_documents (fixture->printer), ==, i);
    kapka_test_print_server_set_trouble (fixture->printer, NULL);
    document = kapka_test_print_server_wait_document (fixture->printer, i + 1, DEADLINE_MS);
    kapka_test_kiosk_expect (fixture->kiosk, PRINTED);
  }
  end (fixture, "pages=8 s4=1 users=1");
}

typedef void (*SwitchFunc) (KapkaTestPrintServer *server, gboolean on);

/* The queue is stopped, the visitor is told, staff sets it going, the visitor tries again. */
static void
test_a_stopped_queue (Fixture *fixture, SwitchFunc set) {
  g_autofree char *document = NULL;

  set (fixture->printer, FALSE);
  open_form (fixture);
  print (fixture, STOPPED);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "");
  set (fixture->printer, TRUE);
  print (fixture, ACCEPTED);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "pages=2 s4=1 users=1");
  document = kapka_test_print_server_wait_document (fixture->printer, 1, DEADLINE_MS);
  end (fixture, "pages=2 s4=1 users=1");
  kapka_test_print_server_wait_idle (fixture->printer, DEADLINE_MS);
  g_assert_cmpuint (kapka_test_print_server_count_documents (fixture->printer), ==, 1);
}

static void
test_a_queue_that_refuses (Fixture *fixture, gconstpointer data) {
  test_a_stopped_queue (fixture, kapka_test_print_server_set_accepting);
}

static void
test_a_queue_that_holds (Fixture *fixture, gconstpointer data) {
  test_a_stopped_queue (fixture, kapka_test_print_server_set_enabled);
}

static void
expect_no_more (Fixture *fixture) {
  kapka_test_expect_forbidden (fixture->kiosk, "Печатать");
}

/* Five pages: a form of two pages goes twice, and the third would be one page too many. The next
 * visitor has five again. */
static void
test_the_allowance (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "print", "max_pages_per_visit", "5");
  open_form (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  kapka_test_kiosk_expect (fixture->kiosk, "*4 страницы*");
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  kapka_test_kiosk_expect (fixture->kiosk, "*6 страниц*");
  expect_no_more (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию меньше");
  kapka_test_kiosk_expect (fixture->kiosk, "*4 страницы*");
  print (fixture, ACCEPTED);
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию меньше");
  kapka_test_kiosk_expect (fixture->kiosk, "*Можно напечатать ещё 1 страницу.");
  expect_no_more (fixture);
  kapka_test_go_home (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", FORM);
  kapka_test_kiosk_expect (fixture->kiosk, "*Можно напечатать ещё 1 страницу.");
  expect_no_more (fixture);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", FORM);
  kapka_test_kiosk_expect (fixture->kiosk, "*Можно напечатать ещё 5 страниц.");
  end (fixture, "pages=4 s4=1 users=1");
}

/* Starts the kiosk as if the print system of the machine were at @socket. */
static void
use_print_system (Fixture *fixture, const char *socket) {
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nCUPS_SERVER='%s' exec '%s' \"$@\"\n",
                                             socket, g_getenv ("KAPKA"));
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "kapka", script);

  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_setenv ("KAPKA", path, TRUE);
}

/* Whether nothing is there or something that never answers: the visitor is told, and the shell
 * stays alive meanwhile. */
static void
test_no_print_system (Fixture *fixture, gboolean listens) {
  g_autofree char *kapka = g_strdup (g_getenv ("KAPKA"));
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "cups.sock");
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, 0, NULL);

  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  if (listens)
    g_assert_true (g_socket_listen (socket, NULL));
  kapka_test_kiosk_set (fixture->kiosk, "print", "printer", "Kiosk");
  use_print_system (fixture, path);
  open_form (fixture);
  g_setenv ("KAPKA", kapka, TRUE);
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  kapka_test_kiosk_expect (fixture->kiosk, NOT_FOUND);
  end (fixture, "");
}

static void
test_a_dead_print_system (Fixture *fixture, gconstpointer data) {
  test_no_print_system (fixture, FALSE);
}

static void
test_a_silent_print_system (Fixture *fixture, gconstpointer data) {
  test_no_print_system (fixture, TRUE);
}

static void
expect_closed (Fixture *fixture) {
  g_autoptr (KapkaTestElement) notice = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, CLOSED, CLOSED_MS);

  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, GOODBYE));
}

/* The print system has taken the document and does not say so: nobody knows, so nobody may come
 * before it is certain that the next visitor does not find the paper. */
static void
test_a_late_answer (Fixture *fixture, gconstpointer data) {
  KapkaTestScreen *screen;
  g_autofree char *taken = NULL;
  g_autofree char *left = NULL;

  kapka_test_print_server_set_holding (fixture->printer, TRUE);
  open_form (fixture);
  kapka_test_silencer_begin_with_document (fixture->silencer);
  print (fixture, SILENT);
  taken = kapka_test_print_server_list_jobs (fixture->printer);
  g_assert_cmpstr (taken, !=, "");
  kapka_test_kiosk_press (fixture->kiosk, "Завершить");
  expect_closed (fixture);
  screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  kapka_test_screen_wait_restart (screen, CLOSED_MS);
  expect_closed (fixture);
  kapka_test_silencer_end (fixture->silencer);
  kapka_test_screen_wait_gone (screen, ATSPI_ROLE_INVALID, CLOSED, CLOSED_MS);
  left = kapka_test_print_server_list_jobs (fixture->printer);
  g_assert_cmpstr (left, ==, "");
  kapka_test_begin_visit (fixture->kiosk);
  end (fixture, "");
  g_assert_cmpuint (kapka_test_print_server_count_documents (fixture->printer), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, set_up_with_printer, function, tear_down)
  ADD ("/print/a-wrong-name", test_a_wrong_name);
  ADD ("/print/a-guide", test_a_guide);
  ADD ("/print/a-queue-that-refuses", test_a_queue_that_refuses);
  ADD ("/print/a-queue-that-holds", test_a_queue_that_holds);
  ADD ("/print/troubles", test_troubles);
  ADD ("/print/the-allowance", test_the_allowance);
#undef ADD
  g_test_add ("/print/a-late-answer", Fixture, NULL, set_up_with_silencer, test_a_late_answer,
              tear_down);
  g_test_add ("/print/a-dead-print-system", Fixture, NULL, set_up, test_a_dead_print_system,
              tear_down);
  g_test_add ("/print/a-silent-print-system", Fixture, NULL, set_up, test_a_silent_print_system,
              tear_down);
  return g_test_run ();
}
