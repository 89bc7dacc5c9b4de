// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/queue.h"

#include "base/error.h"
#include "print/job-private.h"
#include "print/printer-private.h"

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

static gboolean
get_list (http_t *http, const char *queue, int which, List *list, GError **error) {
  list->n_jobs = cupsGetJobs2 (http, &list->jobs, queue, 1, which);
  if (list->n_jobs >= 0)
    return TRUE;
  *list = (List){ 0 };
  /* With no printer there can be no job. */
  return cupsLastError () == IPP_STATUS_ERROR_NOT_FOUND ||
         kapka_print_set_error (error, "list of jobs");
}

static gboolean
is_of_visit (const cups_job_t *job) {
  return job->title != NULL && g_str_has_prefix (job->title, KAPKA_QUEUE_VISIT_PREFIX);
}

void
kapka_queued_job_free (KapkaQueuedJob *job) {
  if (job == NULL)
    return;
  g_free (job->queue);
  g_free (job);
}

static KapkaQueuedJob *
queued_job_new (const cups_job_t *job, KapkaPrinterTrouble trouble) {
  KapkaQueuedJob *queued = g_new0 (KapkaQueuedJob, 1);

  queued->queue = g_strdup (job->dest);
  queued->id = job->id;
  queued->stage = kapka_job_judge (job->state, trouble);
  queued->created = job->creation_time;
  return queued;
}

static int
compare_ids (gconstpointer a, gconstpointer b) {
  const KapkaQueuedJob *const *first = a;
  const KapkaQueuedJob *const *second = b;

  return (*first)->id - (*second)->id;
}

GPtrArray *
kapka_queue_list (const char *queue, GError **error) {
  g_autoptr (http_t) http = kapka_print_connect (error);
  g_autoptr (KapkaPrinter) printer = NULL;
  g_autoptr (GPtrArray) jobs =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_queued_job_free);
  g_auto (List) list = { 0 };

  if (http == NULL)
    return NULL;
  printer = kapka_printer_look_through (http, queue, error);
  if (printer == NULL || !get_list (http, printer->name, CUPS_WHICHJOBS_ACTIVE, &list, error))
    return NULL;
  for (int i = 0; i < list.n_jobs; i++)
    g_ptr_array_add (jobs, queued_job_new (&list.jobs[i], printer->trouble));
  g_ptr_array_sort (jobs, compare_ids);
  return g_steal_pointer (&jobs);
}

static gboolean
do_to_queue (http_t *http, ipp_op_t operation, const char *name, GError **error) {
  g_autoptr (ipp_t) answer =
      kapka_print_ask (http, kapka_print_request_new (operation, name), name, NULL, error);

  return answer != NULL;
}

gboolean
kapka_queue_resume (const char *queue, GError **error) {
  g_autoptr (http_t) http = kapka_print_connect (error);
  g_autoptr (KapkaPrinter) printer = NULL;

  if (http == NULL)
    return FALSE;
  printer = kapka_printer_look_through (http, queue, error);
  if (printer == NULL)
    return FALSE;
  if ((printer->trouble & KAPKA_PRINTER_REFUSING) &&
      !do_to_queue (http, IPP_OP_CUPS_ACCEPT_JOBS, printer->name, error))
    return FALSE;
  return (printer->trouble & KAPKA_PRINTER_STOPPED) == 0 ||
         do_to_queue (http, IPP_OP_RESUME_PRINTER, printer->name, error);
}

static gboolean
has_visit_job (http_t *http) {
  g_auto (List) list = { 0 };

  if (!get_list (http, NULL, CUPS_WHICHJOBS_ACTIVE, &list, NULL))
    return FALSE;
  for (int i = 0; i < list.n_jobs; i++)
    if (is_of_visit (&list.jobs[i]) &&
        (list.jobs[i].state == IPP_JSTATE_PENDING || list.jobs[i].state == IPP_JSTATE_PROCESSING))
      return TRUE;
  return FALSE;
}

gboolean
kapka_queue_is_reachable (void) {
  g_autoptr (http_t) http = kapka_print_connect (NULL);

  return http != NULL;
}

gboolean
kapka_queue_has_visit_job (void) {
  g_autoptr (http_t) http = kapka_print_connect (NULL);

  return http != NULL && has_visit_job (http);
}

static gboolean
check_none_left (http_t *http, GError **error) {
  g_auto (List) list = { 0 };

  if (!get_list (http, NULL, CUPS_WHICHJOBS_ALL, &list, error))
    return FALSE;
  for (int i = 0; i < list.n_jobs; i++)
    if (is_of_visit (&list.jobs[i]))
      return kapka_print_set_error (error, "a job is still there");
  return TRUE;
}

gboolean
kapka_queue_purge_visits (GError **error) {
  g_autoptr (http_t) http = kapka_print_connect (error);
  g_auto (List) list = { 0 };

  if (http == NULL || !get_list (http, NULL, CUPS_WHICHJOBS_ALL, &list, error))
    return FALSE;
  for (int i = 0; i < list.n_jobs; i++)
    if (is_of_visit (&list.jobs[i]))
      cupsCancelJob2 (http, list.jobs[i].dest, list.jobs[i].id, TRUE);
  return check_none_left (http, error);
}
