// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/upload.h"
#include "sync/enrolment.h"
#include "sync/reason.h"
#include "sync/transport.h"

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
  KapkaRunWait wait;
  gpointer user_data;
} KapkaRunSetup;

/**
 * kapka_run_take_identity:
 * @journal: opened with KAPKA_JOURNAL_SYNC
 * @enrolment: what enrol.json says
 * @error: return location
 *
 * Tells the journal who it is and which receiver its acks are asked of: a database that was lost
 * and made anew learns it here. Acks belong to one receiver, so that under a new one every day is
 * pending again.
 */
gboolean
kapka_run_take_identity (KapkaJournal *journal, const KapkaEnrolment *enrolment, GError **error);

/**
 * kapka_run_upload:
 * @setup: what to work with
 * @record: (inout): gets attempts, sent, acked, curl_code, http_status and detail
 *
 * Sends every pending day, at most %KAPKA_DAY_JSON_MAX_DAYS a request, and writes an ack for each
 * day that the receiver is proved to store. A day that it does not take stays pending and does not
 * keep the others back. No answer deletes anything.
 *
 * Returns: why the run ended.
 */
KapkaSyncReason kapka_run_upload (const KapkaRunSetup *setup, KapkaSyncRun *record);
