// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/fillings.h"

struct _KapkaFillings {
  GObject parent_instance;

  GCancellable *visit_over;
  GHashTable *fillings; // Id of the form to its filling.
};

static void kapka_fillings_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaFillings,
                               kapka_fillings,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE, kapka_fillings_trace_init))

static void
wait_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  const GPtrArray *fillings = data;

  for (guint i = 0; i < fillings->len; i++)
    kapka_filling_wait (g_ptr_array_index (fillings, i));
  g_task_return_boolean (task, TRUE);
}

/* A worker may be about to write a sheet into the directory of the visit, which goes next. */
static void
kapka_fillings_wipe_async (KapkaTrace *trace,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data) {
  KapkaFillings *self = KAPKA_FILLINGS (trace);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *fillings = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer filling;

  g_hash_table_iter_init (&iter, self->fillings);
  while (g_hash_table_iter_next (&iter, NULL, &filling)) {
    kapka_filling_clear (filling);
    g_ptr_array_add (fillings, g_object_ref (filling));
  }
  g_hash_table_remove_all (self->fillings);
  g_task_set_task_data (task, fillings, (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (task, wait_in_thread);
}

static void
kapka_fillings_trace_init (KapkaTraceInterface *iface) {
  iface->name = "the filled forms";
  iface->wipe_async = kapka_fillings_wipe_async;
}

static void
kapka_fillings_finalize (GObject *object) {
  KapkaFillings *self = KAPKA_FILLINGS (object);

  g_object_unref (self->visit_over);
  g_hash_table_unref (self->fillings);
  G_OBJECT_CLASS (kapka_fillings_parent_class)->finalize (object);
}

static void
kapka_fillings_class_init (KapkaFillingsClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_fillings_finalize;
}

static void
kapka_fillings_init (KapkaFillings *self) {
  self->fillings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

KapkaFillings *
kapka_fillings_new (GCancellable *visit_over) {
  KapkaFillings *self = g_object_new (KAPKA_TYPE_FILLINGS, NULL);

  self->visit_over = g_object_ref (visit_over);
  return self;
}

KapkaFilling *
kapka_fillings_get (KapkaFillings *self, const KapkaTile *tile) {
  KapkaFilling *filling = g_hash_table_lookup (self->fillings, tile->id);

  if (filling == NULL) {
    filling = kapka_filling_new (tile->file, self->visit_over);
    g_hash_table_insert (self->fillings, g_strdup (tile->id), filling);
  }
  return filling;
}
