// SPDX-License-Identifier: GPL-3.0-or-later
// Which processes are a visit's, and that they are gone when the trace says so.

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/visit/processes.h"

#define DEADLINE_SECONDS 60

/* Starts @script by a shell; it prints the number of the process that is meant. */
static pid_t
start (const char *script) {
  const char *const argv[] = { "/bin/sh", "-c", script, NULL };
  g_autoptr (GError) error = NULL;
  char line[32] = { 0 };
  int out = -1;

  g_spawn_async_with_pipes (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                            &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, line, sizeof line - 1), >, 1);
  close (out);
  return (pid_t)strtol (line, NULL, 10);
}

/* The same for a process that the shell leaves behind when it ends. */
static pid_t
leave_behind (const char *script) {
  const char *const argv[] = { "/bin/sh", "-c", script, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  return (pid_t)strtol (out, NULL, 10);
}

/* The number of a process that has ended stays taken until its parent has heard of it. */
static gboolean
lives (pid_t pid) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") Z ") == NULL;
}

static void
on_wiped (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;

  g_assert_true (kapka_trace_wipe_finish (KAPKA_TRACE (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (user_data);
}

static void
wipe (void) {
  g_autoptr (KapkaProcesses) processes = kapka_processes_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  kapka_trace_wipe_async (KAPKA_TRACE (processes), NULL, on_wiped, loop);
  g_main_loop_run (loop);
}

static void
test_none (void) {
  wipe ();
}

/* A page that works on and on, and one that is stopped. */
static void
test_stubborn_child (void) {
  pid_t busy = start ("trap '' TERM; echo $$; exec >&-; while :; do sleep 60; done");
  pid_t stopped = start ("echo $$; exec >&-; kill -STOP $$; sleep 600");

  wipe ();
  g_assert_false (lives (busy));
  g_assert_false (lives (stopped));
}

/* The engine falls over a web process that is killed before it has come up: it is waited for. A
 * program of one thread plays its part under its name. */
static void
test_starting_child (void) {
  g_autofree char *dir = g_dir_make_tmp ("kapka-processes-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "WebKitWebProces", NULL);
  g_autoptr (GFile) sleep = g_file_new_for_path ("/bin/sleep");
  g_autoptr (GFile) copy = g_file_new_for_path (path);
  char *argv[] = { path, (char *)"2", NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;
  int status = 0;

  g_file_copy (sleep, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  wipe ();
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_true (g_file_delete (copy, NULL, &error));
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* What an earlier run has left has another parent, and the mark alone. */
static void
test_orphan (void) {
  pid_t orphan = leave_behind ("setsid sleep 600 >/dev/null & echo $!");

  g_assert_true (lives (orphan));
  wipe ();
  g_assert_false (lives (orphan));
}

static void
test_other_kiosk (void) {
  pid_t other = leave_behind ("KAPKA_KIOSK=another setsid sleep 600 >/dev/null & echo $!");

  wipe ();
  g_assert_true (lives (other));
  g_assert_cmpint (kill (other, SIGKILL), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  alarm (DEADLINE_SECONDS);
  kapka_processes_mark (g_get_current_dir ());
  g_test_add_func ("/processes/none", test_none);
  g_test_add_func ("/processes/stubborn-child", test_stubborn_child);
  g_test_add_func ("/processes/starting-child", test_starting_child);
  g_test_add_func ("/processes/orphan", test_orphan);
  g_test_add_func ("/processes/other-kiosk", test_other_kiosk);
  return g_test_run ();
}
