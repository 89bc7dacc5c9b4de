// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/read-pin.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"

#define MAX_LINE 64

static void
fill_end_signals (sigset_t *set) {
  sigemptyset (set);
  sigaddset (set, SIGINT);
  sigaddset (set, SIGTERM);
  sigaddset (set, SIGQUIT);
  sigaddset (set, SIGHUP);
  sigaddset (set, SIGTSTP);
}

/* Waits until there is something to read, or a blocked signal says that there will be nothing. */
static gboolean
wait_for_input (int signal_fd) {
  struct pollfd fds[] = { { STDIN_FILENO, POLLIN, 0 }, { signal_fd, POLLIN, 0 } };

  while (poll (fds, signal_fd < 0 ? 1 : 2, -1) < 0)
    if (errno != EINTR)
      return FALSE;
  return fds[1].revents == 0;
}

/* Reads byte by byte, so that what follows the line is left for others. */
static char *
read_line (int signal_fd) {
  char line[MAX_LINE + 1] = { 0 };
  gsize length = 0;
  char *copy = NULL;
  char byte;

  while (length < MAX_LINE && wait_for_input (signal_fd) && read (STDIN_FILENO, &byte, 1) == 1 &&
         byte != '\n')
    line[length++] = byte;
  if (length > 0 && line[length - 1] == '\r')
    line[length - 1] = '\0';
  if (*line != '\0')
    copy = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return copy;
}

/* With the signals held back, the terminal is restored before one of them ends the program. */
static char *
read_hidden (const char *prompt) {
  struct termios shown;
  struct termios hidden;
  sigset_t ends;
  sigset_t before;
  char *line;
  int signal_fd;

  fill_end_signals (&ends);
  sigprocmask (SIG_BLOCK, &ends, &before);
  signal_fd = signalfd (-1, &ends, SFD_CLOEXEC);
  tcgetattr (STDIN_FILENO, &shown);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  g_printerr ("%s", prompt);
  line = read_line (signal_fd);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  g_printerr ("\n");
  close (signal_fd);
  sigprocmask (SIG_SETMASK, &before, NULL);
  return line;
}

static void
wipe (char *text) {
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static char *
refuse (char *pin, const char *why, GError **error) {
  wipe (pin);
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, why);
  return NULL;
}

char *
kapka_read_pin (GError **error) {
  gboolean terminal = isatty (STDIN_FILENO);
  char *pin = terminal ? read_hidden (_ ("PIN: ")) : read_line (-1);
  char *again;
  gboolean same;

  if (pin == NULL)
    return refuse (pin, _ ("no PIN was given"), error);
  if (!terminal)
    return pin;
  again = read_hidden (_ ("Once more: "));
  same = g_strcmp0 (pin, again) == 0;
  wipe (again);
  return same ? pin : refuse (pin, _ ("the two PINs are different"), error);
}
