// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/job.h"

/** The names of all jobs of visits begin so, by which they are found again. */
#define KAPKA_QUEUE_VISIT_PREFIX "kapka-"

/** KapkaQueuedJob: a job that is not done yet; what it prints is nobody's business. */
typedef struct {
  char *queue;
  int id;
  KapkaJobStage stage;
  gint64 created; // Seconds since 1970.
} KapkaQueuedJob;

void kapka_queued_job_free (KapkaQueuedJob *job);

/**
 * kapka_queue_list:
 * @queue: name of a queue; empty: the system's default one
 *
 * Asks the print system, which may take some seconds. Errors: NOT_FOUND, NETWORK, IO.
 *
 * Returns: (transfer full) (element-type KapkaQueuedJob): the jobs of this kiosk that are not done,
 * the oldest first; or %NULL.
 */
GPtrArray *kapka_queue_list (const char *queue, GError **error);

/**
 * kapka_queue_resume:
 * @queue: name of a queue; empty: the system's default one
 *
 * Sets a queue going that has stopped, and lets it take jobs again. Errors: NOT_FOUND, DENIED (the
 * print system does not let this user), IO.
 */
gboolean kapka_queue_resume (const char *queue, GError **error);

/** Returns: whether the print system answers. */
gboolean kapka_queue_is_reachable (void);

/** Returns: whether a job of a visit waits or is being printed. */
gboolean kapka_queue_has_visit_job (void);

/** Takes back all jobs of visits, and purges the documents of those that are done, which still lie
 * in the spool. Returns: whether none is left. Errors: NOT_FOUND (no print system), IO. */
gboolean kapka_queue_purge_visits (GError **error);
