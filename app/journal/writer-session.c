// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/writer-session.h"

#include "base/error.h"
#include "journal/ballast.h"
#include "journal/spool.h"

#define CARE_PAUSE_USEC (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)

void
kapka_writer_session_close (KapkaWriterSession *session) {
  g_clear_pointer (&session->care, kapka_care_free);
  g_clear_pointer (&session->journal, kapka_journal_close);
}

/** Opens the journal if need be; only then are events written, because `on` and the ends of old
 * visits go before them. */
static gboolean
ensure_session (KapkaWriterSession *session, GError **error) {
  g_autoptr (KapkaJournal) journal = NULL;

  if (session->journal != NULL)
    return TRUE;
  journal = kapka_journal_open (session->place->state_dir, session->place->runtime_dir,
                                session->place->clock, KAPKA_JOURNAL_EVENTS, NULL, error);
  if (journal == NULL || !kapka_journal_append_on (journal, error) ||
      !kapka_spool_replay (journal, error))
    return FALSE;
  session->n_spooled = 0;
  if (!session->visits_ended && kapka_journal_end_open_visits (journal, error) < 0)
    return FALSE;
  session->visits_ended = TRUE;
  session->journal = g_steal_pointer (&journal);
  session->care =
      kapka_care_new (session->journal, session->place->backup_dir, session->place->with_centre);
  return TRUE;
}

/** Writes what waits, in its order, up to the first event that the disk refuses. */
static gboolean
write_waiting (KapkaWriterSession *session, GError **error) {
  KapkaEvent *event;

  if (!ensure_session (session, error))
    return FALSE;
  while ((event = kapka_event_queue_peek (session->events)) != NULL) {
    g_autoptr (GError) local_error = NULL;

    if (kapka_journal_append (session->journal, event, &local_error)) {
      kapka_event_queue_answer_first (session->events, NULL);
    } else if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_DATA)) {
      // No disk will ever take this one, and the others must not wait for it.
      kapka_event_queue_answer_first (session->events, g_steal_pointer (&local_error));
    } else {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
    session->n_spooled -= MIN (session->n_spooled, 1);
  }
  return TRUE;
}

/** Keeps what waits in a file, in case that the program ends first; where even that cannot be
 * written, memory has to do. */
static void
spool_waiting (KapkaWriterSession *session) {
  g_autoptr (GPtrArray) events = kapka_event_queue_list_from (session->events, session->n_spooled);

  if (events->len > 0 && kapka_spool_add (session->place->state_dir, events, NULL))
    session->n_spooled += events->len;
}

/** Writes what waits and, when the disk is full, throws the ballast off and tries again. */
static gboolean
write_with_ballast (KapkaWriterSession *session, GError **error) {
  g_autoptr (GError) local_error = NULL;

  if (write_waiting (session, &local_error))
    return TRUE;
  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_FULL) &&
      kapka_ballast_release (session->place->state_dir)) {
    kapka_writer_session_close (session);
    return write_waiting (session, error);
  }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
kapka_writer_session_write (KapkaWriterSession *session, GError **error) {
  g_autoptr (GError) local_error = NULL;

  // A spool that is left is emptied when the journal is opened the next time.
  if (write_with_ballast (session, &local_error))
    return TRUE;
  spool_waiting (session);
  // After an error of the disk a handle is not to be trusted; one that only waited for a lock is as
  // good as before.
  if (!g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_BUSY))
    kapka_writer_session_close (session);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

guint
kapka_writer_session_take_care (KapkaWriterSession *session) {
  gint64 now_usec = g_get_monotonic_time ();
  gint64 daily_usec = session->place->daily_usec;

  if (now_usec >= session->care_due_usec) {
    session->care_due_usec = now_usec;
    switch (kapka_care_step (session->care, now_usec >= daily_usec)) {
    case KAPKA_CARE_MORE:
      break;
    case KAPKA_CARE_REOPEN:
      kapka_writer_session_close (session);
      break;
    case KAPKA_CARE_DONE:
    default:
      session->care_due_usec = now_usec < daily_usec ? daily_usec : now_usec + CARE_PAUSE_USEC;
      break;
    }
  }
  return (guint)((MAX (session->care_due_usec - now_usec, 0) + 999) / 1000);
}

/** Runs the jobs with a journal that can at least be read. */
static void
run_jobs_reading (KapkaWriterSession *session) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal = kapka_journal_open (
      session->place->state_dir, NULL, session->place->clock, KAPKA_JOURNAL_READ, NULL, &error);

  if (journal == NULL)
    kapka_job_queue_fail (session->jobs, error);
  else
    kapka_job_queue_run (session->jobs, journal);
}

void
kapka_writer_session_run_jobs (KapkaWriterSession *session) {
  if (kapka_job_queue_is_empty (session->jobs))
    return;
  if (session->journal == NULL)
    run_jobs_reading (session);
  else if (!kapka_job_queue_run (session->jobs, session->journal))
    kapka_writer_session_close (session);
}
