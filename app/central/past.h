// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"
#include "central/store.h"

/** KapkaPastTotal: a figure of a year before the kiosks, from an old report. */
typedef struct {
  char year[5];
  gboolean rural; // The part of rural libraries; the figure without it is that of all the others.
  char *key;
  gint64 value;
  char *source; // Which report.
} KapkaPastTotal;

void kapka_past_total_free (KapkaPastTotal *total);

/**
 * kapka_past_read_csv:
 * @path: CSV in UTF-8 with the columns `year,rural,key,value,source`
 * @problems: what is wrong, by line
 *
 * Returns: (transfer full) (element-type KapkaPastTotal): the figures of the good lines, or %NULL
 * when the file cannot be used.
 */
GPtrArray *kapka_past_read_csv (const char *path, KapkaProblems *problems);

/** Stores @totals in the place of those with the same year, part and key; in one transaction. */
gboolean kapka_past_store (KapkaStore *store, const GPtrArray *totals, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPastTotal, kapka_past_total_free)
