// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv-writer.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static char
separator_of (KapkaCsvDialect dialect) {
  return dialect == KAPKA_CSV_EXCEL ? ';' : ',';
}

/* Both separators are quoted in both dialects: whoever opens the file with the other one still
 * finds the fields whole. */
static gboolean
needs_quotes (const char *text) {
  return strpbrk (text, ",;\"\r\n") != NULL;
}

static gboolean
looks_like_formula (const char *text) {
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

void
kapka_csv_append_text (GString *csv, const char *text) {
  const char *quote = needs_quotes (text) ? "\"" : "";

  g_string_append (csv, quote);
  if (looks_like_formula (text))
    g_string_append_c (csv, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *text);
  }
  g_string_append (csv, quote);
}

void
kapka_csv_append_mark (GString *csv, KapkaCsvDialect dialect) {
  if (dialect == KAPKA_CSV_EXCEL)
    g_string_append (csv, BYTE_ORDER_MARK);
}

void
kapka_csv_append_separator (GString *csv, KapkaCsvDialect dialect) {
  g_string_append_c (csv, separator_of (dialect));
}

void
kapka_csv_append_heading (GString *csv,
                          KapkaCsvDialect dialect,
                          const char *const *places,
                          const char *period_name) {
  const char *const names[] = { "table", period_name, "key", "label", "value" };

  kapka_csv_append_mark (csv, dialect);
  for (; *places != NULL; places++)
    g_string_append_printf (csv, "%s%c", *places, separator_of (dialect));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    if (i > 0)
      g_string_append_c (csv, separator_of (dialect));
    g_string_append (csv, names[i]);
  }
  g_string_append (csv, "\r\n");
}

static void
append_share (GString *csv, KapkaCsvDialect dialect, gint64 per_mille) {
  gint64 size = ABS (per_mille);

  g_string_append_printf (csv, "%s%" G_GINT64_FORMAT "%c%" G_GINT64_FORMAT,
                          per_mille < 0 ? "-" : "", size / 10,
                          dialect == KAPKA_CSV_EXCEL ? ',' : '.', size % 10);
}

static void
append_value (GString *csv, KapkaCsvDialect dialect, const KapkaCell *cell) {
  g_autofree char *text = NULL;

  if (cell->kind == KAPKA_CELL_NUMBER || cell->kind == KAPKA_CELL_SECONDS) {
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, cell->number);
  } else if (cell->kind == KAPKA_CELL_SHARE) {
    append_share (csv, dialect, cell->number);
  } else {
    text = kapka_cell_format_plain (cell);
    kapka_csv_append_text (csv, text);
  }
}

/* What a figure is called: where a table has periods as rows or columns, its other side is the key;
 * else the table's name is followed by that of its column. */
typedef struct {
  const char *measure; // (nullable)
  const char *period;
  const char *key;
  const char *label;
} Name;

static Name
name_figure (const KapkaReportTable *table, guint row, guint column) {
  const char *period = kapka_report_table_get_period (table);
  const char *row_key = kapka_report_table_get_row_key (table, row);
  const char *row_label = kapka_report_table_get_row_label (table, row);
  const char *column_key = kapka_report_table_get_column_key (table, column);

  if (period != NULL)
    return (Name){ column_key, period, row_key, row_label };
  if (kapka_report_table_get_periods_are_rows (table))
    return (Name){ NULL, row_key, column_key, kapka_report_table_get_column_label (table, column) };
  return (Name){ NULL, column_key, row_key, row_label };
}

/* Where and from which table, up to the period. */
static void
append_table_name (GString *csv,
                   char separator,
                   const char *const *place,
                   const KapkaReportTable *table,
                   const Name *name) {
  for (; *place != NULL; place++) {
    kapka_csv_append_text (csv, *place);
    g_string_append_c (csv, separator);
  }
  g_string_append (csv, kapka_report_table_get_id (table));
  if (name->measure != NULL)
    g_string_append_printf (csv, ".%s", name->measure);
  g_string_append_c (csv, separator);
}

static void
append_figure (GString *csv,
               KapkaCsvDialect dialect,
               const char *const *place,
               const KapkaReportTable *table,
               guint row,
               guint column) {
  const KapkaCell *cell = kapka_report_table_get_cell (table, row, column);
  char separator = separator_of (dialect);
  Name name = name_figure (table, row, column);

  if (cell->kind == KAPKA_CELL_MISSING)
    return;
  append_table_name (csv, separator, place, table, &name);
  kapka_csv_append_text (csv, name.period);
  g_string_append_c (csv, separator);
  kapka_csv_append_text (csv, name.key);
  g_string_append_c (csv, separator);
  kapka_csv_append_text (csv, name.label);
  g_string_append_c (csv, separator);
  append_value (csv, dialect, cell);
  g_string_append (csv, "\r\n");
}

/* Period by period, so that what belongs together stands together. */
static void
append_table (GString *csv,
              KapkaCsvDialect dialect,
              const char *const *place,
              const KapkaReportTable *table) {
  guint n_rows = kapka_report_table_get_n_rows (table);
  guint n_columns = kapka_report_table_get_n_columns (table);
  gboolean by_row = kapka_report_table_get_periods_are_rows (table) ||
                    kapka_report_table_get_period (table) != NULL;

  for (guint i = 0; i < n_rows * n_columns; i++)
    if (by_row)
      append_figure (csv, dialect, place, table, i / n_columns, i % n_columns);
    else
      append_figure (csv, dialect, place, table, i % n_rows, i / n_rows);
}

void
kapka_csv_append_tables (GString *csv,
                         KapkaCsvDialect dialect,
                         const char *const *place,
                         const KapkaReport *report) {
  for (guint i = 0; i < kapka_report_get_n_tables (report); i++)
    append_table (csv, dialect, place, kapka_report_get_table (report, i));
}

char *
kapka_report_write_csv (const KapkaReport *report, KapkaCsvDialect dialect) {
  static const char *const nowhere[] = { NULL };
  GString *csv = g_string_new (NULL);

  kapka_csv_append_heading (csv, dialect, nowhere, kapka_report_get_period_name (report));
  kapka_csv_append_tables (csv, dialect, nowhere, report);
  return g_string_free (csv, FALSE);
}
