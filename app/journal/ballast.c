// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/ballast.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define BALLAST_BYTES (4 * 1024 * 1024)
// What has to be free before it is made: else it would go off again at once.
#define ROOM_BYTES (4 * BALLAST_BYTES)

static char *
ballast_path (const char *state_dir) {
  return g_build_filename (state_dir, "journal.ballast", NULL);
}

static gboolean
has_room (const char *state_dir) {
  struct statvfs info;

  return statvfs (state_dir, &info) == 0 && (guint64)info.f_bavail * info.f_frsize >= ROOM_BYTES;
}

static gboolean
is_there (const char *path) {
  GStatBuf info;

  return g_lstat (path, &info) == 0 && info.st_size == BALLAST_BYTES;
}

/** Takes the space for good: a file with holes would have none to give back. */
static gboolean
take_space (const char *path) {
  int fd = open (path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640);
  gboolean taken;

  if (fd < 0)
    return FALSE;
  taken = posix_fallocate (fd, 0, BALLAST_BYTES) == 0;
  close (fd);
  return taken;
}

void
kapka_ballast_ensure (const char *state_dir) {
  g_autofree char *path = ballast_path (state_dir);

  if (!is_there (path) && has_room (state_dir) && !take_space (path))
    g_unlink (path);
}

gboolean
kapka_ballast_release (const char *state_dir) {
  g_autofree char *path = ballast_path (state_dir);

  return g_unlink (path) == 0;
}

gboolean
kapka_ballast_is_missing (const char *state_dir) {
  g_autofree char *path = ballast_path (state_dir);

  return !is_there (path) && !has_room (state_dir);
}
