// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "health/probes.h"
#include "journal/build-date.h"
#include "sync/state.h"

/* The centre and the journal have said that it is wrong, or it shows a day before this program was
 * made. */
static gboolean
is_wrong (const KapkaHealth *health, KapkaJournal *journal) {
  g_auto (KapkaSyncFacts) facts = { 0 };

  if (!health->clock_synced && health->now_ms < kapka_build_date_get_ms ())
    return TRUE;
  return journal != NULL && kapka_sync_facts_read (journal, FALSE, NULL, &facts, NULL) &&
         facts.clock;
}

void
kapka_probe_clock (KapkaHealth *health, KapkaJournal *journal) {
  if (is_wrong (health, journal))
    kapka_findings_add (health->findings, KAPKA_FINDING_CLOCK_WRONG, NULL, 0,
                        _ ("the clock of this machine is wrong"));
  else if (!health->clock_synced)
    kapka_findings_add (health->findings, KAPKA_FINDING_CLOCK_UNSYNCED, NULL, 0,
                        _ ("the clock is not set by the network"));
}
