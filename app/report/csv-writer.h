// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/yearly.h"

/** KapkaCsvDialect: for whom the file is. */
typedef enum {
  KAPKA_CSV_PLAIN, // As in RFC 4180: comma, no byte order mark; for programs.
  KAPKA_CSV_EXCEL, // Semicolon and byte order mark: what a Russian Excel opens by a double click.
} KapkaCsvDialect;

/**
 * kapka_csv_append_text:
 * @csv: where to append
 * @text: UTF-8
 *
 * Appends one field, quoted where needed. A text that a spreadsheet would take for a formula gets
 * an apostrophe in front (OWASP, "CSV Injection").
 */
void kapka_csv_append_text (GString *csv, const char *text);

/** Appends what begins the file: the byte order mark of Excel, and the header, in which @places
 * (array zero-terminated=1) name columns in front of the usual ones. */
void kapka_csv_append_heading (GString *csv, KapkaCsvDialect dialect, const char *const *places);

/** Appends a line a figure; @place (array zero-terminated=1) are the texts of the columns in front.
 */
void kapka_csv_append_yearly (GString *csv,
                              KapkaCsvDialect dialect,
                              const char *const *place,
                              const KapkaYearlyReport *report);

/**
 * kapka_csv_write_yearly:
 * @report: what to write
 * @dialect: for whom
 *
 * Header `table,year,key,label,value`, then one line a figure; a figure of a missing year is left
 * out. Keys: `users`, `rural_users`, `s1`…`s6`, `requests`. Lines end in CR LF.
 *
 * Returns: (transfer full): the file as UTF-8.
 */
char *kapka_csv_write_yearly (const KapkaYearlyReport *report, KapkaCsvDialect dialect);
