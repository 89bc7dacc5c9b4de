// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/printer-act.h"

#include "print/submit-bytes.h"
#include "report/test-sheet.h"

typedef struct {
  KapkaPrinterAct act;
  int job;
  char *moment;
  KapkaSettings *settings;
} Order;

static void
order_free (gpointer data) {
  Order *order = data;

  g_free (order->moment);
  kapka_settings_unref (order->settings);
  g_free (order);
}

void
kapka_printer_outcome_free (KapkaPrinterOutcome *outcome) {
  if (outcome == NULL)
    return;
  g_clear_error (&outcome->error);
  g_clear_pointer (&outcome->jobs, g_ptr_array_unref);
  g_free (outcome);
}

static gboolean
cancel (const char *queue, int job, GError **error) {
  g_autoptr (GPtrArray) jobs = kapka_queue_list (queue, error);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++) {
    const KapkaQueuedJob *queued = g_ptr_array_index (jobs, i);

    if ((job == 0 || queued->id == job) && !kapka_job_cancel (queued->queue, queued->id, error))
      return FALSE;
  }
  return jobs != NULL;
}

static gboolean
print_test_page (const Order *order, GError **error) {
  const char *printer = order->settings->printer;
  KapkaPrintOrder sheet = { .printer = printer,
                            .title = "test-page",
                            .profile = kapka_print_profile_find (KAPKA_PRINT_PROFILE_DEFAULT),
                            .copies = 1 };
  g_autoptr (GBytes) pdf = kapka_test_sheet_write (printer, order->moment, error);
  g_autoptr (KapkaJobTicket) ticket = NULL;

  if (pdf == NULL)
    return FALSE;
  ticket = kapka_print_submit_bytes (&sheet, pdf, order->settings->runtime_dir, error);
  return ticket != NULL;
}

static gboolean
act (const Order *order, GError **error) {
  const char *queue = order->settings->printer;

  switch (order->act) {
  case KAPKA_PRINTER_ACT_CANCEL:
    return cancel (queue, order->job, error);
  case KAPKA_PRINTER_ACT_CANCEL_ALL:
    return cancel (queue, 0, error);
  case KAPKA_PRINTER_ACT_RESUME:
    return kapka_queue_resume (queue, error);
  case KAPKA_PRINTER_ACT_TEST:
    return print_test_page (order, error);
  case KAPKA_PRINTER_ACT_LOOK:
  default:
    return TRUE;
  }
}

static void
act_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  const Order *order = data;
  KapkaPrinterOutcome *outcome = g_new0 (KapkaPrinterOutcome, 1);

  outcome->act = order->act;
  act (order, &outcome->error);
  outcome->jobs = kapka_queue_list (order->settings->printer, NULL);
  g_task_return_pointer (task, outcome, (GDestroyNotify)kapka_printer_outcome_free);
}

void
kapka_printer_act_async (KapkaPrinterAct wanted,
                         int job,
                         const char *moment,
                         const KapkaSettings *settings,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->act = wanted;
  order->job = job;
  order->moment = g_strdup (moment);
  order->settings = kapka_settings_ref ((KapkaSettings *)settings);
  g_task_set_source_tag (task, kapka_printer_act_async);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, act_in_thread);
}

KapkaPrinterOutcome *
kapka_printer_act_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_printer_act_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
