// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "files/drive.h"
#include "report/report.h"

/** KapkaReportFormat: what a report can become. */
typedef enum {
  KAPKA_REPORT_TEXT,
  KAPKA_REPORT_CSV,
  KAPKA_REPORT_CSV_EXCEL, // Semicolon and a byte order mark.
  KAPKA_REPORT_XLSX,
  KAPKA_REPORT_PDF,
} KapkaReportFormat;

/** Returns: the ending of files of @format, without a dot. */
const char *kapka_report_format_get_ending (KapkaReportFormat format);

/** Returns: whether @word, as on the command line (`text` `csv` `excel-csv` `xlsx` `pdf`), is a
 * format; if so @out_format is it. */
gboolean kapka_report_format_from_word (const char *word, KapkaReportFormat *out_format);

/** Returns: (transfer full): the whole file, or %NULL. Errors: FULL, IO, INTERNAL. */
GBytes *kapka_report_write (const KapkaReport *report, KapkaReportFormat format, GError **error);

/**
 * kapka_report_export:
 * @directory: a directory
 * @error: return location
 *
 * Writes the report whole or not at all, on the disk when the function returns, under a name that
 * no file there has yet. Errors: FULL, READ_ONLY, NOT_FOUND (no such directory), IO, INTERNAL.
 *
 * Returns: (transfer full): the path written, or %NULL.
 */
char *kapka_report_export (const KapkaReport *report,
                           KapkaReportFormat format,
                           const char *directory,
                           GError **error);

/** The same on a flash drive; NOT_FOUND when it was pulled out. */
char *kapka_report_export_to_drive (const KapkaReport *report,
                                    KapkaReportFormat format,
                                    const KapkaDrive *drive,
                                    GError **error);
