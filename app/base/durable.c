// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"

gboolean
kapka_durable_write (int fd, const char *bytes, gsize size) {
  while (size > 0) {
    gssize n = write (fd, bytes, size);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    bytes += n;
    size -= (gsize)n;
  }
  return TRUE;
}

static gboolean
sync_path (const char *path, int flags) {
  int fd = open (path, O_RDONLY | O_CLOEXEC | flags);
  int saved_errno = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  errno = saved_errno;
  return saved_errno == 0;
}

gboolean
kapka_durable_rename (const char *from, const char *to, GError **error) {
  g_autofree char *directory = g_path_get_dirname (to);
  int saved_errno;

  if (sync_path (from, 0) && g_rename (from, to) == 0 && sync_path (directory, O_DIRECTORY))
    return TRUE;
  saved_errno = errno;
  kapka_error_set_errno (error, saved_errno, to);
  return FALSE;
}
