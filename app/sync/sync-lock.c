// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

/* Root gives a new lock to the owner of the directory, who runs the upload. */
static gboolean
give_to_owner (int fd, const char *state_dir) {
  struct stat info;

  return geteuid () != 0 ||
         (stat (state_dir, &info) == 0 && fchown (fd, info.st_uid, info.st_gid) == 0);
}

int
kapka_sync_lock_take (const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, "sync.lock", NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640);

  if (fd < 0 || !give_to_owner (fd, state_dir) || flock (fd, LOCK_EX | LOCK_NB) != 0) {
    int saved_errno = errno;
    KapkaError code =
        saved_errno == EWOULDBLOCK ? KAPKA_ERROR_BUSY : kapka_error_from_errno (saved_errno);

    g_set_error (error, KAPKA_ERROR, (int)code, "%s: %s", path, g_strerror (saved_errno));
    if (fd >= 0)
      close (fd);
    return -1;
  }
  return fd;
}
