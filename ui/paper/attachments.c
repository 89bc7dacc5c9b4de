// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/attachments.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"
#include "files/file-name.h"

/* What the worker gets. */
typedef struct {
  char *root; // Of all attachments of the visit.
  GPtrArray *sources;
  guint64 max_bytes;
  guint64 max_total_bytes;
  char *fallback;
} Job;

KapkaFileSource *
kapka_file_source_new (const KapkaDrive *drive, const char *const *folder, const char *name) {
  KapkaFileSource *source = g_new0 (KapkaFileSource, 1);

  source->drive = drive == NULL ? NULL : kapka_drive_copy (drive);
  source->folder = g_strdupv ((char **)folder);
  source->name = g_strdup (name);
  return source;
}

void
kapka_file_source_free (KapkaFileSource *source) {
  kapka_drive_free (source->drive);
  g_strfreev (source->folder);
  g_free (source->name);
  g_free (source);
}

static void
job_free (Job *job) {
  g_free (job->root);
  g_ptr_array_unref (job->sources);
  g_free (job->fallback);
  g_free (job);
}

/* The directories hold files alone, and those directories stand in one. */
static guint64
count_bytes (const char *path, guint depth) {
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint64 bytes = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *entry = g_build_filename (path, name, NULL);
    GStatBuf status;

    if (depth > 0)
      bytes += count_bytes (entry, depth - 1);
    else if (g_lstat (entry, &status) == 0)
      bytes += (guint64)status.st_size;
  }
  return bytes;
}

static char *
make_path (const char *directory, const char *name, const char *fallback) {
  g_autofree char *clean = kapka_file_name_clean (name, NULL, fallback);
  char *path = g_build_filename (directory, clean, NULL);

  for (guint number = 2; g_file_test (path, G_FILE_TEST_EXISTS); number++) {
    g_autofree char *numbered = kapka_file_name_number (clean, number);

    g_free (path);
    path = g_build_filename (directory, numbered, NULL);
  }
  return path;
}

/* A document of the visit lies in the same file system and does not change, so another name for it
 * is a copy that takes no room. */
static gboolean
copy_source (const KapkaFileSource *source,
             const char *to,
             guint64 max_bytes,
             GCancellable *cancellable,
             GError **error) {
  if (source->drive == NULL)
    return link (source->name, to) == 0 || kapka_error_set_errno (error, errno, to);
  return kapka_drive_copy_file (source->drive, (const char *const *)source->folder, source->name,
                                to, max_bytes, cancellable, error);
}

static char *
copy_one (const Job *job,
          const KapkaFileSource *source,
          const char *directory,
          GCancellable *cancellable,
          GError **error) {
  guint64 total = count_bytes (job->root, 1);
  guint64 room = job->max_total_bytes - MIN (total, job->max_total_bytes);
  g_autofree char *path = make_path (directory, source->name, job->fallback);

  if (!copy_source (source, path, MIN (job->max_bytes, room), cancellable, error))
    return NULL;
  return g_steal_pointer (&path);
}

static void
remove_all (const char *directory, char **paths) {
  for (guint i = 0; paths[i] != NULL; i++)
    g_unlink (paths[i]);
  g_rmdir (directory);
}

static void
make_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  const Job *job = task_data;
  g_autofree char *directory = g_build_filename (job->root, "XXXXXX", NULL);
  g_auto (GStrv) paths = g_new0 (char *, job->sources->len + 1);
  GError *error = NULL;

  if (g_mkdir_with_parents (job->root, 0700) != 0 || g_mkdtemp_full (directory, 0700) == NULL) {
    kapka_error_set_errno (&error, errno, job->root);
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < job->sources->len && error == NULL; i++)
    paths[i] = copy_one (job, g_ptr_array_index (job->sources, i), directory, cancellable, &error);
  if (error != NULL) {
    remove_all (directory, paths);
    g_task_return_error (task, error);
  } else {
    g_task_return_pointer (task, g_steal_pointer (&paths), (GDestroyNotify)g_strfreev);
  }
}

void
kapka_attachments_make_async (const char *visit_dir,
                              GPtrArray *sources,
                              guint64 max_bytes,
                              guint64 max_total_bytes,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->root = g_build_filename (visit_dir, "attachments", NULL);
  job->sources = g_ptr_array_ref (sources);
  job->max_bytes = max_bytes;
  job->max_total_bytes = max_total_bytes;
  job->fallback = g_strdup (_ ("document"));
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, make_in_thread);
}

GStrv
kapka_attachments_make_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}
