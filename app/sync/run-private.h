// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/accepted.h"
#include "sync/refused-days.h"
#include "sync/run.h"

/** KapkaRun: an upload run on its way. */
typedef struct {
  const KapkaRunSetup *setup;
  KapkaSyncRun *record;
  KapkaRefusedDays *refused;  // Days that are not sent again in this run.
  gboolean fragments_refused; // Nor are fragments.
  guint batch;                // Days a request; halved when the centre finds a request too large.
  guint fragment_batch;
  KapkaAccepted accepted;
  gboolean answered;          // The receiver has proved itself in this run.
  guint adoptions;            // How often the receiver turned out to be a new one.
  gboolean reconciled;        // All days were compared in this run.
  gint64 last_stream_no;      // Of the last day that was compared.
  char last_day[11];          // The same; empty: none yet.
  guint page;                 // Days a request of the comparison; halved like @batch.
  const char *quick_check;    // What the centre is told of the journal.
  gint64 clock_off_seconds;   // The receiver's clock minus ours, when @answered.
  guint failures;             // One after another.
  gint64 retry_after_seconds; // What the last answer asked for.
  gint64 started_usec;
} KapkaRun;

/** Sets what an administrator reads about the run; @detail may be %NULL. */
void kapka_run_set_detail (KapkaRun *run, const char *detail);

/** Returns: the reason of a run that ends because of @error, which becomes its detail. */
KapkaSyncReason kapka_run_fail (KapkaRun *run, const GError *error);

/** The same for an answer that proves nothing. */
KapkaSyncReason kapka_run_distrust (KapkaRun *run, const GError *error);

/**
 * kapka_run_ask:
 * @path: below the address of the centre
 * @body: JSON
 * @out_answer: (out) (transfer full): what came of it
 *
 * Makes one request of the run. Returns: what kapka_answer_classify() says.
 */
KapkaSyncReason
kapka_run_ask (KapkaRun *run, const char *path, const char *body, KapkaHttpAnswer **out_answer);

/** Returns: whether the centre found the request too large. */
gboolean kapka_run_is_too_large (const KapkaHttpAnswer *answer);

/** Tells the journal who it is and whose acks count: a database that was lost and made anew learns
 * it here. */
gboolean kapka_run_take_identity (const KapkaRunSetup *setup, GError **error);

/** Follows a new receiver: enrol.json and meta name it, so that everything is pending again, and a
 * comparison is planned (sync.md §4). */
gboolean
kapka_run_adopt_receiver (const KapkaRunSetup *setup, const char *receiver_id, GError **error);

/**
 * kapka_run_meet_receiver:
 * @receiver_id: who signed an answer
 * @out_is_new: (out): whether it is another than before, and was adopted
 *
 * Returns: OK, or why the run has to end.
 */
KapkaSyncReason
kapka_run_meet_receiver (KapkaRun *run, const char *receiver_id, gboolean *out_is_new);

/** Sends one request of pending days and fragments. With nothing to send, @out_idle is set. */
KapkaSyncReason kapka_run_send (KapkaRun *run, gboolean *out_idle);

/** Compares one page of days with the receiver when that is due, else sets @out_idle. */
KapkaSyncReason kapka_run_reconcile (KapkaRun *run, gboolean *out_idle);
