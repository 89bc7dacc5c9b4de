// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/i18n.h"
#include "health/probes.h"
#include "sync/enrolment-place.h"
#include "sync/summary.h"

/* The counts arrive either way, and at the centre nobody sees that they are another computer's. */
static void
compare (KapkaHealth *health, const KapkaEnrolment *enrolment) {
  g_autofree char *difference = kapka_enrolment_describe_difference (enrolment, health->settings);

  if (difference != NULL)
    kapka_findings_add (health->findings, KAPKA_FINDING_ENROLLED_OTHERWISE, NULL, 0, difference);
}

/* Returns: whether there is a connection to judge. */
static gboolean
probe_enrolment (KapkaHealth *health) {
  const char *state_dir = health->settings->state_dir;
  g_autofree char *path = g_build_filename (state_dir, "enrol.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEnrolment) enrolment = NULL;

  if (*health->settings->url == '\0') {
    kapka_findings_add (health->findings, KAPKA_FINDING_NO_CENTRE, NULL, 0,
                        _ ("no centre is configured; the counts stay here"));
    return FALSE;
  }
  enrolment = kapka_enrolment_load (state_dir, &error);
  if (enrolment != NULL) {
    compare (health, enrolment);
    return TRUE;
  }
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    kapka_findings_add (health->findings, KAPKA_FINDING_NOT_ENROLLED, NULL, 0,
                        _ ("the kiosk is not connected with its centre; the counts wait here"));
  else
    kapka_findings_add_error (health->findings, KAPKA_FINDING_ENROLMENT_DAMAGED, path, error);
  return FALSE;
}

static void
add (KapkaHealth *health, KapkaFindingKind kind, const char *text) {
  kapka_findings_add (health->findings, kind, NULL, 0, text);
}

static void
judge (KapkaHealth *health, const KapkaSyncSummary *summary) {
  switch (summary->state) {
  case KAPKA_SYNC_STATE_FAILING:
    add (health, KAPKA_FINDING_SYNC_FAILING, summary->sentence);
    break;
  case KAPKA_SYNC_STATE_LATE:
    add (health, KAPKA_FINDING_SYNC_LATE, summary->sentence);
    break;
  case KAPKA_SYNC_STATE_NEVER:
    add (health, KAPKA_FINDING_SYNC_NEVER, _ ("the centre has not received anything yet"));
    break;
  case KAPKA_SYNC_STATE_OK:
  default:
    break;
  }
  if (summary->facts.moved)
    add (health, KAPKA_FINDING_DISK_MOVED, _ ("the disk is in another machine than before"));
  if (summary->facts.frozen_disk)
    add (health, KAPKA_FINDING_DISK_FROZEN,
         _ ("the disk is put back to an older state at each start"));
}

void
kapka_probe_sync (KapkaHealth *health, KapkaJournal *journal) {
  g_auto (KapkaSyncSummary) summary = { 0 };
  gboolean connected = probe_enrolment (health);

  if (journal == NULL || !kapka_sync_summary_read (journal, health->settings, &summary, NULL))
    return;
  health->sync_state = kapka_sync_state_to_string (summary.state);
  health->last_upload_ms = summary.has_success ? summary.last_success_ms : 0;
  if (connected)
    judge (health, &summary);
}
