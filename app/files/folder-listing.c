// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/folder-listing.h"

/** KapkaListedFolder: what the thread gets. */
typedef struct {
  KapkaDrive *drive;
  GStrv folder;
} KapkaListedFolder;

static void
listed_folder_free (gpointer data) {
  KapkaListedFolder *place = data;

  kapka_drive_free (place->drive);
  g_strfreev (place->folder);
  g_free (place);
}

static void
list_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  const KapkaListedFolder *place = task_data;
  GError *error = NULL;
  GPtrArray *entries =
      kapka_drive_list_folder (place->drive, (const char *const *)place->folder, &error);

  if (entries == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, entries, (GDestroyNotify)g_ptr_array_unref);
}

void
kapka_folder_listing_start_async (const KapkaDrive *drive,
                                  const char *const *folder,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  KapkaListedFolder *place = g_new0 (KapkaListedFolder, 1);

  place->drive = kapka_drive_copy (drive);
  place->folder = g_strdupv ((char **)folder);
  g_task_set_source_tag (task, kapka_folder_listing_start_async);
  g_task_set_task_data (task, place, listed_folder_free);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
kapka_folder_listing_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_folder_listing_start_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
