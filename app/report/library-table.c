// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-table.h"

#include "report/russian-date.h"

const char *
kapka_word_find (const KapkaWord *words, gsize n_words, const char *code) {
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].code, code))
      return words[i].word;
  return code;
}

void
kapka_library_table_add_share (KapkaReportTable *table, gint64 part, gint64 total) {
  if (total == 0)
    kapka_report_table_add_cell (table, KAPKA_CELL_MISSING, 0, NULL);
  else
    kapka_report_table_add_cell (table, KAPKA_CELL_SHARE, (part * 1000 + total / 2) / total, NULL);
}

void
kapka_library_table_add_services (KapkaReportTable *table,
                                  KapkaReport *report,
                                  const KapkaCatalog *catalog) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    g_autofree char *remark =
        g_strdup_printf ("%s — %s", number, kapka_local_text_get (&service->name, "ru"));

    kapka_report_table_add_column (table, service->id, number);
    kapka_report_add_remark (report, remark);
  }
}

void
kapka_library_table_add_text (KapkaReportTable *table, const char *text) {
  kapka_report_table_add_cell (table, *text == '\0' ? KAPKA_CELL_MISSING : KAPKA_CELL_TEXT, 0,
                               text);
}

void
kapka_library_table_add_line (KapkaReportTable *table,
                              guint number,
                              const char *title,
                              const char *day) {
  g_autofree char *key = g_strdup_printf ("%u", number);
  g_autofree char *short_day = kapka_russian_day_short (day);

  kapka_report_table_add_row (table, key, title, FALSE, FALSE);
  kapka_library_table_add_text (table, short_day);
}
