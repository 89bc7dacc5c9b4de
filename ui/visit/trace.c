// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/visit/trace.h"

G_DEFINE_INTERFACE (KapkaTrace, kapka_trace, G_TYPE_OBJECT)

static void
kapka_trace_default_init (KapkaTraceInterface *iface) {
}

const char *
kapka_trace_get_name (KapkaTrace *trace) {
  return KAPKA_TRACE_GET_IFACE (trace)->name;
}

void
kapka_trace_wipe_async (KapkaTrace *trace,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data) {
  KAPKA_TRACE_GET_IFACE (trace)->wipe_async (trace, cancellable, callback, user_data);
}

gboolean
kapka_trace_wipe_finish (KapkaTrace *trace, GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_task_is_valid (result, trace), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
