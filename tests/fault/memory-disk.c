// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* for unshare() */

#include "memory-disk.h"

#include <sched.h>
#include <sys/mount.h>

gboolean
kapka_memory_disk_mount (const char *path) {
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("tmpfs", path, "tmpfs", 0, "mode=1777") == 0;
}

void
kapka_memory_disk_unmount (const char *path) {
  g_assert_cmpint (umount2 (path, MNT_DETACH), ==, 0);
}
