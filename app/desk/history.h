// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"
#include "desk/desk.h"

/** KapkaPastFigure: a figure of a year before Kapka. */
typedef struct {
  int year;
  char *key; // `users`, `rural_users` (a part of `users`), `s1`…`s6`.
  gint64 value;
  char *source; // Which report.
  char *author;
  gint64 at_ms;
} KapkaPastFigure;

void kapka_past_figure_free (KapkaPastFigure *figure);

/** Returns: (transfer full) (element-type KapkaPastFigure): the figures that hold, by year and key.
 */
GPtrArray *kapka_history_list (KapkaDesk *desk, GError **error);

/** Puts a figure in the place of the one of that year and key. Errors: DATA for an impossible year
 * (before 1900, in the future), key, value or more rural users than users; an empty source. */
gboolean kapka_history_set (KapkaDesk *desk,
                            int year,
                            const char *key,
                            gint64 value,
                            const char *source,
                            GError **error);

/**
 * kapka_history_set_year:
 * @values: (array fixed-size=8): `users`, `rural_users`, `s1`…`s6`; a negative one is not known
 *
 * Puts these in the place of all figures of the year, in one act. Errors: as of
 * kapka_history_set().
 */
gboolean kapka_history_set_year (KapkaDesk *desk,
                                 int year,
                                 const gint64 values[8],
                                 const char *source,
                                 GError **error);

/** Takes the figure away. */
gboolean kapka_history_remove (KapkaDesk *desk, int year, const char *key, GError **error);

/**
 * kapka_history_import:
 * @path: CSV with the columns `year,key,value,source`; UTF-8 with or without a mark, or CP1251;
 * comma or semicolon
 * @problems: what is wrong, by line
 * @error: return location
 *
 * All or nothing: with a problem no figure changes.
 *
 * Returns: how many figures were taken, -1 on error; 0 with problems.
 */
int
kapka_history_import (KapkaDesk *desk, const char *path, KapkaProblems *problems, GError **error);
