// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/** KapkaCsvDialect: for whom the file is. */
typedef enum {
  KAPKA_CSV_PLAIN, // As in RFC 4180: comma, no byte order mark; for programs.
  KAPKA_CSV_EXCEL, // Semicolon, byte order mark and decimal comma: what a Russian Excel opens by a
                   // double click.
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

/** Appends the byte order mark by which Excel knows UTF-8; nothing for others. */
void kapka_csv_append_mark (GString *csv, KapkaCsvDialect dialect);

/** Appends what divides fields. */
void kapka_csv_append_separator (GString *csv, KapkaCsvDialect dialect);

/** Appends what begins the file: the byte order mark of Excel, and the header, in which @places
 * (array zero-terminated=1) name columns in front of the usual ones and @period_name the second of
 * those. */
void kapka_csv_append_heading (GString *csv,
                               KapkaCsvDialect dialect,
                               const char *const *places,
                               const char *period_name);

/** Appends a line a figure of the tables; @place (array zero-terminated=1) are the texts of the
 * columns in front. */
void kapka_csv_append_tables (GString *csv,
                              KapkaCsvDialect dialect,
                              const char *const *place,
                              const KapkaReport *report);

/**
 * kapka_report_write_csv:
 * @report: what to write
 * @dialect: for whom
 *
 * Header `table,PERIOD,key,label,value`, PERIOD as kapka_report_get_period_name(), then one line a
 * figure; a missing one is left out. Shares are per cent with one decimal, lengths of time are
 * seconds, «более 500» stays a text: it is not 500. Facts and remarks have no place in a table for
 * programs. Lines end in CR LF.
 *
 * Returns: (transfer full): the file as UTF-8.
 */
char *kapka_report_write_csv (const KapkaReport *report, KapkaCsvDialect dialect);
