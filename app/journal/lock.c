// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"

#define PATIENCE_USEC (10 * G_USEC_PER_SEC)
#define PAUSE_USEC (20 * 1000)

struct _KapkaLock {
  int fd;
};

static void
set_errno_error (GError **error, int saved_errno, const char *directory) {
  g_set_error (error, KAPKA_ERROR,
               saved_errno == EWOULDBLOCK ? KAPKA_ERROR_BUSY : kapka_error_from_errno (saved_errno),
               "cannot lock %s: %s", directory, g_strerror (saved_errno));
}

static gboolean
lock_in_time (int fd) {
  gint64 deadline_usec = g_get_monotonic_time () + PATIENCE_USEC;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    if ((errno != EWOULDBLOCK && errno != EINTR) || g_get_monotonic_time () > deadline_usec)
      return FALSE;
    g_usleep (PAUSE_USEC);
  }
  return TRUE;
}

KapkaLock *
kapka_lock_take (const char *directory, GError **error) {
  g_autoptr (KapkaLock) lock = g_new0 (KapkaLock, 1);

  lock->fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock->fd < 0 || !lock_in_time (lock->fd)) {
    set_errno_error (error, errno, directory);
    return NULL;
  }
  return g_steal_pointer (&lock);
}

void
kapka_lock_release (KapkaLock *lock) {
  if (lock == NULL)
    return;
  if (lock->fd >= 0)
    close (lock->fd);
  g_free (lock);
}
