// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/upload.h"
#include "sync/enrolment.h"
#include "sync/reason.h"
#include "http/transport.h"

/**
 * KapkaRunWait:
 * @ms: how long
 * @user_data: of the setup
 *
 * Waits between two tries. Returns: %FALSE when the run has to end now.
 */
typedef gboolean (*KapkaRunWait) (gint64 ms, gpointer user_data);

/** KapkaRunSetup: what one upload run works with; borrowed. */
typedef struct {
  KapkaJournal *journal; // Opened with KAPKA_JOURNAL_SYNC.
  KapkaClock *clock;
  KapkaEnrolment *enrolment; // Follows the receiver when that proves to be a new one.
  const KapkaTransport *transport;
  const char *state_dir; // Of enrol.json; its file system is the one whose space is reported.
  gboolean once;         // The first try that fails ends the run.
  gboolean reconcile;    // Compare all days with the receiver, due or not.
  KapkaRunWait wait;
  gpointer user_data;
} KapkaRunSetup;

/**
 * kapka_run_is_needed:
 * @setup: what a run would work with
 * @out_needed: (out): whether something is pending, or a comparison with the receiver is due
 *
 * Errors: those of the journal.
 */
gboolean kapka_run_is_needed (const KapkaRunSetup *setup, gboolean *out_needed, GError **error);

/**
 * kapka_run_upload:
 * @setup: what to work with
 * @record: (inout): gets attempts, sent, acked, curl_code, http_status and detail
 *
 * Sends every pending day and every pending fragment, at most %KAPKA_DAY_JSON_MAX_DAYS and
 * %KAPKA_DAY_JSON_MAX_FRAGMENTS a request, and writes an ack for each that the receiver is proved
 * to store. Weekly, and on every sign that the receiver lost something, it is told of all days and
 * names those that it lacks, which are then sent again. A day that it does not take stays pending
 * and does not keep the others back. No answer deletes anything.
 *
 * Returns: why the run ended.
 */
KapkaSyncReason kapka_run_upload (const KapkaRunSetup *setup, KapkaSyncRun *record);
