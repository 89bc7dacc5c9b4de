// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "journal/review.h"
#include "report/report.h"

/** KapkaLibraryGroups: the tables of the review that need more than the figures of days. */
typedef struct {
  KapkaReport *report;
  const KapkaReview *visits;
  const KapkaCatalog *catalog;
  const char *year;
  const char *first_day; // Whose visits are there.
} KapkaLibraryGroups;

/** @weekdays: of kapka_figures_list_weekdays(), which knows folded days too. */
void kapka_library_groups_add_weekdays (const KapkaLibraryGroups *groups,
                                        const GPtrArray *weekdays);

/** From the first hour with a figure to the last. */
void kapka_library_groups_add_hours (const KapkaLibraryGroups *groups);

/** Portals and forms, those with the most requests first. */
void kapka_library_groups_add_tiles (const KapkaLibraryGroups *groups);

void kapka_library_groups_add_ends (const KapkaLibraryGroups *groups);
