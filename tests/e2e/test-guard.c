// SPDX-License-Identifier: GPL-3.0-or-later
// The guard of the kiosk: what hangs is started again, what ends again and again is given a rest
// and says so on the screen, and who leaves is let go.

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kiosk.h"
#include "wait.h"

#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  KapkaTestDesktop *desktop;
  KapkaTestProgram *guard;
  KapkaTestScreen *screen;
  char *config;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *text = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->desktop = kapka_test_desktop_new (1024, 768);
  text = g_strdup_printf ("[staff]\nask_first_pin=false\n"
                          "[storage]\nstate_dir=%s/state\nruntime_dir=%s\n",
                          kapka_test_dir_get_path (fixture->dir),
                          kapka_test_dir_get_path (fixture->dir));
  fixture->config = kapka_test_dir_write (fixture->dir, "kapka.conf", text);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_screen_free (fixture->screen);
  if (fixture->guard != NULL)
    kapka_test_program_stop (fixture->guard, DEADLINE_MS);
  kapka_test_program_free (fixture->guard);
  kapka_test_desktop_free (fixture->desktop);
  kapka_test_dir_free (fixture->dir);
  g_free (fixture->config);
}

/* What the guard finds as the kiosk. Another process may be starting the earlier one, so it is
 * exchanged whole. */
static void
write_kiosk (Fixture *fixture, const char *script) {
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  g_autofree char *draft = kapka_test_dir_write (fixture->dir, "bin/draft", text);
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "bin/kapka");

  g_assert_cmpint (chmod (draft, 0755), ==, 0);
  g_assert_cmpint (rename (draft, path), ==, 0);
}

static void
write_real_kiosk (Fixture *fixture) {
  g_autofree char *script = g_strdup_printf ("exec %s \"$@\"", g_getenv ("KAPKA"));

  write_kiosk (fixture, script);
}

static void
launch (Fixture *fixture, const char *rest) {
  const char *const argv[] = { g_getenv ("KAPKA_GUARD"),
                               "--config",
                               fixture->config,
                               "--data-dir",
                               g_getenv ("KAPKA_DATA_DIR"),
                               "--alive=3",
                               rest,
                               NULL };
  g_auto (GStrv) environment =
      g_strdupv ((char **)kapka_test_desktop_get_environment (fixture->desktop));
  g_autofree char *path =
      g_strdup_printf ("%s/bin:%s:%s", kapka_test_dir_get_path (fixture->dir),
                       g_getenv ("KAPKA_PAPER_DIR"), g_environ_getenv (environment, "PATH"));

  environment = g_environ_setenv (environment, "PATH", path, TRUE);
  environment = g_environ_setenv (environment, "TEXTDOMAINDIR", g_getenv ("TEXTDOMAINDIR"), TRUE);
  fixture->guard = kapka_test_program_start (argv, (const char *const *)environment);
}

static void
start (Fixture *fixture, const char *rest) {
  launch (fixture, rest);
  fixture->screen = kapka_test_screen_new (fixture->desktop, fixture->guard, DEADLINE_MS);
}

static void
expect (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_wait_for (fixture->screen, ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

/* The kiosk is the only child of the guard. */
static GPid
find_kiosk (Fixture *fixture) {
  GPid guard = kapka_test_program_get_pid (fixture->guard);
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", guard, guard);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? atoi (text) : 0;
}

static guint
count_log (Fixture *fixture, const char *words) {
  g_autofree char *log = kapka_test_program_get_text (fixture->guard, KAPKA_TEST_STREAM_ERR);
  guint count = 0;

  for (const char *found = strstr (log, words); found != NULL; found = strstr (found + 1, words))
    count++;
  return count;
}

typedef struct {
  Fixture *fixture;
  guint times;
} Wanted;

/* A kiosk that has come up, so often, and whose window covers the screen. */
static gboolean
is_up (gpointer data) {
  Wanted *wanted = data;
  GPid kiosk = find_kiosk (wanted->fixture);
  KapkaTestRect rect;

  return count_log (wanted->fixture, "The kiosk is up") == wanted->times && kiosk > 0 &&
         kapka_test_x_display_find_window (
             kapka_test_desktop_get_display (wanted->fixture->desktop), kiosk, &rect) &&
         rect.width == 1024;
}

static GPid
wait_up (Fixture *fixture, guint times) {
  Wanted wanted = { fixture, times };

  if (!kapka_test_wait_until (is_up, &wanted, DEADLINE_MS)) {
    g_autofree char *state = kapka_test_program_describe (fixture->guard);

    g_error ("The kiosk is not up: %s", state);
  }
  return find_kiosk (fixture);
}

/* What `kapkactl check` reads. */
static void
expect_record (Fixture *fixture, const char *end) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "state/kiosk-ends");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, end));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
}

static void
test_crash_loop (Fixture *fixture, gconstpointer data) {
  write_kiosk (fixture, "kill -SEGV $$");
  start (fixture, "--rest=600");
  expect (fixture, "Киоск сейчас не работает");
  expect (fixture, "Код 411");
  expect (fixture, "*Через 10 минут*");
  expect_record (fixture, " 411\n");
  // Whoever has repaired it does not have to wait.
  write_real_kiosk (fixture);
  kapka_test_screen_press (fixture->screen, ATSPI_ROLE_PUSH_BUTTON, "Попробовать сейчас",
                           DEADLINE_MS);
  wait_up (fixture, 1);
}

/* Nobody is there at night: after the rest it is tried again. */
static void
test_rest (Fixture *fixture, gconstpointer data) {
  write_kiosk (fixture, "exit 78");
  start (fixture, "--rest=2");
  expect (fixture, "Код 178");
  write_real_kiosk (fixture);
  wait_up (fixture, 1);
}

static void
test_no_kiosk (Fixture *fixture, gconstpointer data) {
  g_autofree char *bin = kapka_test_dir_make (fixture->dir, "bin");

  start (fixture, "--rest=600");
  expect (fixture, "Код 520");
}

/* The main loop of the real kiosk stands still. */
static void
test_hang (Fixture *fixture, gconstpointer data) {
  GPid first;

  write_real_kiosk (fixture);
  start (fixture, "--rest=600");
  first = wait_up (fixture, 1);
  kill (first, SIGSTOP);
  wait_up (fixture, 2);
  g_assert_cmpuint (count_log (fixture, "code=500"), ==, 1);
  g_assert_cmpint (kill (first, 0), ==, -1);
}

static gboolean
is_there (gpointer data) {
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

/* A page, a helper or anything else that is not the kiosk cannot speak for it. What is called as
 * root speaks in the name of its parent, which here is another shell. */
static void
test_stranger (Fixture *fixture, gconstpointer data) {
  g_autofree char *told = kapka_test_dir_join (fixture->dir, "told");
  g_autofree char *script =
      g_strdup_printf ("(systemd-notify --ready; :)\necho >%s\nexec sleep 600", told);

  write_kiosk (fixture, script);
  start (fixture, "--rest=600");
  expect (fixture, "Киоск включается");
  g_assert_true (kapka_test_wait_until (is_there, told, DEADLINE_MS));
  kapka_test_screen_free (g_steal_pointer (&fixture->screen));
  kapka_test_program_signal (fixture->guard, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (fixture->guard, DEADLINE_MS), ==, 0);
  g_assert_cmpuint (count_log (fixture, "The kiosk is up"), ==, 0);
}

static gboolean
is_up_again (gpointer data) {
  return count_log (data, "The kiosk is up") == 2;
}

/* A kiosk that starts itself anew has the time of a start for it, longer than it may be silent. */
static void
test_anew (Fixture *fixture, gconstpointer data) {
  write_kiosk (fixture, "systemd-notify --ready\nsystemd-notify RELOADING=1\nsleep 6\n"
                        "systemd-notify --ready\nexec sleep 600");
  start (fixture, "--rest=600");
  g_assert_true (kapka_test_wait_until (is_up_again, fixture, DEADLINE_MS));
  g_assert_cmpuint (count_log (fixture, "code="), ==, 0);
}

static gboolean
is_up_once (gpointer data) {
  return count_log (data, "The kiosk is up") == 1;
}

/* Who is asked to end may be busy with it for longer than it may be silent. */
static void
test_slow_stop (Fixture *fixture, gconstpointer data) {
  g_autofree char *erased = kapka_test_dir_join (fixture->dir, "erased");
  g_autofree char *script =
      g_strdup_printf ("trap 'sleep 6; : >%s; exit 0' TERM\nsystemd-notify --ready\n"
                       "sleep 600 & wait",
                       erased);

  write_kiosk (fixture, script);
  start (fixture, "--rest=600");
  g_assert_true (kapka_test_wait_until (is_up_once, fixture, DEADLINE_MS));
  kapka_test_screen_free (g_steal_pointer (&fixture->screen));
  kapka_test_program_signal (fixture->guard, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (fixture->guard, DEADLINE_MS), ==, 0);
  g_assert_true (g_file_test (erased, G_FILE_TEST_EXISTS));
}

static void
test_leave (Fixture *fixture, gconstpointer data) {
  write_kiosk (fixture, "exit 0");
  launch (fixture, "--rest=600"); // It may be gone before anybody sees it.
  g_assert_cmpint (kapka_test_program_wait (fixture->guard, DEADLINE_MS), ==, 0);
}

/* SIGTERM ends the kiosk as it should be ended: with its last word in the journal. */
static void
test_stop (Fixture *fixture, gconstpointer data) {
  GPid kiosk;

  write_real_kiosk (fixture);
  start (fixture, "--rest=600");
  kiosk = wait_up (fixture, 1);
  kapka_test_program_signal (fixture->guard, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (fixture->guard, DEADLINE_MS), ==, 0);
  g_assert_cmpint (kill (kiosk, 0), ==, -1);
}

int
main (int argc, char **argv) {
  static const struct {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/guard/crash-loop", test_crash_loop },
    { "/guard/rest", test_rest },
    { "/guard/no-kiosk", test_no_kiosk },
    { "/guard/hang", test_hang },
    { "/guard/stranger", test_stranger },
    { "/guard/leave", test_leave },
    { "/guard/stop", test_stop },
    { "/guard/anew", test_anew },
    { "/guard/slow-stop", test_slow_stop },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
