// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/event-queue.h"

struct _KapkaEventQueue {
  GMutex lock;     // Guards all below.
  GQueue tasks;    // Of owned GTask; the event is the task's data.
  GQueue answered; // Of owned GTask.
};

KapkaEventQueue *
kapka_event_queue_new (void) {
  KapkaEventQueue *queue = g_new0 (KapkaEventQueue, 1);

  g_mutex_init (&queue->lock);
  g_queue_init (&queue->tasks);
  g_queue_init (&queue->answered);
  return queue;
}

void
kapka_event_queue_free (KapkaEventQueue *queue) {
  g_mutex_clear (&queue->lock);
  g_free (queue);
}

void
kapka_event_queue_push (KapkaEventQueue *queue, GTask *task) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);

  g_queue_push_tail (&queue->tasks, task);
}

KapkaEvent *
kapka_event_queue_peek (KapkaEventQueue *queue) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);
  GTask *task = g_queue_peek_head (&queue->tasks);

  return task == NULL ? NULL : g_task_get_task_data (task);
}

guint
kapka_event_queue_get_length (KapkaEventQueue *queue) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);

  return queue->tasks.length;
}

GPtrArray *
kapka_event_queue_list_from (KapkaEventQueue *queue, guint first) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);
  GPtrArray *events = g_ptr_array_new ();

  for (guint i = first; i < queue->tasks.length; i++)
    g_ptr_array_add (events, g_task_get_task_data (g_queue_peek_nth (&queue->tasks, i)));
  return events;
}

void
kapka_event_queue_answer_first (KapkaEventQueue *queue, GError *error) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);
  GTask *task = g_queue_pop_head (&queue->tasks);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_queue_push_tail (&queue->answered, task);
}

void
kapka_event_queue_forget_answered (KapkaEventQueue *queue) {
  GQueue answered = G_QUEUE_INIT;

  g_mutex_lock (&queue->lock);
  answered = queue->answered;
  g_queue_init (&queue->answered);
  g_mutex_unlock (&queue->lock);
  g_queue_clear_full (&answered, g_object_unref);
}
