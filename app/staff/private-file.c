// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

static gboolean
has_owner_of_directory (const char *path, const struct stat *info) {
  g_autofree char *directory = g_path_get_dirname (path);
  struct stat parent;

  return stat (directory, &parent) == 0 && parent.st_uid == info->st_uid;
}

static gboolean
check_private (int fd, const char *path, GError **error) {
  struct stat info;

  if (fstat (fd, &info) != 0)
    return kapka_error_set_errno (error, errno, path);
  if (!S_ISREG (info.st_mode))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 _ ("%s is no regular file. Remove it and set the PINs again: kapkactl pin set"),
                 path);
  else if (!has_owner_of_directory (path, &info))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 _ ("%s belongs to another user than its directory. Find out who wrote it, remove "
                    "it and set the PINs again: kapkactl pin set"),
                 path);
  else if ((info.st_mode & 07777) != 0600)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 _ ("%s has mode %04o, expected 0600. If nobody else can have changed it: "
                    "chmod 600 %s"),
                 path, (guint)info.st_mode & 07777, path);
  else
    return TRUE;
  return FALSE;
}

static int
open_private (const char *path, GError **error) {
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0 && errno == ELOOP)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 _ ("%s is a symbolic link. Remove it and set the PINs again: kapkactl pin set"),
                 path);
  else if (fd < 0)
    kapka_error_set_errno (error, errno, path);
  else if (!check_private (fd, path, error)) {
    close (fd);
    return -1;
  }
  return fd;
}

/* Reads up to @size bytes; returns how many, -1 with errno set. */
static gssize
read_all (int fd, char *buffer, gsize size) {
  gsize length = 0;

  while (length < size) {
    gssize got = read (fd, buffer + length, size - length);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return -1;
    if (got == 0)
      break;
    length += (gsize)got;
  }
  return (gssize)length;
}

char *
kapka_private_file_read (const char *path, gsize max_bytes, GError **error) {
  g_autofree char *buffer = g_malloc0 (max_bytes + 2);
  int fd = open_private (path, error);
  gssize length;

  if (fd < 0)
    return NULL;
  length = read_all (fd, buffer, max_bytes + 1);
  if (length < 0)
    kapka_error_set_errno (error, errno, path);
  close (fd);
  if (length < 0)
    return NULL;
  if ((gsize)length > max_bytes || strlen (buffer) != (gsize)length) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s is not what Kapka wrote"), path);
    return NULL;
  }
  return g_steal_pointer (&buffer);
}

static gboolean
write_all (int fd, const char *text) {
  gsize left = strlen (text);

  while (left > 0) {
    gssize put = write (fd, text, left);

    if (put < 0 && errno != EINTR)
      return FALSE;
    text += MAX (put, 0);
    left -= (gsize)MAX (put, 0);
  }
  return TRUE;
}

static gboolean
give_to_owner_of_directory (int fd, int directory_fd) {
  struct stat parent;

  return geteuid () != 0 ||
         (fstat (directory_fd, &parent) == 0 && fchown (fd, parent.st_uid, parent.st_gid) == 0);
}

/* Fills a new file beside the old one; what an earlier try left there is removed, never followed.
 */
static gboolean
write_beside (int directory_fd, const char *name, const char *text) {
  int saved_errno;
  gboolean good;
  int fd;

  if (unlinkat (directory_fd, name, 0) != 0 && errno != ENOENT)
    return FALSE;
  fd = openat (directory_fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  good = fchmod (fd, 0600) == 0 && give_to_owner_of_directory (fd, directory_fd) &&
         write_all (fd, text) && fsync (fd) == 0;
  saved_errno = errno;
  close (fd);
  if (!good)
    unlinkat (directory_fd, name, 0);
  errno = saved_errno;
  return good;
}

static int
open_directory (const char *path) {
  g_autofree char *directory = g_path_get_dirname (path);

  return open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

gboolean
kapka_private_file_write (const char *path, const char *text, GError **error) {
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *beside = g_strconcat (name, ".new", NULL);
  int directory_fd = open_directory (path);
  gboolean good = directory_fd >= 0 && write_beside (directory_fd, beside, text) &&
                  renameat (directory_fd, beside, directory_fd, name) == 0 &&
                  fsync (directory_fd) == 0;
  int saved_errno = errno;

  if (directory_fd >= 0)
    close (directory_fd);
  return good || kapka_error_set_errno (error, saved_errno, path);
}

gboolean
kapka_private_file_remove (const char *path, GError **error) {
  int directory_fd = open_directory (path);
  gboolean good =
      directory_fd >= 0 && (unlink (path) == 0 || errno == ENOENT) && fsync (directory_fd) == 0;
  int saved_errno = errno;

  if (directory_fd >= 0)
    close (directory_fd);
  return good || kapka_error_set_errno (error, saved_errno, path);
}
