// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/print-jobs.h"

#include <cups/cups.h>

#include "base/error.h"
#include "staff/private-file.h"
#include "ui/paper/printing.h"

/* The names of all jobs of visits begin so, by which they are found again. */
#define PREFIX "kapka-"

#define CONNECT_SECONDS 5

/* How long a sheet that is on its way may take, and how often the printer is asked. */
#define PAPER_SECONDS 15
#define PAPER_POLL_MS 250

struct _KapkaPrintJobs {
  GObject parent_instance;

  char *note_path;
  gboolean left_behind;
  gboolean announced; // A job has been sent,
  gboolean accepted;  // and one is in the print system for certain.
  guint n_sending;    // Jobs that the print system has not answered for.
  GTask *wipe;        // Waits for these answers.
};

static void kapka_print_jobs_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaPrintJobs,
                               kapka_print_jobs,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE,
                                                      kapka_print_jobs_trace_init))

/* The jobs of this user at one moment. */
typedef struct {
  cups_job_t *jobs;
  int n_jobs;
} List;

static void
list_clear (List *list) {
  cupsFreeJobs (list->n_jobs, list->jobs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (http_t, httpClose)

static gboolean
set_cups_error (GError **error, const char *what) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", what, cupsLastErrorString ());
  return FALSE;
}

static gboolean
get_list (http_t *http, List *list, GError **error) {
  list->n_jobs = cupsGetJobs2 (http, &list->jobs, NULL, 1, CUPS_WHICHJOBS_ALL);
  if (list->n_jobs >= 0)
    return TRUE;
  *list = (List){ 0 };
  /* With no printer there can be no job. */
  return cupsLastError () == IPP_STATUS_ERROR_NOT_FOUND || set_cups_error (error, "list of jobs");
}

static gboolean
is_ours (const cups_job_t *job) {
  return job->title != NULL && g_str_has_prefix (job->title, PREFIX);
}

static gboolean
is_on_its_way (http_t *http) {
  g_auto (List) list = { 0 };

  if (!get_list (http, &list, NULL))
    return FALSE;
  for (int i = 0; i < list.n_jobs; i++)
    if (is_ours (&list.jobs[i]) &&
        (list.jobs[i].state == IPP_JSTATE_PENDING || list.jobs[i].state == IPP_JSTATE_PROCESSING))
      return TRUE;
  return FALSE;
}

static void
wait_for_paper (http_t *http, GCancellable *cancellable) {
  gint64 deadline_usec = g_get_monotonic_time () + PAPER_SECONDS * G_USEC_PER_SEC;

  while (is_on_its_way (http) && g_get_monotonic_time () < deadline_usec &&
         !g_cancellable_is_cancelled (cancellable))
    g_usleep (PAPER_POLL_MS * 1000);
}

/* A job that is done is purged as well: its document still lies in the spool. */
static gboolean
purge (http_t *http, GError **error) {
  g_auto (List) before = { 0 };
  g_auto (List) after = { 0 };

  if (!get_list (http, &before, error))
    return FALSE;
  for (int i = 0; i < before.n_jobs; i++)
    if (is_ours (&before.jobs[i]))
      cupsCancelJob2 (http, before.jobs[i].dest, before.jobs[i].id, TRUE);
  if (!get_list (http, &after, error))
    return FALSE;
  for (int i = 0; i < after.n_jobs; i++)
    if (is_ours (&after.jobs[i]))
      return set_cups_error (error, "a job is still there");
  return TRUE;
}

static int
on_timeout (http_t *http, void *user_data) {
  return 0; // Not to be waited for again.
}

static http_t *
connect_to_print_system (void) {
  http_t *http = httpConnect2 (cupsServer (), ippPort (), NULL, AF_UNSPEC, cupsEncryption (), 1,
                               CONNECT_SECONDS * 1000, NULL);

  if (http != NULL)
    httpSetTimeout (http, CONNECT_SECONDS, on_timeout, NULL);
  return http;
}

static gboolean
wipe_jobs (KapkaPrintJobs *self, GCancellable *cancellable, GError **error) {
  g_autoptr (http_t) http = connect_to_print_system ();

  if (http == NULL)
    return set_cups_error (error, "the print system");
  if (!self->left_behind)
    wait_for_paper (http, cancellable);
  return purge (http, error);
}

/* A print system that does not answer is one thing to a visit whose job it has taken, and another
 * to a machine that prints nothing. */
static gboolean
wipe (KapkaPrintJobs *self, GCancellable *cancellable, GError **error) {
  gboolean certain =
      self->accepted || (self->left_behind && g_file_test (self->note_path, G_FILE_TEST_EXISTS));
  g_autoptr (GError) wipe_error = NULL;
  g_autoptr (GError) note_error = NULL;

  if (!self->announced && !self->left_behind)
    return TRUE;
  if (!wipe_jobs (self, cancellable, &wipe_error) && certain) {
    g_propagate_error (error, g_steal_pointer (&wipe_error));
    return FALSE;
  }
  /* The jobs are gone; a note that stays, on a disk that is read-only, makes the next start look
   * once more. */
  if (!kapka_private_file_remove (self->note_path, &note_error))
    g_message ("%s", note_error->message);
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
    g_warning ("It could not be noted that something is being printed: %s", error->message);
  self->announced = TRUE;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  KapkaPrintJobs *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->n_sending--;
  if (kapka_printing_send_finish (result, &error)) {
    self->accepted = TRUE;
    g_task_return_boolean (task, TRUE);
  } else {
    g_task_return_error (task, error);
  }
  wipe_when_settled (self);
}

void
kapka_print_jobs_send_async (KapkaPrintJobs *self,
                             const char *printer_name,
                             const char *path,
                             const char *id,
                             guint copies,
                             GAsyncReadyCallback callback,
                             gpointer user_data) {
  g_autofree char *title = g_strconcat (PREFIX, id, NULL);

  announce (self);
  self->n_sending++;
  kapka_printing_send_async (printer_name, path, title, copies, NULL, on_sent,
                             g_task_new (self, NULL, callback, user_data));
}

gboolean
kapka_print_jobs_send_finish (KapkaPrintJobs *self, GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}
