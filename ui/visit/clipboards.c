// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/visit/clipboards.h"

#include "base/error.h"

struct _KapkaClipboards {
  GObject parent_instance;

  GdkDisplay *display;
};

static void kapka_clipboards_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaClipboards,
                               kapka_clipboards,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE,
                                                      kapka_clipboards_trace_init))

/* An owner with nothing to give takes the place of whoever offered something. */
static gboolean
empty (GdkClipboard *clipboard) {
  return gdk_clipboard_set_content (clipboard, NULL) && gdk_clipboard_is_local (clipboard) &&
         gdk_clipboard_get_content (clipboard) == NULL;
}

static void
kapka_clipboards_wipe_async (KapkaTrace *trace,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data) {
  KapkaClipboards *self = KAPKA_CLIPBOARDS (trace);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean clipboard = empty (gdk_display_get_clipboard (self->display));
  gboolean primary = empty (gdk_display_get_primary_clipboard (self->display));

  if (clipboard && primary)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, KAPKA_ERROR, KAPKA_ERROR_DENIED,
                             "the display does not give them away");
}

static void
kapka_clipboards_trace_init (KapkaTraceInterface *iface) {
  iface->name = "the clipboards";
  iface->wipe_async = kapka_clipboards_wipe_async;
}

static void
kapka_clipboards_finalize (GObject *object) {
  g_clear_object (&KAPKA_CLIPBOARDS (object)->display);
  G_OBJECT_CLASS (kapka_clipboards_parent_class)->finalize (object);
}

static void
kapka_clipboards_class_init (KapkaClipboardsClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_clipboards_finalize;
}

static void
kapka_clipboards_init (KapkaClipboards *self) {
}

KapkaClipboards *
kapka_clipboards_new (GdkDisplay *display) {
  KapkaClipboards *self = g_object_new (KAPKA_TYPE_CLIPBOARDS, NULL);

  self->display = g_object_ref (display);
  return self;
}
