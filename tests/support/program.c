// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "capture.h"

#include <poll.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long to wait for what the kernel does at once: the death after SIGKILL, the end of a pipe. */
#define PROMPT_MS 5000

struct _KapkaTestProgram {
  GPid pid;
  int pidfd;
  char *command;
  KapkaTestCapture *streams[2];
};

/* Runs in the child between fork and exec: system calls only. */
static void
setup_child_cb (gpointer data) {
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  /* The test may have died before the line above took effect. */
  if (getppid () != GPOINTER_TO_INT (data))
    _exit (127);
}

KapkaTestProgram *
kapka_test_program_start (const char *const *argv, const char *const *envp) {
  g_autoptr (GError) error = NULL;
  KapkaTestProgram *program = g_new0 (KapkaTestProgram, 1);
  int out_fd = -1;
  int err_fd = -1;

  program->command = g_strjoinv (" ", (char **)argv);
  if (!g_spawn_async_with_pipes_and_fds (
          NULL, argv, envp, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH | G_SPAWN_CLOEXEC_PIPES,
          setup_child_cb, GINT_TO_POINTER (getpid ()), -1, -1, -1, NULL, NULL, 0, &program->pid,
          NULL, &out_fd, &err_fd, &error))
    g_error ("cannot start %s: %s", program->command, error->message);

  program->pidfd = pidfd_open (program->pid, 0);
  g_assert_cmpint (program->pidfd, >=, 0);
  program->streams[KAPKA_TEST_STREAM_OUT] = kapka_test_capture_new (out_fd);
  program->streams[KAPKA_TEST_STREAM_ERR] = kapka_test_capture_new (err_fd);
  return program;
}

/* The leader is reaped only here: until then its number, and so that of the group, is not reused,
 * and killing the group can hit nobody else. */
void
kapka_test_program_free (KapkaTestProgram *program) {
  if (program == NULL)
    return;
  kapka_test_program_kill (program);
  waitpid (program->pid, NULL, 0);
  close (program->pidfd);
  kapka_test_capture_free (program->streams[KAPKA_TEST_STREAM_OUT]);
  kapka_test_capture_free (program->streams[KAPKA_TEST_STREAM_ERR]);
  g_free (program->command);
  g_free (program);
}

char *
kapka_test_program_run (const char *const *argv, const char *const *envp, guint deadline_ms) {
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, envp);

  if (kapka_test_program_wait (program, deadline_ms) != 0) {
    g_autofree char *description = kapka_test_program_describe (program);
    g_error ("%s", description);
  }
  return kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
}

GPid
kapka_test_program_get_pid (KapkaTestProgram *program) {
  return program->pid;
}

static gboolean
has_ended_within (KapkaTestProgram *program, guint deadline_ms) {
  struct pollfd fd = { .fd = program->pidfd, .events = POLLIN };

  return TEMP_FAILURE_RETRY (poll (&fd, 1, (int)deadline_ms)) == 1;
}

gboolean
kapka_test_program_is_running (KapkaTestProgram *program) {
  return !has_ended_within (program, 0);
}

static int
get_exit_status (KapkaTestProgram *program) {
  siginfo_t info = { 0 };

  waitid (P_PIDFD, program->pidfd, &info, WEXITED | WNOWAIT);
  return info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
}

int
kapka_test_program_wait (KapkaTestProgram *program, guint deadline_ms) {
  if (!has_ended_within (program, deadline_ms)) {
    g_autofree char *description = kapka_test_program_describe (program);
    g_error ("still running after %u ms: %s", deadline_ms, description);
  }
  return get_exit_status (program);
}

void
kapka_test_program_signal (KapkaTestProgram *program, int number) {
  kill (program->pid, number);
}

void
kapka_test_program_kill (KapkaTestProgram *program) {
  kill (-program->pid, SIGKILL);
  if (!has_ended_within (program, PROMPT_MS))
    g_error ("cannot kill %s", program->command);
}

void
kapka_test_program_stop (KapkaTestProgram *program, guint deadline_ms) {
  kill (program->pid, SIGTERM);
  has_ended_within (program, deadline_ms);
  kapka_test_program_kill (program);
}

/* Of a program that has ended the whole text is wanted, also what the thread has yet to read. A
 * child left behind may hold the pipe open, so this cannot wait for the end of the pipe for long.
 */
char *
kapka_test_program_get_text (KapkaTestProgram *program, KapkaTestStream stream) {
  if (!kapka_test_program_is_running (program))
    kapka_test_capture_wait_end (program->streams[stream], 1000);
  return kapka_test_capture_get_text (program->streams[stream]);
}

char *
kapka_test_program_wait_line (KapkaTestProgram *program,
                              KapkaTestStream stream,
                              const char *prefix,
                              guint deadline_ms) {
  char *line = kapka_test_capture_wait_line (program->streams[stream], prefix, deadline_ms);

  if (line == NULL) {
    g_autofree char *description = kapka_test_program_describe (program);
    g_error ("no line beginning with \"%s\" within %u ms: %s", prefix, deadline_ms, description);
  }
  return line;
}

char *
kapka_test_program_describe (KapkaTestProgram *program) {
  g_autofree char *out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_autofree char *err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  g_autofree char *state = kapka_test_program_is_running (program)
                               ? g_strdup ("is running")
                               : g_strdup_printf ("ended with %d", get_exit_status (program));

  return g_strdup_printf ("%s (process %d) %s\n--- standard output\n%s--- standard error\n%s",
                          program->command, program->pid, state, out, err);
}
