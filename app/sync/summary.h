// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "sync/state.h"

/** KapkaSyncSummary: how the upload is doing, as a librarian is told of it on the screen and by
 * `kapkactl status`. */
typedef struct {
  KapkaSyncFacts facts;
  KapkaSyncState state;
  char *sentence; // What the librarian reads about the state.
  gboolean has_success;
  gint64 last_success_ms; // UTC; end of the last run that the centre accepted.
} KapkaSyncSummary;

/**
 * kapka_sync_summary_read:
 * @journal: opened with any access
 * @settings: the configuration
 * @summary: (out): cleared by kapka_sync_summary_clear()
 *
 * Errors: those of the journal.
 */
gboolean kapka_sync_summary_read (KapkaJournal *journal,
                                  const KapkaSettings *settings,
                                  KapkaSyncSummary *summary,
                                  GError **error);
void kapka_sync_summary_clear (KapkaSyncSummary *summary);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaSyncSummary, kapka_sync_summary_clear)
