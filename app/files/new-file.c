// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* for renameat2() */
#include "files/new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"
#include "files/file-name.h"

// Whoever has saved a report so often takes another folder.
#define MAX_NUMBER 1000

// No other program calls a file so: what has this ending may go. A browser leaves `.part`.
#define PART_ENDING ".kapka-part"

/* A file on its way; it has another name until it is whole. */
typedef struct {
  int directory;
  const char *name;
  char *part;
  char *final; // (nullable)
} NewFile;

/* What a power cut has left of an earlier try is in nobody's way. */
static int
create_part (const NewFile *file) {
  int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int fd = openat (file->directory, file->part, flags, 0644);

  if (fd < 0 && errno == EEXIST && unlinkat (file->directory, file->part, 0) == 0)
    fd = openat (file->directory, file->part, flags, 0644);
  return fd;
}

static gboolean
fill_part (const NewFile *file, GBytes *contents) {
  int fd = create_part (file);
  int saved_errno;

  if (fd < 0)
    return FALSE;
  saved_errno =
      kapka_durable_write (fd, g_bytes_get_data (contents, NULL), g_bytes_get_size (contents)) &&
              fsync (fd) == 0
          ? 0
          : errno;
  if (close (fd) != 0 && saved_errno == 0)
    saved_errno = errno;
  errno = saved_errno;
  return saved_errno == 0;
}

/* Some file systems of flash drives do not know a renaming that leaves others alone. */
static gboolean
rename_to (const NewFile *file, const char *name) {
  if (renameat2 (file->directory, file->part, file->directory, name, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  if (faccessat (file->directory, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
    errno = EEXIST;
    return FALSE;
  }
  return renameat (file->directory, file->part, file->directory, name) == 0;
}

static gboolean
rename_part (NewFile *file) {
  g_autofree char *name = g_strdup (file->name);

  for (guint number = 2; number <= MAX_NUMBER; number++) {
    if (rename_to (file, name)) {
      file->final = g_steal_pointer (&name);
      return TRUE;
    }
    if (errno != EEXIST)
      return FALSE;
    g_free (name);
    name = kapka_file_name_number (file->name, number);
  }
  return FALSE;
}

/* A directory that cannot be synchronised by itself is so with its file system. */
static gboolean
sync_directory (const NewFile *file) {
  return fsync (file->directory) == 0 || (errno == EINVAL && syncfs (file->directory) == 0);
}

/* Returns (transfer full): the name that the file got, or %NULL with errno. */
static char *
write_at (int directory, const char *name, GBytes *contents) {
  g_autofree char *part = g_strconcat (name, PART_ENDING, NULL);
  NewFile file = { .directory = directory, .name = name, .part = part };
  int saved_errno;

  if (fill_part (&file, contents) && rename_part (&file) && sync_directory (&file))
    return file.final;
  saved_errno = errno;
  unlinkat (directory, file.final != NULL ? file.final : part, 0);
  g_free (file.final);
  errno = saved_errno;
  return NULL;
}

/* Takes @fd. */
static char *
write_in (int fd, const char *directory, const char *name, GBytes *contents, GError **error) {
  g_autofree char *final = fd < 0 ? NULL : write_at (fd, name, contents);
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  if (final != NULL)
    return g_build_filename (directory, final, NULL);
  kapka_error_set_errno (error, saved_errno, directory);
  return NULL;
}

char *
kapka_new_file_write (const char *directory, const char *name, GBytes *contents, GError **error) {
  int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  return write_in (fd, directory, name, contents, error);
}

char *
kapka_new_file_write_to_drive (const KapkaDrive *drive,
                               const char *name,
                               GBytes *contents,
                               GError **error) {
  g_autoptr (GError) cause = NULL;
  int fd = kapka_drive_open (drive, error);
  char *path;

  if (fd < 0)
    return NULL;
  path = write_in (fd, drive->path, name, contents, &cause);
  if (path != NULL)
    return path;
  /* A drive that is pulled out while it is written to answers in many ways. */
  fd = kapka_drive_open (drive, error);
  if (fd < 0)
    return NULL;
  close (fd);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}
