// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/work-queue.h"

/* What waits. */
typedef struct {
  KapkaWork *work;
  gpointer tag;
} Item;

struct _KapkaWorkQueue {
  KapkaWorkQueueSetup setup;
  GMutex lock;
  GCond changed;
  GArray *waiting; // Of Item; with the lock held.
  gboolean closed; // With the lock held.
  GPtrArray *threads;
};

/* What a thread starts with. */
typedef struct {
  KapkaWorkQueue *queue;
  KapkaStore *store;
} Start;

/* Waits for work, and takes all of it up to the size of a batch. Returns nothing when there is no
 * more to come. */
static GArray *
take_batch (KapkaWorkQueue *queue) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);
  GArray *batch = g_array_new (FALSE, FALSE, sizeof (Item));
  guint n;

  while (queue->waiting->len == 0 && !queue->closed)
    g_cond_wait (&queue->changed, &queue->lock);
  n = MIN (queue->waiting->len, queue->setup.batch_max);
  if (n > 0) {
    g_array_append_vals (batch, queue->waiting->data, n);
    g_array_remove_range (queue->waiting, 0, n);
  }
  return batch;
}

static void
settle (KapkaWorkQueue *queue, KapkaReceiver *receiver, GArray *batch) {
  g_autofree KapkaWork **works = g_new (KapkaWork *, batch->len);

  for (guint i = 0; i < batch->len; i++)
    works[i] = g_array_index (batch, Item, i).work;
  kapka_receiver_settle (receiver, works, batch->len);
  for (guint i = 0; i < batch->len; i++)
    queue->setup.done (g_array_index (batch, Item, i).tag, queue->setup.user_data);
}

static gpointer
run_cb (gpointer user_data) {
  g_autofree Start *start = user_data;
  KapkaWorkQueue *queue = start->queue;
  g_autoptr (KapkaReceiver) receiver =
      kapka_receiver_new (start->store, queue->setup.clock, queue->setup.limits);

  kapka_receiver_set_bundle (receiver, queue->setup.bundle_path);
  for (;;) {
    g_autoptr (GArray) batch = take_batch (queue);

    if (batch->len == 0)
      return NULL;
    settle (queue, receiver, batch);
  }
}

static void
start_thread (KapkaWorkQueue *queue, KapkaStore *store) {
  Start *start = g_new0 (Start, 1);

  start->queue = queue;
  start->store = store;
  g_ptr_array_add (queue->threads, g_thread_new ("store", run_cb, start));
}

KapkaWorkQueue *
kapka_work_queue_new (const KapkaWorkQueueSetup *setup) {
  KapkaWorkQueue *queue = g_new0 (KapkaWorkQueue, 1);

  queue->setup = *setup;
  g_mutex_init (&queue->lock);
  g_cond_init (&queue->changed);
  queue->waiting = g_array_new (FALSE, FALSE, sizeof (Item));
  queue->threads = g_ptr_array_new ();
  for (guint i = 0; i < setup->stores->len; i++)
    start_thread (queue, g_ptr_array_index (setup->stores, i));
  return queue;
}

gboolean
kapka_work_queue_push (KapkaWorkQueue *queue, KapkaWork *work, gpointer tag) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);
  Item item = { work, tag };

  if (queue->closed)
    return FALSE;
  g_array_append_val (queue->waiting, item);
  g_cond_signal (&queue->changed);
  return TRUE;
}

void
kapka_work_queue_close (KapkaWorkQueue *queue) {
  g_mutex_lock (&queue->lock);
  queue->closed = TRUE;
  g_cond_broadcast (&queue->changed);
  g_mutex_unlock (&queue->lock);
  for (guint i = 0; i < queue->threads->len; i++)
    g_thread_join (g_ptr_array_index (queue->threads, i));
  g_ptr_array_set_size (queue->threads, 0);
}

void
kapka_work_queue_free (KapkaWorkQueue *queue) {
  if (queue == NULL)
    return;
  kapka_work_queue_close (queue);
  g_array_unref (queue->waiting);
  g_ptr_array_unref (queue->threads);
  g_cond_clear (&queue->changed);
  g_mutex_clear (&queue->lock);
  g_free (queue);
}
