// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/job-watch.h"

#include "base/error.h"
#include "base/log.h"

/* A sheet takes some seconds; nobody waits longer for a word about it. */
#define POLL_MS 500

/* A printer that sleeps wakes up within this time. */
#define PATIENCE_SECONDS 15

/* A print system that is started anew, or has much to do, answers within this time. */
#define SILENCE_SECONDS 60

struct _KapkaJobWatch {
  KapkaJobTicket *ticket;
  KapkaJobWatchFunc func;
  gpointer user_data;
  GCancellable *cancellable;
  guint source;
  gint64 connecting_usec; // Since when the printer has not answered; 0: it has.
  gint64 silent_usec;     // Since when the print system has not.
  gboolean told;
  KapkaJobState state; // As it was told.
};

static void look (KapkaJobWatch *watch);

static gboolean
on_time (gpointer data) {
  KapkaJobWatch *watch = data;

  watch->source = 0;
  look (watch);
  return G_SOURCE_REMOVE;
}

static void
look_again_soon (KapkaJobWatch *watch) {
  watch->source = g_timeout_add (POLL_MS, on_time, watch);
}

static void
judge_connecting (KapkaJobWatch *watch, KapkaJobState *state) {
  gint64 now_usec = g_get_monotonic_time ();

  if ((state->trouble & KAPKA_PRINTER_CONNECTING) == 0)
    watch->connecting_usec = 0;
  else if (watch->connecting_usec == 0)
    watch->connecting_usec = now_usec;
  else if (now_usec - watch->connecting_usec > PATIENCE_SECONDS * G_USEC_PER_SEC &&
           !kapka_job_stage_is_last (state->stage)) {
    state->stage = KAPKA_JOB_STUCK;
    state->trouble |= KAPKA_PRINTER_OFFLINE;
  }
  state->trouble &= ~(KapkaPrinterTrouble)KAPKA_PRINTER_CONNECTING;
}

/* The function may free the watch, so it comes last. */
static void
take (KapkaJobWatch *watch, KapkaJobState state) {
  gboolean changed;

  judge_connecting (watch, &state);
  changed =
      !watch->told || state.stage != watch->state.stage || state.trouble != watch->state.trouble;
  watch->told = TRUE;
  watch->state = state;
  if (!kapka_job_stage_is_last (state.stage))
    look_again_soon (watch);
  if (changed)
    watch->func (&state, watch->user_data);
}

/* The job goes on without us: it is asked for again, and only who waits for long is told. */
static void
bear_silence (KapkaJobWatch *watch, const GError *error) {
  static const KapkaJobState lost = { KAPKA_JOB_STUCK, KAPKA_PRINTER_OFFLINE };
  gint64 now_usec = g_get_monotonic_time ();

  if (watch->silent_usec == 0) {
    watch->silent_usec = now_usec;
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "print-failed", "Nothing is heard of a job", error);
  }
  if (now_usec - watch->silent_usec > SILENCE_SECONDS * G_USEC_PER_SEC)
    take (watch, lost);
  else
    look_again_soon (watch);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;
  g_autofree KapkaJobState *state = g_task_propagate_pointer (G_TASK (result), &error);
  KapkaJobWatch *watch = user_data; // Gone when the task was cancelled.

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND)) {
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "print-failed", "A job is not followed any more", error);
  } else if (state == NULL) {
    bear_silence (watch, error);
  } else {
    watch->silent_usec = 0;
    take (watch, *state);
  }
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  const KapkaJobTicket *ticket = data;
  g_autofree KapkaJobState *state = g_new0 (KapkaJobState, 1);
  GError *error = NULL;

  if (kapka_job_look (ticket->queue, ticket->id, state, &error))
    g_task_return_pointer (task, g_steal_pointer (&state), g_free);
  else
    g_task_return_error (task, error);
}

static void
look (KapkaJobWatch *watch) {
  g_autoptr (GTask) task = g_task_new (NULL, watch->cancellable, on_looked, watch);

  g_task_set_task_data (task, kapka_job_ticket_copy (watch->ticket),
                        (GDestroyNotify)kapka_job_ticket_free);
  g_task_run_in_thread (task, look_in_thread);
}

KapkaJobWatch *
kapka_job_watch_new (const KapkaJobTicket *ticket, KapkaJobWatchFunc func, gpointer user_data) {
  KapkaJobWatch *watch = g_new0 (KapkaJobWatch, 1);

  watch->ticket = kapka_job_ticket_copy (ticket);
  watch->func = func;
  watch->user_data = user_data;
  watch->cancellable = g_cancellable_new ();
  look (watch);
  return watch;
}

void
kapka_job_watch_free (KapkaJobWatch *watch) {
  if (watch == NULL)
    return;
  g_cancellable_cancel (watch->cancellable);
  g_object_unref (watch->cancellable);
  g_clear_handle_id (&watch->source, g_source_remove);
  kapka_job_ticket_free (watch->ticket);
  g_free (watch);
}
