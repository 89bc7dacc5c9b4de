// SPDX-License-Identifier: GPL-3.0-or-later
#include "foreign/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/pidfd.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/error.h"
#include "base/own-program.h"

#define SANDBOX "bwrap"
#define INSIDE "/" KAPKA_HELPER_PROGRAM

/* What the sandbox says of itself when it cannot be made. */
#define SANDBOX_FAILED 1

/* Programs, fonts and what tells where they are. /proc and /dev are not there at all. */
static const char *const sandbox[] = {
  SANDBOX,
  "--unshare-all",
  "--die-with-parent",
  "--new-session",
  "--clearenv",
  "--cap-drop",
  "ALL",
  "--ro-bind",
  "/usr",
  "/usr",
  "--symlink",
  "usr/lib",
  "/lib",
  "--symlink",
  "usr/lib64",
  "/lib64",
  "--ro-bind-try",
  "/etc/ld.so.cache",
  "/etc/ld.so.cache",
  "--ro-bind-try",
  "/etc/fonts",
  "/etc/fonts",
  "--ro-bind-try",
  "/var/cache/fontconfig",
  "/var/cache/fontconfig",
};

static GStrv
make_command (const char *program, const char *const *arguments) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sandbox); i++)
    g_strv_builder_add (builder, sandbox[i]);
  g_strv_builder_add_many (builder, "--ro-bind", program, INSIDE, "--remount-ro", "/", "--", INSIDE,
                           NULL);
  g_strv_builder_addv (builder, (const char **)arguments);
  return g_strv_builder_end (builder);
}

static GSubprocess *
start (const char *const *arguments, int input, int output, GError **error) {
  g_autofree char *program = kapka_own_program_find (KAPKA_HELPER_PROGRAM);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_auto (GStrv) command = program == NULL ? NULL : make_command (program, arguments);
  g_autoptr (GError) local_error = NULL;
  GSubprocess *process = NULL;

  g_subprocess_launcher_take_stdin_fd (launcher, input);
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (output, F_DUPFD_CLOEXEC, 0));
  if (command != NULL)
    process = g_subprocess_launcher_spawnv (launcher, (const char *const *)command, &local_error);
  if (process == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG, "Files of strangers cannot be opened: %s",
                 command == NULL ? "there is no program " KAPKA_HELPER_PROGRAM
                                 : local_error->message);
  return process;
}

/* Waits until the process has ended, nobody wants its work any more, or it has taken too long. */
static void
wait_for (GSubprocess *process, guint seconds, GCancellable *cancellable) {
  const char *identifier = g_subprocess_get_identifier (process);
  gint64 deadline = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  struct pollfd fds[2] = { { .events = POLLIN }, { .fd = -1, .events = POLLIN } };
  gint64 left;

  fds[0].fd =
      identifier == NULL ? -1 : pidfd_open ((pid_t)g_ascii_strtoll (identifier, NULL, 10), 0);
  if (cancellable != NULL)
    fds[1].fd = g_cancellable_get_fd (cancellable);
  while (fds[0].fd >= 0 && (left = deadline - g_get_monotonic_time ()) > 0)
    if (poll (fds, G_N_ELEMENTS (fds), (int)(left / 1000) + 1) >= 0 || errno != EINTR)
      break;
  if (fds[0].fd >= 0)
    close (fds[0].fd);
  if (fds[1].fd >= 0)
    g_cancellable_release_fd (cancellable);
}

/* Whatever else ends the helper was the doing of the file. */
static gboolean
judge (int status, GError **error) {
  switch (status) {
  case EX_OK:
    return TRUE;
  case EX_NOPERM:
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DENIED, "It wants a password");
    return FALSE;
  case EX_CANTCREAT:
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_FULL, "It is too large");
    return FALSE;
  case SANDBOX_FAILED:
  case EX_CONFIG:
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                         "Files of strangers cannot be opened: the sandbox does not start");
    return FALSE;
  default:
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "It cannot be drawn (%d)", status);
    return FALSE;
  }
}

gboolean
kapka_helper_run (const char *const *arguments,
                  int input,
                  int output,
                  guint seconds,
                  GCancellable *cancellable,
                  GError **error) {
  g_autoptr (GSubprocess) process = start (arguments, input, output, error);

  if (process == NULL)
    return FALSE;
  wait_for (process, seconds, cancellable);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return judge (g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1,
                error);
}
