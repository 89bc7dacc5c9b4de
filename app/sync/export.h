// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/run.h"

/** KapkaExportTotals: what was written. */
typedef struct {
  guint n_requests;
  guint n_days;
  guint n_fragments;
} KapkaExportTotals;

/**
 * kapka_export:
 * @setup: whose days; its transport is not used
 * @path: the file, whole or not there when the function returns
 * @totals: (out): what is in it
 * @error: return location
 *
 * Writes all that is pending to a file that `kapka-central receive` takes: pairs of lines, a
 * document and its MAC. Nothing is acked by that: the answer to the file, or the next contact, is
 * what counts. What its answer will be about is remembered, for kapka_import(). With nothing
 * pending no file is made.
 *
 * Errors: those of the journal and of the file.
 */
gboolean kapka_export (const KapkaRunSetup *setup,
                       const char *path,
                       KapkaExportTotals *totals,
                       GError **error);
