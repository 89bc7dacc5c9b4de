// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/drives.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <unistd.h>

#include "base/log.h"
#include "files/drive-save.h"
#include "files/udisks.h"

#define MOUNTS "/proc/self/mountinfo"

struct _KapkaDrives {
  GObject parent_instance;

  char *media_dir;
  int mounts; // -1 where there is no such file.
  GSource *mounts_source;
  KapkaUdisks *udisks;
  GHashTable *users;   // Path of a block → how many have its drive open.
  GHashTable *leaving; // Path of a block that is being unmounted → #GPtrArray of owned tasks,
                       // those that want to open its drive.
};

/* What a task is about. */
typedef struct {
  KapkaDrive *drive;
  gboolean writable; // When it is being opened.
} Request;

G_DEFINE_FINAL_TYPE (KapkaDrives, kapka_drives, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
emit_changed (KapkaDrives *self) {
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
on_mounts_changed (int mounts, GIOCondition condition, gpointer user_data) {
  emit_changed (user_data);
  return G_SOURCE_CONTINUE;
}

/* The kernel says but once to poll() that something was mounted (mounts_poll() in
 * fs/proc_namespace.c), and the main loop forgets what it has heard for a source that a more urgent
 * one comes before. GUnixMountMonitor misses a drive that way while a web page is busy, so nothing
 * is more urgent than this. */
static void
watch_mounts (KapkaDrives *self) {
  self->mounts = open (MOUNTS, O_RDONLY | O_CLOEXEC);
  if (self->mounts < 0) {
    kapka_log_detail (G_LOG_LEVEL_WARNING, "drives-unwatched", "Cannot open " MOUNTS,
                      g_strerror (errno));
    return;
  }
  self->mounts_source = g_unix_fd_source_new (self->mounts, G_IO_ERR);
  g_source_set_priority (self->mounts_source, G_MININT);
  g_source_set_callback (self->mounts_source, G_SOURCE_FUNC (on_mounts_changed), self, NULL);
  g_source_attach (self->mounts_source, g_main_context_get_thread_default ());
}

static void
unwatch_mounts (KapkaDrives *self) {
  if (self->mounts_source == NULL)
    return;
  g_source_destroy (self->mounts_source);
  g_clear_pointer (&self->mounts_source, g_source_unref);
  close (self->mounts);
}

static void
kapka_drives_dispose (GObject *object) {
  KapkaDrives *self = KAPKA_DRIVES (object);

  unwatch_mounts (self);
  g_clear_object (&self->udisks);
  g_clear_pointer (&self->media_dir, g_free);
  g_clear_pointer (&self->users, g_hash_table_unref);
  g_clear_pointer (&self->leaving, g_hash_table_unref);
  G_OBJECT_CLASS (kapka_drives_parent_class)->dispose (object);
}

static void
kapka_drives_class_init (KapkaDrivesClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_drives_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_DRIVES, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_drives_init (KapkaDrives *self) {
  watch_mounts (self);
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->leaving =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->udisks = kapka_udisks_new ();
  g_signal_connect_object (self->udisks, "changed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
}

KapkaDrives *
kapka_drives_new (const char *media_dir) {
  KapkaDrives *self = g_object_new (KAPKA_TYPE_DRIVES, NULL);

  self->media_dir = g_strdup (media_dir);
  return self;
}

GPtrArray *
kapka_drives_list (KapkaDrives *self) {
  GPtrArray *drives = kapka_drive_list (self->media_dir);

  kapka_udisks_merge (self->udisks, drives);
  return drives;
}

static guint
count_users (KapkaDrives *self, const char *block) {
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->users, block));
}

/* @by: 1 or -1 */
static void
add_user (KapkaDrives *self, const KapkaDrive *drive, int by) {
  guint n_users = count_users (self, drive->block);

  if (by > 0 || n_users > 1)
    g_hash_table_replace (self->users, g_strdup (drive->block),
                          GUINT_TO_POINTER (by > 0 ? n_users + 1 : n_users - 1));
  else
    g_hash_table_remove (self->users, drive->block);
}

static void
on_mounted (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  KapkaDrives *self = g_task_get_source_object (task);
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  char *place = kapka_udisks_mount_finish (result, &error);
  KapkaDrive *drive;

  if (place == NULL) {
    add_user (self, request->drive, -1);
    g_task_return_error (task, error);
    return;
  }
  drive = kapka_drive_copy (request->drive);
  g_free (drive->path);
  drive->path = place;
  g_task_return_pointer (task, drive, (GDestroyNotify)kapka_drive_free);
}

/* What is on its way out is waited for: udisks would still tell the place where it was. */
static void
mount (KapkaDrives *self, GTask *task) {
  const Request *request = g_task_get_task_data (task);
  GPtrArray *waiting = g_hash_table_lookup (self->leaving, request->drive->block);

  if (waiting != NULL) {
    g_ptr_array_add (waiting, task);
    return;
  }
  add_user (self, request->drive, 1);
  kapka_udisks_mount_async (self->udisks, request->drive->block, request->writable, on_mounted,
                            task);
}

static void
end_leaving (KapkaDrives *self, const char *block) {
  g_autoptr (GPtrArray) waiting = g_ptr_array_ref (g_hash_table_lookup (self->leaving, block));

  g_hash_table_remove (self->leaving, block);
  for (guint i = 0; i < waiting->len; i++)
    mount (self, g_ptr_array_index (waiting, i));
}

static void
request_free (gpointer data) {
  kapka_drive_free (((Request *)data)->drive);
  g_free (data);
}

static GTask *
new_task (KapkaDrives *self,
          const KapkaDrive *drive,
          gboolean writable,
          GAsyncReadyCallback callback,
          gpointer user_data) {
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  *request = (Request){ kapka_drive_copy (drive), writable };
  g_task_set_task_data (task, request, request_free);
  return task;
}

void
kapka_drives_open_async (KapkaDrives *self,
                         const KapkaDrive *drive,
                         gboolean writable,
                         GAsyncReadyCallback callback,
                         gpointer user_data) {
  GTask *task = new_task (self, drive, writable, callback, user_data);

  if (drive->block != NULL) {
    mount (self, task);
    return;
  }
  g_task_return_pointer (task, kapka_drive_copy (drive), (GDestroyNotify)kapka_drive_free);
  g_object_unref (task);
}

KapkaDrive *
kapka_drives_open_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What was written is on the drive by now: one that somebody else keeps busy may be taken out. */
static void
on_unmounted (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  const Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!kapka_udisks_unmount_finish (result, &error))
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "drive-failed", "Not unmounted", error);
  end_leaving (g_task_get_source_object (task), request->drive->block);
  g_task_return_boolean (task, TRUE);
}

/* Nor is it taken from under somebody else who has it open, or has opened it again. */
static void
unmount (KapkaDrives *self, GTask *task) {
  const char *block = ((const Request *)g_task_get_task_data (task))->drive->block;

  if (block == NULL || count_users (self, block) > 0 ||
      g_hash_table_contains (self->leaving, block)) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  g_hash_table_insert (self->leaving, g_strdup (block), g_ptr_array_new ());
  kapka_udisks_unmount_async (self->udisks, block, on_unmounted, task);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  KapkaDrives *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!kapka_drive_settle_finish (result, &error))
    g_task_return_error (task, error);
  else
    unmount (self, g_steal_pointer (&task));
}

void
kapka_drives_release_async (KapkaDrives *self,
                            const KapkaDrive *drive,
                            GAsyncReadyCallback callback,
                            gpointer user_data) {
  if (drive->block != NULL)
    add_user (self, drive, -1);
  kapka_drive_settle_async (drive, on_settled, new_task (self, drive, FALSE, callback, user_data));
}

gboolean
kapka_drives_release_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The answer of a task that waits for its drive. */
typedef struct {
  GTask *task;
  gpointer result;
  GDestroyNotify result_free;
  GError *error;
} Answer;

static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data) {
  Answer *answer = user_data;

  kapka_drives_release_finish (result, answer->error == NULL ? &answer->error : NULL);
  if (answer->error == NULL) {
    g_task_return_pointer (answer->task, answer->result, answer->result_free);
  } else {
    g_clear_pointer (&answer->result, answer->result_free);
    g_task_return_error (answer->task, answer->error);
  }
  g_object_unref (answer->task);
  g_free (answer);
}

void
kapka_drives_release_and_return (KapkaDrives *self,
                                 const KapkaDrive *drive,
                                 GTask *task,
                                 gpointer result,
                                 GDestroyNotify result_free,
                                 GError *error) {
  Answer *answer = g_new0 (Answer, 1);

  *answer = (Answer){ task, result, result_free, error };
  kapka_drives_release_async (self, drive, on_released, answer);
}
