// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/job-queue.h"

#include "base/error.h"

struct _KapkaJobQueue {
  GAsyncQueue *tasks; // Of owned GTask; what to do is the task's data.
};

/** KapkaJob: what to do. */
typedef struct {
  KapkaJournalJob run;
  gpointer data;
  GDestroyNotify free_data; // (nullable)
  GDestroyNotify free_result;
} KapkaJob;

static void
job_free (KapkaJob *job) {
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

KapkaJobQueue *
kapka_job_queue_new (void) {
  KapkaJobQueue *queue = g_new0 (KapkaJobQueue, 1);

  queue->tasks = g_async_queue_new_full (g_object_unref);
  return queue;
}

void
kapka_job_queue_free (KapkaJobQueue *queue) {
  g_async_queue_unref (queue->tasks);
  g_free (queue);
}

void
kapka_job_queue_push (KapkaJobQueue *queue,
                      KapkaJournalJob job,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_result,
                      GTask *task) {
  KapkaJob *copy = g_new (KapkaJob, 1);

  *copy = (KapkaJob){ job, data, free_data, free_result };
  g_task_set_task_data (task, copy, (GDestroyNotify)job_free);
  g_async_queue_push (queue->tasks, g_object_ref (task));
}

gboolean
kapka_job_queue_is_empty (KapkaJobQueue *queue) {
  return g_async_queue_length (queue->tasks) <= 0;
}

static gboolean
is_of_disk (const GError *error) {
  return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_IO) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
}

/** Returns: %FALSE after an error of the disk. */
static gboolean
run_task (GTask *task, KapkaJournal *journal) {
  KapkaJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer result;
  gboolean good;

  // Nobody wants to know any more.
  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  result = job->run (journal, job->data, &error);
  good = !is_of_disk (error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, job->free_result);
  return good;
}

gboolean
kapka_job_queue_run (KapkaJobQueue *queue, KapkaJournal *journal) {
  GTask *next;
  gboolean good = TRUE;

  while (good && (next = g_async_queue_try_pop (queue->tasks)) != NULL) {
    g_autoptr (GTask) task = next;

    good = run_task (task, journal);
  }
  return good;
}

void
kapka_job_queue_fail (KapkaJobQueue *queue, const GError *error) {
  GTask *next;

  while ((next = g_async_queue_try_pop (queue->tasks)) != NULL) {
    g_autoptr (GTask) task = next;

    g_task_return_error (task, g_error_copy (error));
  }
}
