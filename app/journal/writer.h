// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "base/clock.h"
#include "journal/event.h"
#include "journal/journal.h"

/**
 * KapkaJournalWriter:
 * The thread that owns the kiosk's journal: the screen hands it events and never waits for the
 * disk.
 *
 * It opens the journal by itself, ends visits left open, and writes `on` once for each local day
 * (also when the screen is open over midnight). When the journal cannot be written it keeps the
 * events in memory in their order and, where it can, in a spool beside the journal; it opens anew
 * and tries again every few seconds and at each new event, so that nothing is lost; the property
 * `counting` tells the screen. A full disk has it throw the ballast off. Between events it takes
 * care of the journal (KapkaCare).
 *
 * Whoever makes a writer calls kapka_journal_writer_stop() before letting it go: each event that
 * waits holds a reference.
 */
#define KAPKA_TYPE_JOURNAL_WRITER (kapka_journal_writer_get_type ())
G_DECLARE_FINAL_TYPE (KapkaJournalWriter, kapka_journal_writer, KAPKA, JOURNAL_WRITER, GObject)

/**
 * Properties (read only, notified in the main context of the thread that made the object):
 *  - `counting` (boolean): the last try to write succeeded; %TRUE until the first failure.
 *  - `trouble` (string, nullable): why not, for staff.
 *  - `waiting` (uint): events kept in memory.
 *
 * To construct with g_object_new(): `state-dir`, `runtime-dir`, `clock` (pointer), and `retry-ms`
 * (uint), the pause before the next try after a failure, 5 seconds unless given; `backup-dir`
 * (string), `with-centre` (boolean, %TRUE unless given) and `care-delay-ms` (uint), after which the
 * daily care may begin, 10 minutes unless given.
 *
 * Returns: (transfer full): a running writer. It never fails: a broken journal shows in `counting`.
 */
KapkaJournalWriter *
kapka_journal_writer_new (const char *state_dir, const char *runtime_dir, KapkaClock *clock);

/**
 * kapka_journal_writer_append_async:
 * @event: (transfer full): what to write
 * @cancellable: (nullable): takes back the wish to be told; the event is written all the same
 * @callback: called in the caller's main context once the event is on the disk; not before, however
 * long that takes
 *
 * Errors at finish: DATA when no journal can ever take the event (it is dropped and the others go
 * on); IO when the writer was stopped before the event could be written; G_IO_ERROR_CANCELLED.
 */
void kapka_journal_writer_append_async (KapkaJournalWriter *writer,
                                        KapkaEvent *event,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean kapka_journal_writer_append_finish (KapkaJournalWriter *writer,
                                             GAsyncResult *result,
                                             GError **error);

/**
 * KapkaJournalJob:
 * @journal: belongs to this thread for the time of the call
 * @data: as given
 * @error: return location
 *
 * Returns: what to give to the caller; with @error set it is not looked at.
 */
typedef gpointer (*KapkaJournalJob) (KapkaJournal *journal, gpointer data, GError **error);

/**
 * kapka_journal_writer_run_async:
 * @job: what to do with the journal
 * @data: for @job
 * @free_data: (nullable): frees @data, in any thread
 * @free_result: frees a result that nobody takes
 * @cancellable: (nullable): a job that has not begun is left out
 * @callback: called in the caller's main context
 *
 * Runs @job in the thread that owns the journal, after the events that wait: at the desk of the
 * librarian nobody else uses the kiosk. A journal that cannot be written is given to @job for
 * reading.
 *
 * Errors at finish: those of @job and of kapka_journal_open(); IO when the writer was stopped
 * before; G_IO_ERROR_CANCELLED.
 */
void kapka_journal_writer_run_async (KapkaJournalWriter *writer,
                                     KapkaJournalJob job,
                                     gpointer data,
                                     GDestroyNotify free_data,
                                     GDestroyNotify free_result,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** Returns: (transfer full): what the job returned; %NULL is no error by itself. */
gpointer kapka_journal_writer_run_finish (GAsyncResult *result, GError **error);

/**
 * kapka_journal_writer_stop:
 * Writes what waits in one last round that ends at the first event the disk refuses, closes the
 * journal and ends the thread; for the events that are left, finish reports an error. A journal
 * that somebody else has locked holds this up for 10 seconds. Events in the spool are written at
 * the next start.
 *
 * Returns: how many events were lost.
 */
guint kapka_journal_writer_stop (KapkaJournalWriter *writer);

gboolean kapka_journal_writer_get_counting (KapkaJournalWriter *writer);
const char *kapka_journal_writer_get_trouble (KapkaJournalWriter *writer);
