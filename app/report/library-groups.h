// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "journal/journal.h"
#include "report/report.h"

/** KapkaLibraryGroups: the tables of the review that need more than the figures of days. */
typedef struct {
  KapkaReport *report;
  KapkaJournal *journal;
  const KapkaCatalog *catalog;
  const char *year;
  const char *first_day; // Whose visits are there.
  const char *last_day;
} KapkaLibraryGroups;

/** Weekdays are known of folded days too: they count from @first_day on. */
gboolean kapka_library_groups_add_weekdays (const KapkaLibraryGroups *groups,
                                            const char *first_day,
                                            GError **error);

/** From the first hour with a figure to the last. */
gboolean kapka_library_groups_add_hours (const KapkaLibraryGroups *groups, GError **error);

/** Portals and forms, those with the most requests first. */
gboolean kapka_library_groups_add_tiles (const KapkaLibraryGroups *groups, GError **error);

gboolean kapka_library_groups_add_ends (const KapkaLibraryGroups *groups, GError **error);
