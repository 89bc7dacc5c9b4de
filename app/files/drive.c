// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/drive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixmounts.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"

#define COPY_BYTES (64 * 1024)

/* Where the system mounts what is plugged in: each place with the number of folders between it and
 * the drive. */
static const struct {
  const char *path;
  guint min_depth;
  guint max_depth;
} places[] = {
  { "/media", 1, 2 },
  { "/run/media", 2, 2 },
};

KapkaDrive *
kapka_drive_copy (const KapkaDrive *drive) {
  KapkaDrive *copy = g_new0 (KapkaDrive, 1);

  copy->path = g_strdup (drive->path);
  copy->name = g_strdup (drive->name);
  copy->block = g_strdup (drive->block);
  return copy;
}

void
kapka_drive_free (KapkaDrive *drive) {
  if (drive == NULL)
    return;
  g_free (drive->path);
  g_free (drive->name);
  g_free (drive->block);
  g_free (drive);
}

void
kapka_drive_entry_free (KapkaDriveEntry *entry) {
  g_free (entry->name);
  g_free (entry);
}

/* Returns how many folders @path lies below @place, 0 when it does not. */
static guint
depth_below (const char *path, const char *place) {
  gsize length = strlen (place);
  guint depth = 0;

  while (length > 0 && place[length - 1] == '/')
    length--;
  if (length == 0 || strncmp (path, place, length) != 0 || path[length] != '/')
    return 0;
  for (const char *c = path + length; *c != '\0'; c++)
    if (*c == '/' && c[1] != '\0' && c[1] != '/')
      depth++;
  return depth;
}

gboolean
kapka_drive_is_place (const char *mount_path, const char *media_dir) {
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    guint depth = depth_below (mount_path, places[i].path);

    if (depth >= places[i].min_depth && depth <= places[i].max_depth)
      return TRUE;
  }
  return media_dir != NULL && *media_dir != '\0' && depth_below (mount_path, media_dir) == 1;
}

static gint
compare_drives_cb (gconstpointer a, gconstpointer b) {
  const KapkaDrive *const *first = a;
  const KapkaDrive *const *second = b;

  return g_utf8_collate ((*first)->name, (*second)->name);
}

/* A place that is mounted twice shows what was mounted last, which is one drive. */
static gboolean
has_path (GPtrArray *drives, const char *path) {
  for (guint i = 0; i < drives->len; i++)
    if (g_str_equal (((KapkaDrive *)g_ptr_array_index (drives, i))->path, path))
      return TRUE;
  return FALSE;
}

GPtrArray *
kapka_drive_list (const char *media_dir) {
  GPtrArray *drives = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_drive_free);
  GList *mounts = g_unix_mounts_get (NULL);

  for (GList *link = mounts; link != NULL; link = link->next) {
    const char *path = g_unix_mount_get_mount_path (link->data);

    if (kapka_drive_is_place (path, media_dir) && !has_path (drives, path)) {
      KapkaDrive *drive = g_new0 (KapkaDrive, 1);

      drive->path = g_strdup (path);
      drive->name = g_filename_display_basename (path);
      g_ptr_array_add (drives, drive);
    }
  }
  g_list_free_full (mounts, (GDestroyNotify)g_unix_mount_free);
  kapka_drive_list_sort (drives);
  return drives;
}

void
kapka_drive_list_sort (GPtrArray *drives) {
  g_ptr_array_sort (drives, compare_drives_cb);
}

/* A drive that is mounted in another way is the same. */
static const char *
get_identity (const KapkaDrive *drive) {
  return drive->block != NULL ? drive->block : drive->path;
}

/* Both are sorted alike. */
gboolean
kapka_drive_lists_match (const GPtrArray *some, const GPtrArray *others) {
  if (some == NULL || some->len != others->len)
    return FALSE;
  for (guint i = 0; i < some->len; i++) {
    const KapkaDrive *one = g_ptr_array_index (some, i);
    const KapkaDrive *other = g_ptr_array_index (others, i);

    if (!g_str_equal (get_identity (one), get_identity (other)))
      return FALSE;
  }
  return TRUE;
}

static int
set_errno_error (GError **error, const char *path) {
  int saved_errno = errno;
  gboolean link = saved_errno == ELOOP;

  g_set_error (error, KAPKA_ERROR, link ? KAPKA_ERROR_DENIED : kapka_error_from_errno (saved_errno),
               "%s: %s", path, g_strerror (saved_errno));
  return -1;
}

static int
deny (GError **error, const char *name, const char *reason) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED, "%s: %s", name, reason);
  return -1;
}

/* Closes @fd when it holds something else than what it was opened for. */
static int
check_fd (int fd, const char *name, mode_t type, dev_t device, GError **error) {
  struct stat status;

  if (fstat (fd, &status) != 0)
    set_errno_error (error, name);
  else if ((status.st_mode & S_IFMT) != type)
    deny (error, name, "neither a file nor a folder");
  else if (status.st_dev != device)
    deny (error, name, "not on the drive");
  else
    return fd;
  close (fd);
  return -1;
}

/* What was pulled stays mounted until somebody notices, and answers from what is remembered of it;
 * the kernel has forgotten its device already. What has no device of its own has no number. */
static gboolean
has_device (dev_t device) {
  g_autofree char *path = g_strdup_printf ("/sys/dev/block/%u:%u", major (device), minor (device));

  return major (device) == 0 || access (path, F_OK) == 0;
}

/* A drive that was pulled leaves an ordinary folder of the machine at its place; what is mounted is
 * told from that by another device than its parent's. */
static int
open_drive (const KapkaDrive *drive, dev_t *out_device, GError **error) {
  int fd = open (drive->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat status;
  struct stat parent;

  if (fd < 0)
    return set_errno_error (error, drive->path);
  if (fstat (fd, &status) == 0 && fstatat (fd, "..", &parent, 0) == 0 &&
      status.st_dev != parent.st_dev && has_device (status.st_dev)) {
    *out_device = status.st_dev;
    return fd;
  }
  close (fd);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "%s: no drive is there any more",
               drive->path);
  return -1;
}

int
kapka_drive_open (const KapkaDrive *drive, GError **error) {
  dev_t device;

  return open_drive (drive, &device, error);
}

/* Opens what lies directly in the folder @fd. */
static int
open_entry (int fd, const char *name, mode_t type, dev_t device, GError **error) {
  int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  int entry;

  if (*name == '\0' || *name == '.' || strchr (name, '/') != NULL)
    return deny (error, name, "not a name that is shown");
  entry = openat (fd, name, flags | (type == S_IFDIR ? O_DIRECTORY : 0));
  return entry < 0 ? set_errno_error (error, name) : check_fd (entry, name, type, device, error);
}

static int
open_folder (const KapkaDrive *drive,
             const char *const *folder,
             dev_t *out_device,
             GError **error) {
  int fd = open_drive (drive, out_device, error);

  for (guint i = 0; fd >= 0 && folder[i] != NULL; i++) {
    int parent = fd;

    fd = open_entry (parent, folder[i], S_IFDIR, *out_device, error);
    close (parent);
  }
  return fd;
}

static gint
compare_entries_cb (gconstpointer a, gconstpointer b) {
  const KapkaDriveEntry *first = *(const KapkaDriveEntry *const *)a;
  const KapkaDriveEntry *second = *(const KapkaDriveEntry *const *)b;
  g_autofree char *first_name = g_filename_display_name (first->name);
  g_autofree char *second_name = g_filename_display_name (second->name);
  g_autofree char *first_key = g_utf8_collate_key_for_filename (first_name, -1);
  g_autofree char *second_key = g_utf8_collate_key_for_filename (second_name, -1);

  if (first->is_folder != second->is_folder)
    return first->is_folder ? -1 : 1;
  return strcmp (first_key, second_key);
}

static void
add_entry (GPtrArray *entries, int fd, const char *name, dev_t device) {
  KapkaDriveEntry *entry;
  struct stat status;

  if (*name == '.' || fstatat (fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
      status.st_dev != device || !(S_ISDIR (status.st_mode) || S_ISREG (status.st_mode)))
    return;
  entry = g_new0 (KapkaDriveEntry, 1);
  entry->name = g_strdup (name);
  entry->is_folder = S_ISDIR (status.st_mode);
  entry->size = entry->is_folder ? 0 : (guint64)status.st_size;
  g_ptr_array_add (entries, entry);
}

GPtrArray *
kapka_drive_list_folder (const KapkaDrive *drive, const char *const *folder, GError **error) {
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_drive_entry_free);
  dev_t device = 0;
  int fd = open_folder (drive, folder, &device, error);
  DIR *dir = fd < 0 ? NULL : fdopendir (fd);
  struct dirent *entry;

  if (fd < 0)
    return NULL;
  if (dir == NULL) {
    set_errno_error (error, drive->path);
    close (fd);
    return NULL;
  }
  while (entries->len < KAPKA_DRIVE_MAX_ENTRIES && (entry = readdir (dir)) != NULL)
    add_entry (entries, dirfd (dir), entry->d_name, device);
  closedir (dir);
  g_ptr_array_sort (entries, compare_entries_cb);
  return g_steal_pointer (&entries);
}

/* A file may grow while it is read, so that what was read is what counts. */
static gboolean
copy_bytes (int from,
            int to,
            const char *name,
            guint64 max_bytes,
            GCancellable *cancellable,
            GError **error) {
  g_autofree char *buffer = g_malloc (COPY_BYTES);
  guint64 total = 0;
  gssize n;

  while ((n = read (from, buffer, COPY_BYTES)) != 0) {
    if (n < 0 && errno == EINTR)
      continue;
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    total += n < 0 ? 0 : (guint64)n;
    if (total > max_bytes) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL,
                   "%s: larger than %" G_GUINT64_FORMAT " bytes", name, max_bytes);
      return FALSE;
    }
    if (n < 0 || !kapka_durable_write (to, buffer, (gsize)n)) {
      set_errno_error (error, name);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
kapka_drive_copy_file (const KapkaDrive *drive,
                       const char *const *folder,
                       const char *name,
                       const char *to,
                       guint64 max_bytes,
                       GCancellable *cancellable,
                       GError **error) {
  dev_t device = 0;
  int fd = open_folder (drive, folder, &device, error);
  int from = fd < 0 ? -1 : open_entry (fd, name, S_IFREG, device, error);
  int copy = from < 0 ? -1 : open (to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean good = FALSE;

  if (from >= 0 && copy < 0)
    set_errno_error (error, to);
  else if (from >= 0)
    good = copy_bytes (from, copy, name, max_bytes, cancellable, error);
  if (copy >= 0 && close (copy) != 0 && good) {
    set_errno_error (error, to);
    good = FALSE;
  }
  if (copy >= 0 && !good)
    g_unlink (to);
  if (from >= 0)
    close (from);
  if (fd >= 0)
    close (fd);
  return good;
}
