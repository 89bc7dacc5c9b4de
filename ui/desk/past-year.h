// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/history.h"

/** How many figures a year before Kapka has: `users`, `rural_users`, `s1`…`s6`. */
#define KAPKA_PAST_N_FIGURES 8

/** KapkaPastYear: a year before Kapka as a whole. */
typedef struct {
  int year;
  gint64 figures[KAPKA_PAST_N_FIGURES]; // -1: not known.
  char *source;                         // Of the figure that was written last.
  gboolean added;                       // Not read from the desk: it must not be there yet.
} KapkaPastYear;

void kapka_past_year_free (KapkaPastYear *year);

/** Returns: (transfer full) (element-type KapkaPastYear): the years that have figures, oldest
 * first. */
GPtrArray *kapka_past_year_list (KapkaDesk *desk, GError **error);

/** Returns: the sum of its services; -1 when none of them is known. */
gint64 kapka_past_year_get_requests (const KapkaPastYear *year);

/** Puts @year in the place of all figures of its year. Errors: also DATA when it was added and
 * there are some already. */
gboolean kapka_past_year_save (KapkaDesk *desk, const KapkaPastYear *year, GError **error);

/** Takes all figures of the year away. */
gboolean kapka_past_year_remove (KapkaDesk *desk, const KapkaPastYear *year, GError **error);
