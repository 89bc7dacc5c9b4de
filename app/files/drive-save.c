// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* for syncfs() */
#include "files/drive-save.h"

#include <errno.h>
#include <unistd.h>

#include "base/error.h"
#include "files/new-file.h"

/* What a worker gets. */
typedef struct {
  KapkaDrive *drive;
  char *path; // (nullable)
} Job;

static void
job_free (Job *job) {
  kapka_drive_free (job->drive);
  g_free (job->path);
  g_free (job);
}

static void
run (const KapkaDrive *drive,
     const char *path,
     GTaskThreadFunc function,
     GAsyncReadyCallback callback,
     gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->drive = kapka_drive_copy (drive);
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, function);
}

/* A document of a visit lies in memory; it is mapped, so that it is not there twice. */
static char *
save (const Job *job, GError **error) {
  g_autofree char *name = g_path_get_basename (job->path);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (job->path, FALSE, &cause);
  g_autoptr (GBytes) contents = file == NULL ? NULL : g_mapped_file_get_bytes (file);
  g_autofree char *path = NULL;

  if (file == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s", cause->message);
    return NULL;
  }
  path = kapka_new_file_write_to_drive (job->drive, name, contents, error);
  return path == NULL ? NULL : g_path_get_basename (path);
}

static void
save_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  GError *error = NULL;
  char *name = save (task_data, &error);

  if (name == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, name, g_free);
}

void
kapka_drive_save_async (const KapkaDrive *drive,
                        const char *path,
                        GAsyncReadyCallback callback,
                        gpointer user_data) {
  run (drive, path, save_in_thread, callback, user_data);
}

char *
kapka_drive_save_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
settle (const KapkaDrive *drive, GError **error) {
  int fd = kapka_drive_open (drive, error);
  int saved_errno;

  if (fd < 0)
    return FALSE;
  saved_errno = syncfs (fd) == 0 ? 0 : errno;
  close (fd);
  /* It may have been pulled meanwhile, and its place answers in many ways then. */
  fd = kapka_drive_open (drive, error);
  if (fd < 0)
    return FALSE;
  close (fd);
  if (saved_errno != 0)
    kapka_error_set_errno (error, saved_errno, drive->path);
  return saved_errno == 0;
}

static void
settle_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  const Job *job = task_data;
  GError *error = NULL;

  if (settle (job->drive, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
kapka_drive_settle_async (const KapkaDrive *drive,
                          GAsyncReadyCallback callback,
                          gpointer user_data) {
  run (drive, NULL, settle_in_thread, callback, user_data);
}

gboolean
kapka_drive_settle_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}
