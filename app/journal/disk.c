// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"

void
kapka_disk_set_error (GError **error, int saved_errno, const char *what, const char *path) {
  g_set_error (error, KAPKA_ERROR, kapka_error_from_errno (saved_errno), "cannot %s %s: %s", what,
               path, g_strerror (saved_errno));
}

static gboolean
sync_path (const char *path, int flags, GError **error) {
  int fd = open (path, flags | O_CLOEXEC);
  int saved_errno = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  if (saved_errno != 0)
    kapka_disk_set_error (error, saved_errno, "sync", path);
  return saved_errno == 0;
}

gboolean
kapka_disk_sync_directory (const char *path, GError **error) {
  return sync_path (path, O_RDONLY | O_DIRECTORY, error);
}

gboolean
kapka_disk_sync_file (const char *path, GError **error) {
  return sync_path (path, O_RDWR, error);
}

gboolean
kapka_disk_make_directory (const char *path, GError **error) {
  if (g_mkdir_with_parents (path, 0750) != 0) {
    kapka_disk_set_error (error, errno, "make", path);
    return FALSE;
  }
  return TRUE;
}
