// SPDX-License-Identifier: GPL-3.0-or-later
// What may happen to the folder of slides: the waiting screen lives, and shows what there is.

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "steps.h"

#define DEADLINE_MS 90000

typedef struct {
  KapkaTestDir *dir;
  char *folder;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {

  fixture->dir = kapka_test_dir_new ();
  fixture->folder = kapka_test_dir_make (fixture->dir, "slides");
  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  kapka_test_kiosk_set (fixture->kiosk, "waiting", "slide_seconds", "5");
  kapka_test_kiosk_set (fixture->kiosk, "waiting", "slides_dir", fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_dir_free (fixture->dir);
  g_free (fixture->folder);
}

static void
add (Fixture *fixture, const char *name, const char *text) {
  g_autofree char *place = g_build_filename ("slides", name, NULL);
  g_autofree char *path = kapka_test_dir_write (fixture->dir, place, text);
}

static void
add_good (Fixture *fixture) {
  add (fixture, "good.svg",
       "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'>"
       "<rect width='40' height='30' fill='#2020c0'/></svg>");
  add (fixture, "slides.ini", "[good.svg]\nText=Хорошая\n");
}

static void
expect (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) found = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

static void
expect_gone (Fixture *fixture, const char *name) {
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                               name, DEADLINE_MS);
}

/* The kiosk serves a visitor as ever. */
static void
serve (Fixture *fixture) {
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_end_visit (fixture->kiosk);
}

/* Waits until the program that draws has refused a file. */
static void
await_refusal (Fixture *fixture) {
  g_autofree char *line =
      kapka_test_program_wait_line (kapka_test_kiosk_get_program (fixture->kiosk),
                                    KAPKA_TEST_STREAM_ERR, "kapka-paper: ", DEADLINE_MS);
}

/* The good one stands last in the order of names, so all the others have been tried before. */
static void
test_broken_files (Fixture *fixture, gconstpointer data) {
  g_autofree char *pipe = g_build_filename (fixture->folder, "a.png", NULL);
  g_autofree char *large = g_strnfill (8 * 1024 * 1024, 'x');

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  add (fixture, "b.png", "");
  add (fixture, "c.jpg", "\xff\xd8\xff\xe0");
  add (fixture, "d.pdf", "%PDF-1.4\n");
  add (fixture, "e.svg", large);
  add_good (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  expect (fixture, "Хорошая");
  serve (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_nothing_but_broken_files (Fixture *fixture, gconstpointer data) {
  add (fixture, "a.png", "");
  add (fixture, "b.svg", "<svg");
  kapka_test_kiosk_start (fixture->kiosk);
  await_refusal (fixture);
  serve (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A drive that was pulled out, and put in again. */
static void
test_pulled_folder (Fixture *fixture, gconstpointer data) {
  g_autofree char *away = kapka_test_dir_join (fixture->dir, "away");

  add_good (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  expect (fixture, "Хорошая");
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  expect_gone (fixture, "Хорошая");
  expect (fixture, "Коснитесь экрана");
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  expect (fixture, "Хорошая");
  serve (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data) {
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  kapka_test_kiosk_start (fixture->kiosk);
  serve (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_no_program (Fixture *fixture, gconstpointer data) {
  add_good (fixture);
  kapka_test_kiosk_set_environment (fixture->kiosk, "PATH", "/usr/bin:/bin");
  kapka_test_kiosk_start (fixture->kiosk);
  serve (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A file that is another now is drawn anew. */
static void
test_mended_file (Fixture *fixture, gconstpointer data) {
  add_good (fixture);
  add (fixture, "good.svg", "<svg");
  kapka_test_kiosk_start (fixture->kiosk);
  await_refusal (fixture);
  add_good (fixture);
  expect (fixture, "Хорошая");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/waiting-faults/broken-files", test_broken_files);
  ADD ("/waiting-faults/nothing-but-broken-files", test_nothing_but_broken_files);
  ADD ("/waiting-faults/pulled-folder", test_pulled_folder);
  ADD ("/waiting-faults/no-folder", test_no_folder);
  ADD ("/waiting-faults/no-program", test_no_program);
  ADD ("/waiting-faults/mended-file", test_mended_file);
#undef ADD
  return g_test_run ();
}
