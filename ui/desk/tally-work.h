// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"

/** KapkaTallyEntry: one person who was helped at the desk. */
typedef struct {
  guint services; // As bits, s1 the lowest.
  char *event_id; // (nullable)
} KapkaTallyEntry;

KapkaTallyEntry *kapka_tally_entry_new (guint services, const char *event_id);
void kapka_tally_entry_free (gpointer entry);

/* What is done in the thread of the journal; @data is a #KapkaTallyEntry. */

/**
 * kapka_tally_work_count:
 * @data: the services of the person, and the event_id of the entry that this one takes the place of
 *
 * The new entry is written first: an error leaves what was.
 *
 * Returns: (transfer full): the entry that was written, or %NULL.
 */
gpointer kapka_tally_work_count (const KapkaReportSource *source, gpointer data, GError **error);

/** Takes the entry of that event_id back. Returns: %NULL. */
gpointer kapka_tally_work_undo (const KapkaReportSource *source, gpointer data, GError **error);
