// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/printing.h"

#include <gtk/gtkunixprint.h>

#include "base/error.h"

/* A print system that does not answer is as good as none. */
#define SEARCH_SECONDS 15

typedef struct {
  char *printer_name;
  char *path;
  char *title;
  guint copies;
  guint deadline_source;
  GtkPrintJob *job; // Until CUPS has taken or refused it.
} Request;

static void
request_free (Request *request) {
  g_clear_handle_id (&request->deadline_source, g_source_remove);
  g_free (request->printer_name);
  g_free (request->path);
  g_free (request->title);
  g_free (request);
}

static void
answer (GTask *task, const char *failure) {
  Request *request = g_task_get_task_data (task);
  g_autoptr (GtkPrintJob) job = g_steal_pointer (&request->job);

  if (job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (job, task);
  if (failure == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, KAPKA_ERROR, KAPKA_ERROR_IO, "%s", failure);
  g_object_unref (task);
}

/* CUPS tells GTK of a refused job by no error: the job ends without ever having waited in the
 * queue. */
static void
on_status_changed (GtkPrintJob *job, GTask *task) {
  switch (gtk_print_job_get_status (job)) {
  case GTK_PRINT_STATUS_PENDING:
  case GTK_PRINT_STATUS_PENDING_ISSUE:
  case GTK_PRINT_STATUS_PRINTING:
    answer (task, NULL);
    break;
  case GTK_PRINT_STATUS_FINISHED:
  case GTK_PRINT_STATUS_FINISHED_ABORTED:
    answer (task, "the print system refused the job");
    break;
  default:
    break;
  }
}

static void
on_job_sent (GtkPrintJob *job, gpointer user_data, const GError *error) {
  g_autoptr (GTask) task = user_data;

  if (error != NULL)
    answer (task, error->message);
}

static void
send_job (GTask *task, GtkPrinter *printer) {
  Request *request = g_task_get_task_data (task);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GtkPrintJob) job = NULL;
  g_autoptr (GError) error = NULL;

  /* Only GTK's own dialog hands the number of copies on to CUPS; without a dialog it is an option
   * of the job. */
  gtk_print_settings_set_int (settings, "cups-copies", (int)request->copies);
  gtk_print_settings_set (settings, "cups-print-scaling", "none");
  gtk_page_setup_set_paper_size (setup, paper);
  job = gtk_print_job_new (request->title, printer, settings, setup);
  if (!gtk_print_job_set_source_file (job, request->path, &error)) {
    g_task_return_new_error (task, KAPKA_ERROR, KAPKA_ERROR_IO, "%s", error->message);
    return;
  }
  gtk_print_job_set_track_print_status (job, TRUE);
  request->job = g_object_ref (job);
  g_signal_connect (job, "status-changed", G_CALLBACK (on_status_changed), g_object_ref (task));
  gtk_print_job_send (job, on_job_sent, g_object_ref (task), NULL);
}

/* CUPS takes jobs for a printer that is switched off and prints them when nobody waits any more:
 * such a printer is refused before. */
static void
try_printer (GTask *task, GtkPrinter *printer) {
  if (!gtk_printer_is_accepting_jobs (printer) || gtk_printer_is_paused (printer))
    g_task_return_new_error (task, KAPKA_ERROR, KAPKA_ERROR_BUSY,
                             "printer %s is off or stopped: %s", gtk_printer_get_name (printer),
                             gtk_printer_get_state_message (printer));
  else
    send_job (task, printer);
}

static gboolean
on_printer (GtkPrinter *printer, gpointer user_data) {
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);
  gboolean wanted = *request->printer_name == '\0'
                        ? gtk_printer_is_default (printer) && !gtk_printer_is_virtual (printer)
                        : g_str_equal (gtk_printer_get_name (printer), request->printer_name);

  if (!wanted || request->deadline_source == 0)
    return FALSE;
  g_clear_handle_id (&request->deadline_source, g_source_remove);
  try_printer (task, printer);
  return TRUE;
}

static void
give_up (GTask *task) {
  Request *request = g_task_get_task_data (task);

  if (request->deadline_source == 0)
    return;
  g_clear_handle_id (&request->deadline_source, g_source_remove);
  g_task_return_new_error (task, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "there is no printer \"%s\"",
                           request->printer_name);
}

static void
on_search_over (gpointer user_data) {
  GTask *task = user_data;

  give_up (task);
  g_object_unref (task);
}

static gboolean
on_deadline (gpointer user_data) {
  give_up (user_data);
  return G_SOURCE_REMOVE;
}

void
kapka_printing_send_async (const char *printer_name,
                           const char *path,
                           const char *title,
                           guint copies,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->printer_name = g_strdup (printer_name);
  request->path = g_strdup (path);
  request->title = g_strdup (title);
  request->copies = copies;
  request->deadline_source = g_timeout_add_seconds (SEARCH_SECONDS, on_deadline, task);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  gtk_enumerate_printers (on_printer, g_object_ref (task), on_search_over, FALSE);
}

gboolean
kapka_printing_send_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}
