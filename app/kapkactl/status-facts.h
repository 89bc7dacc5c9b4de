// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "config/settings.h"
#include "sync/summary.h"

/** KapkaStatusFacts: what `kapkactl status` shows. */
typedef struct {
  char day[11]; // Today.
  gint64 visits;
  gint64 users;
  gint64 requests[KAPKA_N_SERVICES];
  gint64 all_requests;
  gboolean disk_low; // So little space is left that the journal lives on its ballast.
  KapkaSyncSummary upload;
} KapkaStatusFacts;

/**
 * kapka_status_facts_read:
 * @journal: opened with any access
 * @settings: the configuration
 * @clock: says which day is today
 * @facts: (out): cleared by kapka_status_facts_clear()
 *
 * Errors: those of the journal.
 */
gboolean kapka_status_facts_read (KapkaJournal *journal,
                                  const KapkaSettings *settings,
                                  KapkaClock *clock,
                                  KapkaStatusFacts *facts,
                                  GError **error);
void kapka_status_facts_clear (KapkaStatusFacts *facts);

/** Returns: (transfer full): one JSON object and a line end. */
char *kapka_status_facts_to_json (const KapkaStatusFacts *facts, const KapkaSettings *settings);

/** Returns: (transfer full): the facts for people. */
char *kapka_status_facts_to_text (const KapkaStatusFacts *facts,
                                  const KapkaSettings *settings,
                                  const KapkaCatalog *catalog);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaStatusFacts, kapka_status_facts_clear)
