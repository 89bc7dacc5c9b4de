// SPDX-License-Identifier: GPL-3.0-or-later
// Portals that give what nobody means well with: the visitor reads what is wrong with it, and the
// kiosk answers his touches meanwhile.

#include <glib/gstdio.h>

#include "portal-server.h"
#include "program.h"
#include "steps.h"

#define DEADLINE_MS 60000
#define PORTAL "Портал с документами"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestDir *dir;
  KapkaTestKiosk *kiosk;
} Fixture;

/* A sandbox that is there until a file says otherwise. */
static void
put_sandbox (Fixture *fixture) {
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\n[ ! -e '%s/broken' ] || exit 1\nexec /usr/bin/bwrap \"$@\"\n",
                       kapka_test_dir_get_path (fixture->dir));
  g_autofree char *bwrap = kapka_test_dir_write (fixture->dir, "bwrap", script);
  g_autofree char *path = g_strjoin (":", kapka_test_dir_get_path (fixture->dir),
                                     g_getenv ("KAPKA_PAPER_DIR"), g_getenv ("PATH"), NULL);

  g_assert_cmpint (g_chmod (bwrap, 0700), ==, 0);
  kapka_test_kiosk_set_environment (fixture->kiosk, "PATH", path);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *generator = g_test_build_filename (G_TEST_DIST, "support", "hostile-pdf", NULL);
  const char *argv[] = { generator, NULL, "cut-25", "large-301", "locked-128", "slow-lines", NULL };
  g_autofree char *output = NULL;
  g_autofree char *url = NULL;

  fixture->dir = kapka_test_dir_new ();
  argv[1] = kapka_test_dir_get_path (fixture->dir);
  output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  kapka_test_kiosk_add_portal (fixture->kiosk, "documents", PORTAL, url, "s3;s5");
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><a href='/document' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched',{keepalive:true})\">Документ</a>"
      "<script>" KAPKA_TEST_SHOWN ("1") "</script>");
  put_sandbox (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
  kapka_test_dir_free (fixture->dir);
}

/* The visitor touches the link, and the portal gives him @name. */
static void
take (Fixture *fixture, const char *name) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, name);
  g_autoptr (GBytes) body = NULL;
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  body = g_bytes_new_take (bytes, length);
  kapka_test_portal_server_set_page (fixture->server, "/document", 200, "application/pdf", body,
                                     NULL);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
}

static void
expect_words (Fixture *fixture, const char *name, const char *words) {
  take (fixture, name);
  kapka_test_kiosk_expect (fixture->kiosk, words);
  kapka_test_go_home (fixture->kiosk);
}

/* While the helper is busy the visitor asks for another copy, and leaves the document. */
static void
expect_answers (Fixture *fixture) {
  take (fixture, "slow-lines.pdf");
  kapka_test_kiosk_expect (fixture->kiosk, "Страница открывается");
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  kapka_test_kiosk_expect (fixture->kiosk, "2");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, "Печатать");
  kapka_test_go_home (fixture->kiosk);
}

static void
expect_refusal_without_sandbox (Fixture *fixture) {
  g_autofree char *broken = kapka_test_dir_write (fixture->dir, "broken", "");

  expect_words (fixture, "slow-lines.pdf", "Этот компьютер не может безопасно*");
  g_assert_cmpint (g_unlink (broken), ==, 0);
}

static void
test_hostile_papers (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  expect_words (fixture, "locked-128.pdf", "Этот документ закрыт паролем*");
  expect_words (fixture, "large-301.pdf", "Этот документ слишком большой*");
  expect_words (fixture, "cut-25.pdf", "Этот документ не открывается*");
  expect_answers (fixture);
  expect_refusal_without_sandbox (fixture);
  take (fixture, "slow-lines.pdf");
  kapka_test_kiosk_expect (fixture->kiosk, "Страница открывается");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hostile-papers", Fixture, NULL, set_up, test_hostile_papers, tear_down);
  return g_test_run ();
}
