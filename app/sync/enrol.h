// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/transport.h"
#include "journal/journal.h"
#include "sync/enrolment.h"

/** KapkaEnrolSetup: what an enrolment works with; borrowed. */
typedef struct {
  const char *state_dir; // Of enrol.json; the caller holds its lock (kapka_sync_lock_take()).
  KapkaJournal *journal; // (nullable) Opened with KAPKA_JOURNAL_SYNC; %NULL: the kiosk never ran.
  const KapkaTransport *transport;
  const char *machine; // kapka_machine_hash()
} KapkaEnrolSetup;

/** kapka_enrol_code_check: refuses what cannot be a connection code. Errors: USAGE, with a whole
 * sentence. */
gboolean kapka_enrol_code_check (const char *code, GError **error);

/**
 * kapka_enrol:
 * @setup: what to work with
 * @code: the connection code, as it was typed
 * @error: return location
 *
 * Connects this kiosk with its centre by a code: makes an install and a token, asks
 * `POST /v1/enroll`, and writes enrol.json once the receiver has proved by its signature that it
 * knows them. Streams that are opened from now on belong to the new install; older ones keep
 * theirs, which the receiver learns to be a predecessor. After any failure the same code may be
 * tried again.
 *
 * The messages are whole sentences in the language of the program.
 *
 * Errors: USAGE when @code cannot be one; DENIED when the receiver does not take it; NETWORK,
 * PROTOCOL, CONFIG, BUSY; those of files and of the journal.
 *
 * Returns: (transfer full): the enrolment, or %NULL.
 */
KapkaEnrolment *kapka_enrol (const KapkaEnrolSetup *setup, const char *code, GError **error);
