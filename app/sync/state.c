// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/state.h"

#include <sysexits.h>

#include "base/i18n.h"
#include "sync/accepted.h"
#include "sync/machine.h"

#define LATE_DAYS 3
#define FAILING_DAYS 10

// A receipt may take a while, and so may a person who sets a clock by a watch.
#define CLOCK_TOLERANCE_SECONDS 600

KapkaSyncState
kapka_sync_state_from_facts (const KapkaSyncFacts *facts) {
  gboolean last_needs_person =
      facts->has_run && facts->last_exit_code != EX_OK && facts->last_exit_code != EX_TEMPFAIL;

  if (!facts->has_centre || !facts->enrolled)
    return KAPKA_SYNC_STATE_NEVER;
  if (last_needs_person || facts->presence_days >= FAILING_DAYS || facts->frozen_disk)
    return KAPKA_SYNC_STATE_FAILING;
  if (!facts->has_success)
    return KAPKA_SYNC_STATE_NEVER;
  if (facts->pending_days + facts->pending_fragments > 0 && facts->presence_days >= LATE_DAYS)
    return KAPKA_SYNC_STATE_LATE;
  return KAPKA_SYNC_STATE_OK;
}

const char *
kapka_sync_state_to_string (KapkaSyncState state) {
  static const char *const words[] = { "never", "failing", "late", "ok" };

  return words[state];
}

/* The clock is wrong by the word of the receiver, or by that of the journal. */
static gboolean
read_clock (KapkaJournal *journal, KapkaSyncFacts *facts, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *off = kapka_journal_get_meta (journal, "clock_off_s", &failure);
  gint64 seconds = off == NULL ? 0 : g_ascii_strtoll (off, NULL, 10);
  gboolean trusted;

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (!kapka_upload_is_clock_trusted (journal, &trusted, error))
    return FALSE;
  facts->clock = !trusted || ABS (seconds) > CLOCK_TOLERANCE_SECONDS;
  return TRUE;
}

static gboolean
is_moved (const KapkaEnrolment *enrolment) {
  g_autofree char *machine = NULL;

  if (enrolment == NULL || enrolment->machine == NULL)
    return FALSE;
  machine = kapka_machine_hash ("/sys");
  return !g_str_equal (machine, enrolment->machine);
}

static gboolean
read_frozen (KapkaJournal *journal, KapkaSyncFacts *facts, GError **error) {
  g_auto (KapkaAccepted) accepted = { 0 };

  if (!kapka_accepted_load (&accepted, journal, error))
    return FALSE;
  facts->frozen_disk = kapka_accepted_is_frozen (&accepted);
  return TRUE;
}

static gboolean
read_runs (KapkaJournal *journal, KapkaSyncFacts *facts, GError **error) {
  g_auto (KapkaSyncRun) last = { 0 };
  g_auto (KapkaSyncRun) success = { 0 };
  GError *failure = NULL;

  facts->has_run = kapka_upload_get_last_run (journal, FALSE, &last, &failure);
  if (failure == NULL)
    facts->has_success = kapka_upload_get_last_run (journal, TRUE, &success, &failure);
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  facts->last_exit_code = last.exit_code;
  facts->last_reason = g_steal_pointer (&last.reason);
  return TRUE;
}

gboolean
kapka_sync_facts_read (KapkaJournal *journal,
                       gboolean has_centre,
                       const KapkaEnrolment *enrolment,
                       KapkaSyncFacts *facts,
                       GError **error) {
  g_auto (KapkaSyncFacts) found = { .has_centre = has_centre, .enrolled = enrolment != NULL };

  if (!read_runs (journal, &found, error) || !read_frozen (journal, &found, error) ||
      !read_clock (journal, &found, error))
    return FALSE;
  found.moved = is_moved (enrolment);
  found.presence_days = kapka_upload_count_presence_days (journal, error);
  if (found.presence_days < 0)
    return FALSE;
  found.pending_days = kapka_upload_count_pending (journal, &found.oldest_pending, error);
  if (found.pending_days < 0)
    return FALSE;
  found.pending_fragments = kapka_upload_count_pending_fragments (journal, error);
  if (found.pending_fragments < 0)
    return FALSE;
  found.damaged_streams = kapka_upload_count_damaged_streams (journal, error);
  if (found.damaged_streams < 0)
    return FALSE;
  *facts = found;
  found.oldest_pending = NULL;
  found.last_reason = NULL;
  return TRUE;
}

GPtrArray *
kapka_sync_facts_list_warnings (const KapkaSyncFacts *facts) {
  static const KapkaSyncWarning moved = {
    "moved", N_ ("The disk is in another machine than before. Please connect the kiosk anew by a "
                 "code; its data is sent meanwhile.")
  };
  static const KapkaSyncWarning clock = { "clock",
                                          N_ ("The clock of this machine is wrong. Please set "
                                              "it.") };
  static const KapkaSyncWarning frozen_disk = {
    "frozen_disk", N_ ("The disk is put back to an older state at each start. Please have the "
                       "folder of the journal taken out of the protection.")
  };
  GPtrArray *warnings = g_ptr_array_new ();

  if (facts->moved)
    g_ptr_array_add (warnings, (gpointer)&moved);
  if (facts->clock)
    g_ptr_array_add (warnings, (gpointer)&clock);
  if (facts->frozen_disk)
    g_ptr_array_add (warnings, (gpointer)&frozen_disk);
  return warnings;
}

void
kapka_sync_facts_clear (KapkaSyncFacts *facts) {
  g_clear_pointer (&facts->oldest_pending, g_free);
  g_clear_pointer (&facts->last_reason, g_free);
}
