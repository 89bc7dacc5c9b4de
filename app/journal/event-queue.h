// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "journal/event.h"

/**
 * KapkaEventQueue:
 * Events on their way to the journal, in their order, each with whoever wants to hear that it is on
 * the disk. Functions may be called from any thread, but one thread alone answers.
 */
typedef struct _KapkaEventQueue KapkaEventQueue;

KapkaEventQueue *kapka_event_queue_new (void);

/** Frees the queue, which must be empty. */
void kapka_event_queue_free (KapkaEventQueue *queue);

/**
 * kapka_event_queue_push:
 * @task: (transfer full): whose data is the event
 *
 * Adds an event behind all others.
 */
void kapka_event_queue_push (KapkaEventQueue *queue, GTask *task);

/** Returns: (transfer none) (nullable): the first event, which stays until it is answered. */
KapkaEvent *kapka_event_queue_peek (KapkaEventQueue *queue);

/** Returns: how many events wait. */
guint kapka_event_queue_get_length (KapkaEventQueue *queue);

/**
 * kapka_event_queue_list_from:
 * @first: how many are passed over
 *
 * Returns: (transfer container) (element-type KapkaEvent): the others; they stay until they are
 * answered.
 */
GPtrArray *kapka_event_queue_list_from (KapkaEventQueue *queue, guint first);

/**
 * kapka_event_queue_answer_first:
 * @error: (transfer full) (nullable): why it is not written; %NULL when it is
 *
 * Takes the first event away and answers who waits for it.
 */
void kapka_event_queue_answer_first (KapkaEventQueue *queue, GError *error);

/** Lets go of the tasks that have been answered: one of them may hold the last reference to its
 * source, so only the main context calls this. */
void kapka_event_queue_forget_answered (KapkaEventQueue *queue);
