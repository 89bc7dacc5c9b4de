// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/refused-days.h"
#include "sync/run.h"

/** KapkaImportTotals: what was in a file of answers. */
typedef struct {
  guint n_taken;   // Answers to this kiosk's own files, each taken once.
  guint n_foreign; // Answers to somebody else, or taken before.
  guint n_wrong;   // What is no answer, or does not prove itself.
  guint n_acked;   // Days and fragments that the centre holds.
} KapkaImportTotals;

/**
 * kapka_import:
 * @setup: whose days; its transport is not used
 * @path: what `kapka-central receive` wrote as its answer
 * @refused: gets the days that the centre did not take
 * @totals: (out): what was in it
 * @error: return location
 *
 * Takes each answer as one over HTTP is taken (sync.md §3.3): signed with our key, and about a
 * request that kapka_export() remembers. Anything else on the drive is passed over.
 *
 * Errors: those of the journal and of the file.
 */
gboolean kapka_import (const KapkaRunSetup *setup,
                       const char *path,
                       KapkaRefusedDays *refused,
                       KapkaImportTotals *totals,
                       GError **error);
