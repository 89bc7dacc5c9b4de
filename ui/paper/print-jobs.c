// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/print-jobs.h"

#include "base/error.h"
#include "base/log.h"
#include "print/queue.h"
#include "staff/private-file.h"

/* How long a sheet that is on its way may take, and how often the printer is asked. */
#define PAPER_SECONDS 15
#define PAPER_POLL_MS 250

struct _KapkaPrintJobs {
  GObject parent_instance;

  char *note_path;
  gboolean left_behind;
  gboolean announced; // A job was to be sent,
  gboolean arrived;   // and one is in the print system, or may be.
  guint n_sending;    // Jobs that the print system has not answered for.
  GTask *wipe;        // Waits for these answers.
};

static void kapka_print_jobs_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaPrintJobs,
                               kapka_print_jobs,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE,
                                                      kapka_print_jobs_trace_init))

static void
wait_for_paper (GCancellable *cancellable) {
  gint64 deadline_usec = g_get_monotonic_time () + PAPER_SECONDS * G_USEC_PER_SEC;

  while (kapka_queue_has_visit_job () && g_get_monotonic_time () < deadline_usec &&
         !g_cancellable_is_cancelled (cancellable))
    g_usleep (PAPER_POLL_MS * 1000);
}

static gboolean
wipe_jobs (KapkaPrintJobs *self, GCancellable *cancellable, GError **error) {
  if (!self->left_behind)
    wait_for_paper (cancellable);
  return kapka_queue_purge_visits (error);
}

/* A print system that does not answer is one thing to a visit whose document it has got, also when
 * it did not answer for that, and another to a machine that prints nothing. */
static gboolean
wipe (KapkaPrintJobs *self, GCancellable *cancellable, GError **error) {
  gboolean in_danger =
      self->arrived || (self->left_behind && g_file_test (self->note_path, G_FILE_TEST_EXISTS));
  g_autoptr (GError) wipe_error = NULL;
  g_autoptr (GError) note_error = NULL;

  if (!self->announced && !self->left_behind)
    return TRUE;
  if (!wipe_jobs (self, cancellable, &wipe_error) && in_danger) {
    g_propagate_error (error, g_steal_pointer (&wipe_error));
    return FALSE;
  }
  /* No job is there: all are gone, or none was ever sent. A note that stays, on a disk that is
   * read-only, makes the next start look once more. */
  if (!kapka_private_file_remove (self->note_path, &note_error))
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "print-note-failed",
                     "The note of something being printed stays", note_error);
  return TRUE;
}

static void
wipe_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  GError *error = NULL;

  if (wipe (KAPKA_PRINT_JOBS (source), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A job that reaches the print system after the others were wiped would be printed for the next
 * visitor, so nothing is wiped before all have arrived. */
static void
wipe_when_settled (KapkaPrintJobs *self) {
  g_autoptr (GTask) task = NULL;

  if (self->n_sending > 0 || self->wipe == NULL)
    return;
  task = g_steal_pointer (&self->wipe);
  g_task_run_in_thread (task, wipe_in_thread);
}

static void
kapka_print_jobs_wipe_async (KapkaTrace *trace,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data) {
  KapkaPrintJobs *self = KAPKA_PRINT_JOBS (trace);

  g_clear_object (&self->wipe);
  self->wipe = g_task_new (self, cancellable, callback, user_data);
  wipe_when_settled (self);
}

static void
kapka_print_jobs_trace_init (KapkaTraceInterface *iface) {
  iface->name = "the jobs at the printer";
  iface->wipe_async = kapka_print_jobs_wipe_async;
}

static void
kapka_print_jobs_finalize (GObject *object) {
  g_free (KAPKA_PRINT_JOBS (object)->note_path);
  G_OBJECT_CLASS (kapka_print_jobs_parent_class)->finalize (object);
}

static void
kapka_print_jobs_class_init (KapkaPrintJobsClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_print_jobs_finalize;
}

static void
kapka_print_jobs_init (KapkaPrintJobs *self) {
}

KapkaPrintJobs *
kapka_print_jobs_new (const char *state_dir) {
  KapkaPrintJobs *self = g_object_new (KAPKA_TYPE_PRINT_JOBS, NULL);

  self->note_path = g_build_filename (state_dir, "printing", NULL);
  return self;
}

KapkaPrintJobs *
kapka_print_jobs_new_left_behind (const char *state_dir) {
  KapkaPrintJobs *self = kapka_print_jobs_new (state_dir);

  self->left_behind = TRUE;
  return self;
}

/* A full disk does not keep a visitor from printing: the jobs are wiped at the end all the same,
 * and a start looks for them where it can. */
static void
announce (KapkaPrintJobs *self) {
  g_autoptr (GError) error = NULL;

  if (!self->announced && !kapka_private_file_write (self->note_path, "", &error))
    kapka_log_error (G_LOG_LEVEL_WARNING, "print-note-failed",
                     "It could not be noted that something is being printed", error);
  self->announced = TRUE;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  KapkaPrintJobs *self = g_task_get_source_object (task);
  GError *error = NULL;
  KapkaJobTicket *ticket = kapka_print_submit_finish (result, &error);

  self->n_sending--;
  self->arrived |= ticket != NULL || g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK);
  if (ticket != NULL)
    g_task_return_pointer (task, ticket, (GDestroyNotify)kapka_job_ticket_free);
  else
    g_task_return_error (task, error);
  wipe_when_settled (self);
}

void
kapka_print_jobs_send_async (KapkaPrintJobs *self,
                             const KapkaPrintOrder *order,
                             GAsyncReadyCallback callback,
                             gpointer user_data) {
  g_autofree char *title = g_strconcat (KAPKA_QUEUE_VISIT_PREFIX, order->title, NULL);
  KapkaPrintOrder titled = *order;

  announce (self);
  self->n_sending++;
  titled.title = title;
  kapka_print_submit_async (&titled, NULL, on_sent, g_task_new (self, NULL, callback, user_data));
}

KapkaJobTicket *
kapka_print_jobs_send_finish (KapkaPrintJobs *self, GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}
