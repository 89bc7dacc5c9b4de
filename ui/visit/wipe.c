// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/visit/wipe.h"

#include "base/error.h"
#include "base/log.h"

/* One trace on its way out. It outlives its deadline when the trace answers late. */
typedef struct {
  GTask *task;
  KapkaTrace *trace;
  GCancellable *cancellable;
  guint deadline_source; // 0 when the step is over.
} Step;

typedef struct {
  GPtrArray *traces; // Those that are left.
  GError *error;     // The first.
} Wipe;

static void next_step (GTask *task);

static void
wipe_free (Wipe *wipe) {
  g_ptr_array_unref (wipe->traces);
  g_clear_error (&wipe->error);
  g_free (wipe);
}

static void
step_free (Step *step) {
  g_object_unref (step->task);
  g_object_unref (step->trace);
  g_object_unref (step->cancellable);
  g_free (step);
}

/* The text of @error may name a file of the visitor. */
static void
take_error (GTask *task, KapkaTrace *trace, const GError *error) {
  Wipe *wipe = g_task_get_task_data (task);
  g_autofree char *kind = kapka_log_describe_error (error);

  if (wipe->error == NULL)
    wipe->error = g_error_new (KAPKA_ERROR, KAPKA_ERROR_INTERNAL, "%s (%s)",
                               kapka_trace_get_name (trace), kind);
}

static gboolean
on_deadline (gpointer user_data) {
  Step *step = user_data;
  g_autoptr (GTask) task = g_object_ref (step->task);
  g_autoptr (GError) error =
      g_error_new (KAPKA_ERROR, KAPKA_ERROR_BUSY, "not gone after %d s", KAPKA_WIPE_STEP_SECONDS);

  step->deadline_source = 0;
  take_error (task, step->trace, error);
  g_cancellable_cancel (step->cancellable);
  next_step (task);
  return G_SOURCE_REMOVE;
}

static void
on_wiped (GObject *source, GAsyncResult *result, gpointer user_data) {
  Step *step = user_data;
  g_autoptr (GTask) task = g_object_ref (step->task);
  g_autoptr (GError) error = NULL;
  gboolean in_time = step->deadline_source != 0;

  g_clear_handle_id (&step->deadline_source, g_source_remove);
  if (!kapka_trace_wipe_finish (step->trace, result, &error) && in_time)
    take_error (task, step->trace, error);
  step_free (step);
  if (in_time)
    next_step (task);
}

static void
next_step (GTask *task) {
  Wipe *wipe = g_task_get_task_data (task);
  Step *step;

  if (wipe->traces->len == 0) {
    if (wipe->error != NULL)
      g_task_return_error (task, g_steal_pointer (&wipe->error));
    else
      g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  step = g_new0 (Step, 1);
  step->task = g_object_ref (task);
  step->trace = g_ptr_array_steal_index (wipe->traces, wipe->traces->len - 1);
  step->cancellable = g_cancellable_new ();
  step->deadline_source = g_timeout_add_seconds (KAPKA_WIPE_STEP_SECONDS, on_deadline, step);
  kapka_trace_wipe_async (step->trace, step->cancellable, on_wiped, step);
}

void
kapka_wipe_async (GPtrArray *traces, GAsyncReadyCallback callback, gpointer user_data) {
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Wipe *wipe = g_new0 (Wipe, 1);

  wipe->traces = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < traces->len; i++)
    g_ptr_array_add (wipe->traces, g_object_ref (g_ptr_array_index (traces, i)));
  g_task_set_task_data (task, wipe, (GDestroyNotify)wipe_free);
  next_step (task);
}

gboolean
kapka_wipe_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}
