// SPDX-License-Identifier: GPL-3.0-or-later
// Directories and programs of a test go with it.
#include "program.h"
#include "tmpdir.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Generous: a loaded machine must not fail a test that waits for what does come. */
#define DEADLINE_MS 20000

static void
test_dir (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *root = g_strdup (kapka_test_dir_get_path (dir));
  g_autofree char *file = kapka_test_dir_write (dir, "a/b/c.txt", "текст");
  g_autofree char *link = kapka_test_dir_join (dir, "a/home");
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_cmpint (symlink (g_get_home_dir (), link), ==, 0);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "текст");
  g_assert_cmpint (g_stat (root, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  g_clear_pointer (&dir, kapka_test_dir_free);
  g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (g_get_home_dir (), G_FILE_TEST_IS_DIR));
}

static void
test_program_output (void) {
  const char *argv[] = { "sh", "-c", "echo one; echo two >&2; echo three; exit 3", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  g_autofree char *line =
      kapka_test_program_wait_line (program, KAPKA_TEST_STREAM_OUT, "thr", DEADLINE_MS);

  g_assert_cmpstr (line, ==, "three");
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, 3);
  g_assert_false (kapka_test_program_is_running (program));

  g_autofree char *out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_autofree char *err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  g_assert_cmpstr (out, ==, "one\nthree\n");
  g_assert_cmpstr (err, ==, "two\n");
}

static gboolean
is_dead_cb (gpointer data) {
  const char *pid = data;
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *stat = NULL;

  /* A zombie is dead too, whoever has yet to bury it. */
  return !g_file_get_contents (path, &stat, NULL, NULL) || strstr (stat, ") Z ") != NULL;
}

static void
test_program_kill (void) {
  const char *argv[] = { "sh", "-c", "sleep 1000 & echo $!; wait", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  g_autofree char *child =
      kapka_test_program_wait_line (program, KAPKA_TEST_STREAM_OUT, "", DEADLINE_MS);

  g_assert_true (kapka_test_program_is_running (program));
  kapka_test_program_kill (program);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, 128 + SIGKILL);
  g_assert_true (kapka_test_wait_until (is_dead_cb, child, DEADLINE_MS));
}

static void
test_program_signal (void) {
  const char *argv[] = { "sleep", "1000", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);

  kapka_test_program_signal (program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, 128 + SIGTERM);
}

static void
test_program_crash_of_test_subprocess (void) {
  const char *argv[] = { "sleep", "1000", NULL };
  KapkaTestProgram *program = kapka_test_program_start (argv, NULL);

  g_printerr ("child %d\n", kapka_test_program_get_pid (program));
  raise (SIGKILL);
}

static void
test_program_crash_of_test (void) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "-p", "/program/crash-of-test/subprocess", "--GTestSubprocess",
                         NULL };
  g_autoptr (KapkaTestProgram) test = kapka_test_program_start (argv, NULL);
  g_autofree char *line =
      kapka_test_program_wait_line (test, KAPKA_TEST_STREAM_ERR, "child ", DEADLINE_MS);
  g_assert_true (kapka_test_wait_until (is_dead_cb, line + strlen ("child "), DEADLINE_MS));
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dir/is-removed", test_dir);
  g_test_add_func ("/program/output", test_program_output);
  g_test_add_func ("/program/kill", test_program_kill);
  g_test_add_func ("/program/signal", test_program_signal);
  g_test_add_func ("/program/crash-of-test/subprocess", test_program_crash_of_test_subprocess);
  g_test_add_func ("/program/crash-of-test", test_program_crash_of_test);
  return g_test_run ();
}
