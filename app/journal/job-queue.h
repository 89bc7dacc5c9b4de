// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/writer.h"

/** KapkaJobQueue: what others want done with the journal by the thread that owns it. Functions may
 * be called from any thread. */
typedef struct _KapkaJobQueue KapkaJobQueue;

KapkaJobQueue *kapka_job_queue_new (void);

/** Frees the queue, which must be empty. */
void kapka_job_queue_free (KapkaJobQueue *queue);

/** Adds a job; see kapka_journal_writer_run_async(). */
void kapka_job_queue_push (KapkaJobQueue *queue,
                           KapkaJournalJob job,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GTask *task);

gboolean kapka_job_queue_is_empty (KapkaJobQueue *queue);

/**
 * kapka_job_queue_run:
 * @journal: used by the calling thread
 *
 * Runs the jobs one after the other, up to the first that meets an error of the disk, and answers
 * each.
 *
 * Returns: %FALSE after an error of the disk, after which a handle is not to be trusted.
 */
gboolean kapka_job_queue_run (KapkaJobQueue *queue, KapkaJournal *journal);

/** Answers all jobs with @error. */
void kapka_job_queue_fail (KapkaJobQueue *queue, const GError *error);
