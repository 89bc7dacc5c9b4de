// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stop.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

int
kapka_stop_open (void) {
  sigset_t asked;

  sigemptyset (&asked);
  sigaddset (&asked, SIGTERM);
  sigaddset (&asked, SIGINT);
  if (sigprocmask (SIG_BLOCK, &asked, NULL) != 0 || signal (SIGPIPE, SIG_IGN) == SIG_ERR)
    return -1;
  return signalfd (-1, &asked, SFD_CLOEXEC | SFD_NONBLOCK);
}

gboolean
kapka_stop_wait (int fd, gint64 ms) {
  gint64 end_usec = g_get_monotonic_time () + ms * 1000;
  struct pollfd watched = { .fd = fd, .events = POLLIN };

  // A poll that another signal interrupted goes on for the time that is left.
  do {
    if (poll (&watched, 1, (int)ms) > 0)
      return TRUE;
    ms = (end_usec - g_get_monotonic_time () + 999) / 1000;
  } while (ms > 0);
  return FALSE;
}
