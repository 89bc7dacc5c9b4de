// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/care.h"
#include "journal/event-queue.h"
#include "journal/job-queue.h"

/** KapkaWriterPlace: where a writer writes. Borrowed; outlives the session. */
typedef struct {
  const char *state_dir;
  const char *runtime_dir; // (nullable)
  KapkaClock *clock;
  const char *backup_dir; // (nullable)
  gboolean with_centre;
  gint64 daily_usec; // When the daily care may begin; monotonic.
} KapkaWriterPlace;

/**
 * KapkaWriterSession:
 * What the thread of a writer alone knows: the journal, open or not, and how far it has come with
 * the events that wait. All zeroes but for the borrowed members is a session that has not begun.
 */
typedef struct {
  const KapkaWriterPlace *place;
  KapkaEventQueue *events;
  KapkaJobQueue *jobs;
  KapkaJournal *journal; // (nullable) %NULL while it has to be opened.
  KapkaCare *care;       // (nullable) Of that journal.
  gint64 care_due_usec;  // When it goes on.
  gboolean visits_ended; // Visits that an earlier run left open have been ended.
  guint n_spooled;       // How many of the first events are in the spool.
} KapkaWriterSession;

/**
 * kapka_writer_session_write:
 * @error: return location
 *
 * Writes what waits, in its order, up to the first event that the disk refuses; a full disk has it
 * throw the ballast off. What is left is kept in the spool, where that can be written.
 *
 * Returns: whether all was written.
 */
gboolean kapka_writer_session_write (KapkaWriterSession *session, GError **error);

/** Runs the jobs that wait, in a pinch with a journal that can be read only. */
void kapka_writer_session_run_jobs (KapkaWriterSession *session);

/** Looks after the journal for a moment, if it is time. Returns: in how many milliseconds it is
 * time again. */
guint kapka_writer_session_take_care (KapkaWriterSession *session);

/** Closes the journal; what is written next opens it again. */
void kapka_writer_session_close (KapkaWriterSession *session);
