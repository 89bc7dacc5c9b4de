// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/visit/visitor.h"

#include "ui/visit/directory.h"
#include "ui/visit/wipe.h"

struct _KapkaVisitor {
  GObject parent_instance;

  KapkaVisit *accounts;
  KapkaDirectory *directory; // Also the first of the traces.
  GCancellable *cancellable;
  GPtrArray *traces;
};

G_DEFINE_FINAL_TYPE (KapkaVisitor, kapka_visitor, G_TYPE_OBJECT)

static void
kapka_visitor_finalize (GObject *object) {
  KapkaVisitor *self = KAPKA_VISITOR (object);

  kapka_visit_free (self->accounts);
  g_clear_object (&self->directory);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->traces, g_ptr_array_unref);
  G_OBJECT_CLASS (kapka_visitor_parent_class)->finalize (object);
}

static void
kapka_visitor_class_init (KapkaVisitorClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_visitor_finalize;
}

static void
kapka_visitor_init (KapkaVisitor *self) {
  self->cancellable = g_cancellable_new ();
  self->traces = g_ptr_array_new_with_free_func (g_object_unref);
  self->directory = kapka_directory_new ();
  kapka_visitor_add_trace (self, KAPKA_TRACE (self->directory));
}

KapkaVisitor *
kapka_visitor_new (KapkaVisit *accounts) {
  KapkaVisitor *self = g_object_new (KAPKA_TYPE_VISITOR, NULL);

  self->accounts = accounts;
  return self;
}

KapkaVisit *
kapka_visitor_get_accounts (KapkaVisitor *self) {
  return self->accounts;
}

const char *
kapka_visitor_get_directory (KapkaVisitor *self, GError **error) {
  return kapka_directory_get_path (self->directory, error);
}

GCancellable *
kapka_visitor_get_cancellable (KapkaVisitor *self) {
  return self->cancellable;
}

void
kapka_visitor_add_trace (KapkaVisitor *self, KapkaTrace *trace) {
  g_ptr_array_add (self->traces, g_object_ref (trace));
}

void
kapka_visitor_leave (KapkaVisitor *self, KapkaEndReason reason) {
  g_cancellable_cancel (self->cancellable);
  kapka_visit_end (self->accounts, reason);
}

void
kapka_visitor_wipe_async (KapkaVisitor *self, GAsyncReadyCallback callback, gpointer user_data) {
  kapka_wipe_async (self->traces, callback, user_data);
}

gboolean
kapka_visitor_wipe_finish (KapkaVisitor *self, GAsyncResult *result, GError **error) {
  return kapka_wipe_finish (result, error);
}
