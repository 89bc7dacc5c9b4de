// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/receiver.h"

/**
 * KapkaWorkQueue:
 * The store threads. While one takes a batch through its transaction, the next batch gathers by
 * itself: the busier the receiver, the larger the batches, and no timer decides (sync.md §5.2).
 */
typedef struct _KapkaWorkQueue KapkaWorkQueue;

/** KapkaWorkDone: called in a store thread when the work that was pushed with @tag has its answer.
 */
typedef void (*KapkaWorkDone) (gpointer tag, gpointer user_data);

/** KapkaWorkQueueSetup: borrowed, and must outlive the queue. */
typedef struct {
  GPtrArray *stores; // Of KapkaStore, one session for each thread.
  KapkaClock *clock;
  KapkaLimits *limits;
  guint batch_max; // 1…%KAPKA_RECEIVER_MAX_BATCH.
  KapkaWorkDone done;
  gpointer user_data;
  const char *bundle_path; // (nullable)
} KapkaWorkQueueSetup;

KapkaWorkQueue *kapka_work_queue_new (const KapkaWorkQueueSetup *setup);

/**
 * kapka_work_queue_push:
 * @work: a work without an answer; borrowed until it is done
 * @tag: handed back
 *
 * Returns: %FALSE when the queue is closed, and nothing will happen.
 */
gboolean kapka_work_queue_push (KapkaWorkQueue *queue, KapkaWork *work, gpointer tag);

/** Finishes what is queued, takes nothing more, and ends the threads. */
void kapka_work_queue_close (KapkaWorkQueue *queue);

void kapka_work_queue_free (KapkaWorkQueue *queue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaWorkQueue, kapka_work_queue_free)
