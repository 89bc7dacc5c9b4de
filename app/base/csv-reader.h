// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/** The longest file that is read. */
#define KAPKA_CSV_MAX_BYTES (16 * 1024 * 1024)

/** KapkaCsvColumn: a column that is looked for. */
typedef struct {
  const char *name; // As in the header.
  gboolean required;
} KapkaCsvColumn;

/** KapkaCsv: the rows of a file that a person has written or a spreadsheet has saved. */
typedef struct _KapkaCsv KapkaCsv;

/**
 * kapka_csv_load:
 * @path: a file in UTF-8 (a byte order mark is skipped) or Windows-1251
 * @columns: (array length=n_columns): the columns that are looked for
 * @problems: what is wrong in the file, by line
 *
 * Reads CSV as in RFC 4180 with a header, in which the columns may stand in any order. Fields are
 * divided by what divides the header, a comma or, as a Russian spreadsheet saves them, a semicolon;
 * spaces around a field and empty lines do not count.
 *
 * Returns: (transfer full): what could be read, or %NULL when the file or its header cannot be
 * used, which is reported too.
 */
KapkaCsv *kapka_csv_load (const char *path,
                          const KapkaCsvColumn *columns,
                          guint n_columns,
                          KapkaProblems *problems);
void kapka_csv_free (KapkaCsv *csv);

guint kapka_csv_get_length (const KapkaCsv *csv);

/** Returns: the line of the file in which row @row (from 0) begins. */
guint kapka_csv_get_line (const KapkaCsv *csv, guint row);

/** Returns: (transfer none): a field; @column counts the columns that were looked for. Empty when
 * the file has no such column. */
const char *kapka_csv_get (const KapkaCsv *csv, guint row, guint column);

/** Adds a problem at the line of @row. */
void kapka_csv_problem (const KapkaCsv *csv, KapkaProblems *problems, guint row, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCsv, kapka_csv_free)
