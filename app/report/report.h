// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaReport:
 * A report as a thing of its own, before it becomes text, CSV, a spreadsheet, a PDF or a screen: a
 * title, facts about itself, tables, remarks. Texts are Russian whatever the language of the user:
 * it is a Russian paper. Figures only: no conclusion is drawn.
 */
typedef struct _KapkaReport KapkaReport;
typedef struct _KapkaReportTable KapkaReportTable;

/** KapkaCellKind: what a cell holds, and so how each writer shows it. */
typedef enum {
  KAPKA_CELL_MISSING, // Not known: «—», and no line in CSV.
  KAPKA_CELL_NUMBER,
  KAPKA_CELL_TEXT,
  KAPKA_CELL_SHARE,   // Per mille: 415 is 41,5 %.
  KAPKA_CELL_SECONDS, // A length of time.
  KAPKA_CELL_ABOUT,   // A number with «около» before it.
  KAPKA_CELL_MORE,    // A number with «более» before it.
} KapkaCellKind;

typedef struct {
  KapkaCellKind kind;
  gint64 number;
  char *text; // Of TEXT.
} KapkaCell;

/** KapkaChart: how the figures of a table are drawn. */
typedef enum {
  KAPKA_CHART_NONE,
  KAPKA_CHART_COLUMNS, // One group a row, one column of the chart for each column of the table.
  KAPKA_CHART_BARS,    // Lying: for long labels.
} KapkaChart;

KapkaReport *kapka_report_new (const char *id, const char *title);
void kapka_report_free (KapkaReport *report);

/** `yearly`, `month`, `review`, `outreach`. */
const char *kapka_report_get_id (const KapkaReport *report);
const char *kapka_report_get_title (const KapkaReport *report);

/** A file name without ending, of Latin letters: `kapka-yearly-2018`. */
const char *kapka_report_get_file_stem (const KapkaReport *report);
void kapka_report_set_file_stem (KapkaReport *report, const char *stem);

/** Name of the second column of CSV: `year`, `day`, `month`; `period` unless set. */
void kapka_report_set_period_name (KapkaReport *report, const char *name);
const char *kapka_report_get_period_name (const KapkaReport *report);

/** A line «label: value» above the tables: library, period, when it was made. */
void kapka_report_add_fact (KapkaReport *report, const char *label, const char *value);
guint kapka_report_get_n_facts (const KapkaReport *report);
void kapka_report_get_fact (const KapkaReport *report,
                            guint index,
                            const char **out_label,
                            const char **out_value);

/** A paragraph below the tables: definitions, missing and open days. */
void kapka_report_add_remark (KapkaReport *report, const char *remark);
guint kapka_report_get_n_remarks (const KapkaReport *report);
const char *kapka_report_get_remark (const KapkaReport *report, guint index);

/** Whether the paper has a line for a signature. */
void kapka_report_set_signature (KapkaReport *report, gboolean signature);
gboolean kapka_report_get_signature (const KapkaReport *report);

/**
 * kapka_report_add_table:
 * @id: `A`, `B`, `days`, `months`… in CSV
 * @title: (nullable): above the table
 * @corner: heading of the column of labels
 * @periods_are_rows: each row is a period (of a diary), else each column is (of table A)
 *
 * Returns: (transfer none): a table without columns and rows.
 */
KapkaReportTable *kapka_report_add_table (KapkaReport *report,
                                          const char *id,
                                          const char *title,
                                          const char *corner,
                                          gboolean periods_are_rows);
guint kapka_report_get_n_tables (const KapkaReport *report);
KapkaReportTable *kapka_report_get_table (const KapkaReport *report, guint index);

/**
 * kapka_report_table_set_period:
 * Says that neither rows nor columns are periods: all figures are of @period, the columns say what
 * is counted. In CSV a figure then stands under `id.key-of-the-column`, @period, key and label of
 * its row: `hours.visits,2018,09,…`.
 */
void kapka_report_table_set_period (KapkaReportTable *table, const char *period);

/** Returns: (nullable): what was set. */
const char *kapka_report_table_get_period (const KapkaReportTable *table);

/** @key: in CSV: a period or a key, as the table was made; @label: for people. */
void kapka_report_table_add_column (KapkaReportTable *table, const char *key, const char *label);

/** Adds a row whose cells are all missing; @indent shows that it is a part of the row above; @total
 * sets it off. */
void kapka_report_table_add_row (KapkaReportTable *table,
                                 const char *key,
                                 const char *label,
                                 gboolean indent,
                                 gboolean total);

/** Fills the next cell of the row added last. */
void kapka_report_table_add_number (KapkaReportTable *table, gint64 number);
void kapka_report_table_add_cell (KapkaReportTable *table,
                                  KapkaCellKind kind,
                                  gint64 number,
                                  const char *text);

/** Draws the columns @first to @last (from 0) of all rows that are no total. */
void
kapka_report_table_set_chart (KapkaReportTable *table, KapkaChart chart, guint first, guint last);
KapkaChart
kapka_report_table_get_chart (const KapkaReportTable *table, guint *out_first, guint *out_last);

const char *kapka_report_table_get_id (const KapkaReportTable *table);
const char *kapka_report_table_get_title (const KapkaReportTable *table);
const char *kapka_report_table_get_corner (const KapkaReportTable *table);
gboolean kapka_report_table_get_periods_are_rows (const KapkaReportTable *table);
guint kapka_report_table_get_n_columns (const KapkaReportTable *table);
const char *kapka_report_table_get_column_key (const KapkaReportTable *table, guint column);
const char *kapka_report_table_get_column_label (const KapkaReportTable *table, guint column);
guint kapka_report_table_get_n_rows (const KapkaReportTable *table);
const char *kapka_report_table_get_row_key (const KapkaReportTable *table, guint row);
const char *kapka_report_table_get_row_label (const KapkaReportTable *table, guint row);
gboolean kapka_report_table_is_indented (const KapkaReportTable *table, guint row);
gboolean kapka_report_table_is_total (const KapkaReportTable *table, guint row);
const KapkaCell *
kapka_report_table_get_cell (const KapkaReportTable *table, guint row, guint column);

/** Returns: (transfer full): a cell as people read it, numbers grouped with U+00A0: «37 547», «41,5
 * %», «более 500», «12 мин», «—». */
char *kapka_cell_format (const KapkaCell *cell);

/** Returns: (transfer full): the same with the digits in one piece, as the plain text page has
 * them: «37547». */
char *kapka_cell_format_plain (const KapkaCell *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReport, kapka_report_free)
