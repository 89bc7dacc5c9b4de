// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/saving.h"

#include "files/drive-save.h"

struct _KapkaSaving {
  GObject parent_instance;

  KapkaDrives *drives;
  KapkaDrive *drive;    // Open.
  GPtrArray *documents; // (element-type KapkaSavedDocument)
  GPtrArray *names;     // (element-type utf8) Of those that are there.
  GCancellable *visit_over;
  KapkaIdleHold *hold; // The visitor waits for the answer.
  GTask *task;         // (nullable) Until all have ended.
  GError *error;       // (nullable) Why not all is there; the drive is released all the same.
  GPtrArray *wiping;   // (element-type GTask) The end of the visit waits.
};

static void kapka_saving_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaSaving,
                               kapka_saving,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE, kapka_saving_trace_init))

enum { SIGNAL_MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void save_next (KapkaSaving *self);

static void
end (KapkaSaving *self) {
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_clear_pointer (&self->hold, kapka_idle_hold_free);
  if (self->error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
  for (guint i = 0; i < self->wiping->len; i++)
    g_task_return_boolean (g_ptr_array_index (self->wiping, i), TRUE);
  g_ptr_array_set_size (self->wiping, 0);
}

/* A document counts as kept once the drive may be taken out, and no sooner. */
static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaSaving) self = user_data;
  gboolean released =
      kapka_drives_release_finish (result, self->error == NULL ? &self->error : NULL);

  if (released && self->error == NULL)
    for (guint i = 0; i < self->documents->len; i++)
      kapka_saved_document_keep (g_ptr_array_index (self->documents, i), KAPKA_DOCUMENT_ON_DRIVE);
  end (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaSaving) self = user_data;
  char *name = kapka_drive_save_finish (result, &self->error);

  if (name != NULL) {
    g_ptr_array_add (self->names, name);
    g_signal_emit (self, signals[SIGNAL_MOVED], 0);
    g_cancellable_set_error_if_cancelled (self->visit_over, &self->error);
  }
  save_next (self);
}

static void
save_next (KapkaSaving *self) {
  if (self->error != NULL || self->names->len == self->documents->len)
    kapka_drives_release_async (self->drives, self->drive, on_released, g_object_ref (self));
  else
    kapka_drive_save_async (
        self->drive,
        kapka_saved_document_get_path (g_ptr_array_index (self->documents, self->names->len)),
        on_saved, g_object_ref (self));
}

static void
wipe_async (KapkaTrace *trace,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data) {
  KapkaSaving *self = KAPKA_SAVING (trace);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->task == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_ptr_array_add (self->wiping, g_steal_pointer (&task));
}

static void
kapka_saving_trace_init (KapkaTraceInterface *iface) {
  iface->name = "what is being saved to a flash drive";
  iface->wipe_async = wipe_async;
}

static void
kapka_saving_finalize (GObject *object) {
  KapkaSaving *self = KAPKA_SAVING (object);

  g_clear_error (&self->error);
  g_object_unref (self->drives);
  kapka_drive_free (self->drive);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->wiping);
  g_object_unref (self->visit_over);
  G_OBJECT_CLASS (kapka_saving_parent_class)->finalize (object);
}

static void
kapka_saving_class_init (KapkaSavingClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_saving_finalize;
  signals[SIGNAL_MOVED] = g_signal_new ("moved", KAPKA_TYPE_SAVING, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_saving_init (KapkaSaving *self) {
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->wiping = g_ptr_array_new_with_free_func (g_object_unref);
}

KapkaSaving *
kapka_saving_start_async (KapkaSession *session,
                          const KapkaDrive *drive,
                          GPtrArray *documents,
                          GAsyncReadyCallback callback,
                          gpointer user_data) {
  KapkaSaving *self = g_object_new (KAPKA_TYPE_SAVING, NULL);

  self->drives = g_object_ref (kapka_session_get_drives (session));
  self->drive = kapka_drive_copy (drive);
  self->documents = g_ptr_array_ref (documents);
  self->visit_over = g_object_ref (kapka_session_get_cancellable (session));
  self->hold = kapka_idle_watch_hold (kapka_session_get_idle_watch (session));
  self->task = g_task_new (self, NULL, callback, user_data);
  kapka_session_add_trace (session, KAPKA_TRACE (self));
  save_next (self);
  return self;
}

gboolean
kapka_saving_finish (KapkaSaving *self, GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
kapka_saving_get_names (KapkaSaving *self) {
  return self->names;
}

guint
kapka_saving_get_n_documents (KapkaSaving *self) {
  return self->documents->len;
}
