// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-writer.h"

char *
kapka_network_write_csv (const KapkaNetworkReport *report, KapkaCsvDialect dialect) {
  GString *csv = g_string_new (NULL);

  kapka_csv_append_heading (csv, dialect, kapka_network_by_get_columns (report->by), "year");
  for (guint i = 0; i < report->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (report->rows, i);
    g_autoptr (KapkaReport) tables = kapka_report_new ("yearly", "");
    KapkaYearlyFigures yearly;

    kapka_network_report_fill (report, row, &yearly);
    kapka_yearly_add_tables (tables, &yearly);
    kapka_csv_append_tables (csv, dialect, (const char *const *)row->place, tables);
  }
  return g_string_free (csv, FALSE);
}
