// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // nftw(3)

#include "bundle/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"

#define OPEN_DIRECTORIES 8

static gboolean
write_file (const char *path, const void *data, gsize size, GError **error) {
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  int saved_errno = 0;

  if (fd < 0)
    return kapka_error_set_errno (error, errno, path);
  if (!kapka_durable_write (fd, data, size))
    saved_errno = errno;
  if (close (fd) != 0 && saved_errno == 0)
    saved_errno = errno;
  return saved_errno == 0 || kapka_error_set_errno (error, saved_errno, path);
}

static gboolean
make_folder (const char *path, GError **error) {
  return g_mkdir (path, 0755) == 0 || errno == EEXIST || kapka_error_set_errno (error, errno, path);
}

/* Makes the folders that @path names, of which there are two at most. */
static gboolean
make_folders (const char *directory, const char *path, GError **error) {
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *folder = g_build_filename (directory, parent, NULL);

  if (g_str_equal (parent, "."))
    return TRUE;
  return make_folders (directory, parent, error) && make_folder (folder, error);
}

static gboolean
write_files (const KapkaBundle *bundle, const char *directory, GError **error) {
  const guint8 *data = g_bytes_get_data (bundle->contents, NULL);

  for (guint i = 0; i < bundle->manifest->files->len; i++) {
    const KapkaManifestFile *file = g_ptr_array_index (bundle->manifest->files, i);
    g_autofree char *path = g_build_filename (directory, file->path, NULL);

    if (!make_folders (directory, file->path, error) || !write_file (path, data, file->size, error))
      return FALSE;
    data += file->size;
  }
  return TRUE;
}

static int
sync_cb (const char *path, const struct stat *info, int kind, struct FTW *place) {
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  int result = 0;

  if (fd < 0 || fsync (fd) != 0)
    result = errno;
  if (fd >= 0)
    close (fd);
  return result;
}

/* The names of the files are in their folders, which are written for themselves. All of them are
 * there before the first is synced: the disk then writes down their names once, not one by one. */
static gboolean
sync_tree (const char *directory, GError **error) {
  int result = nftw (directory, sync_cb, OPEN_DIRECTORIES, FTW_DEPTH | FTW_PHYS);

  return result == 0 || kapka_error_set_errno (error, result < 0 ? errno : result, directory);
}

gboolean
kapka_bundle_unpack (const KapkaBundle *bundle, const char *directory, GError **error) {
  g_autofree char *path = g_build_filename (directory, KAPKA_BUNDLE_HEAD_FILE, NULL);
  gsize size;
  const void *head = g_bytes_get_data (bundle->head, &size);

  // What somebody has left there would be taken for a part of it.
  if (g_mkdir (directory, 0755) != 0)
    return kapka_error_set_errno (error, errno, directory);
  return write_file (path, head, size, error) && write_files (bundle, directory, error) &&
         sync_tree (directory, error);
}

static int
remove_cb (const char *path, const struct stat *info, int kind, struct FTW *place) {
  return remove (path);
}

void
kapka_bundle_remove_tree (const char *path) {
  nftw (path, remove_cb, OPEN_DIRECTORIES, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
