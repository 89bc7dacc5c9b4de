// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // nftw(3)
#include "ui/visit/directory.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"

#define PREFIX "kapka-visit-"

/* How many directories deep a tree may be before nftw(3) has to open some of them again. */
#define OPEN_DIRECTORIES 16

struct _KapkaDirectory {
  GObject parent_instance;

  char *path; // NULL until it is made.
  int lock_fd;
};

struct _KapkaStaleDirectories {
  GObject parent_instance;
};

static void kapka_directory_trace_init (KapkaTraceInterface *iface);
static void kapka_stale_directories_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaDirectory,
                               kapka_directory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE, kapka_directory_trace_init))

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaStaleDirectories,
                               kapka_stale_directories,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE,
                                                      kapka_stale_directories_trace_init))

static int
remove_cb (const char *path, const struct stat *status, int type, struct FTW *walk) {
  return remove (path);
}

/* A page may go on writing until its process has ended, but that one goes first. Links are removed
 * and not followed. */
static gboolean
remove_tree (const char *path, GError **error) {
  if (nftw (path, remove_cb, OPEN_DIRECTORIES, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) != 0 &&
      errno != ENOENT)
    return kapka_error_set_errno (error, errno, path);
  return TRUE;
}

/* Returns a descriptor that holds the lock of @path, or -1 and errno. The web processes must not
 * inherit it, or they would hold it in place of a dead program. */
static int
lock (const char *path) {
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0) {
    int saved_errno = errno;

    close (fd);
    errno = saved_errno;
    return -1;
  }
  return fd;
}

static void
wipe_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  GError *error = NULL;

  if (data == NULL || remove_tree (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
kapka_directory_wipe_async (KapkaTrace *trace,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data) {
  KapkaDirectory *self = KAPKA_DIRECTORY (trace);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, wipe_in_thread);
}

static void
kapka_directory_trace_init (KapkaTraceInterface *iface) {
  iface->name = "the files of the visit";
  iface->wipe_async = kapka_directory_wipe_async;
}

static void
kapka_directory_finalize (GObject *object) {
  KapkaDirectory *self = KAPKA_DIRECTORY (object);

  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->path);
  G_OBJECT_CLASS (kapka_directory_parent_class)->finalize (object);
}

static void
kapka_directory_class_init (KapkaDirectoryClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_directory_finalize;
}

static void
kapka_directory_init (KapkaDirectory *self) {
  self->lock_fd = -1;
}

KapkaDirectory *
kapka_directory_new (void) {
  return g_object_new (KAPKA_TYPE_DIRECTORY, NULL);
}

const char *
kapka_directory_get_path (KapkaDirectory *self, GError **error) {
  g_autofree char *path = NULL;

  if (self->path != NULL)
    return self->path;
  path = g_build_filename (g_get_user_runtime_dir (), PREFIX "XXXXXX", NULL);
  if (g_mkdtemp_full (path, 0700) == NULL) {
    kapka_error_set_errno (error, errno, path);
    return NULL;
  }
  self->lock_fd = lock (path);
  if (self->lock_fd < 0) {
    kapka_error_set_errno (error, errno, path);
    return NULL;
  }
  self->path = g_steal_pointer (&path);
  return self->path;
}

/* A directory whose lock is taken belongs to a program that lives; what is no directory has only
 * its name. */
static gboolean
remove_if_stale (const char *path, GError **error) {
  int fd = lock (path);
  gboolean gone;

  if (fd < 0 && (errno == EWOULDBLOCK || errno == ENOENT))
    return TRUE;
  if (fd < 0 && errno != ENOTDIR && errno != ELOOP)
    return kapka_error_set_errno (error, errno, path);
  gone = remove_tree (path, error);
  if (fd >= 0)
    close (fd);
  return gone;
}

static void
wipe_stale_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  GError *error = NULL;
  g_autoptr (GDir) dir = g_dir_open (g_get_user_runtime_dir (), 0, NULL);
  const char *name;

  while (dir != NULL && error == NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), name, NULL);

    if (g_str_has_prefix (name, PREFIX))
      remove_if_stale (path, &error);
  }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
kapka_stale_directories_wipe_async (KapkaTrace *trace,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (trace, cancellable, callback, user_data);

  g_task_run_in_thread (task, wipe_stale_in_thread);
}

static void
kapka_stale_directories_trace_init (KapkaTraceInterface *iface) {
  iface->name = "the files of an earlier visit";
  iface->wipe_async = kapka_stale_directories_wipe_async;
}

static void
kapka_stale_directories_class_init (KapkaStaleDirectoriesClass *klass) {
}

static void
kapka_stale_directories_init (KapkaStaleDirectories *self) {
}

KapkaStaleDirectories *
kapka_stale_directories_new (void) {
  return g_object_new (KAPKA_TYPE_STALE_DIRECTORIES, NULL);
}
