// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text-writer.h"

#include "report/text-table.h"

#define SIGNATURE "Ответственное лицо  ____________________  ____________  ____________________"

/* Wraps @paragraph at the width of the page. */
static void
append_paragraph (GString *text, const char *paragraph) {
  g_auto (GStrv) lines = kapka_text_wrap (paragraph, KAPKA_TEXT_PAGE_WIDTH);
  g_autofree char *joined = g_strjoinv ("\n", lines);

  g_string_append_printf (text, "%s\n", joined);
}

static void
append_facts (GString *text, const KapkaReport *report) {
  for (guint i = 0; i < kapka_report_get_n_facts (report); i++) {
    g_autofree char *line = NULL;
    const char *label;
    const char *value;

    kapka_report_get_fact (report, i, &label, &value);
    line = g_strdup_printf ("%s: %s", label, value);
    append_paragraph (text, line);
  }
}

static gboolean
has_words (const KapkaReportTable *table) {
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    for (guint column = 0; column < kapka_report_table_get_n_columns (table); column++)
      if (kapka_report_table_get_cell (table, row, column)->kind == KAPKA_CELL_TEXT)
        return TRUE;
  return FALSE;
}

static KapkaTextTable *
begin_table (const KapkaReportTable *table) {
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();

  g_ptr_array_add (headings, (char *)kapka_report_table_get_corner (table));
  for (guint i = 0; i < kapka_report_table_get_n_columns (table); i++)
    g_ptr_array_add (headings, (char *)kapka_report_table_get_column_label (table, i));
  g_ptr_array_add (headings, NULL);
  return (has_words (table) ? kapka_text_table_new_words
                            : kapka_text_table_new) ((const char *const *)headings->pdata);
}

static void
add_row (KapkaTextTable *page, const KapkaReportTable *table, guint row) {
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strconcat (kapka_report_table_is_indented (table, row) ? "  " : "",
                                       kapka_report_table_get_row_label (table, row), NULL));
  for (guint i = 0; i < kapka_report_table_get_n_columns (table); i++)
    g_ptr_array_add (cells, kapka_cell_format_plain (kapka_report_table_get_cell (table, row, i)));
  g_ptr_array_add (cells, NULL);
  kapka_text_table_add_row (page, (const char *const *)cells->pdata);
}

static void
append_table (GString *text, const KapkaReportTable *table) {
  g_autoptr (KapkaTextTable) page = begin_table (table);

  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    add_row (page, table, row);
  g_string_append_c (text, '\n');
  if (kapka_report_table_get_title (table) != NULL) {
    append_paragraph (text, kapka_report_table_get_title (table));
    g_string_append_c (text, '\n');
  }
  kapka_text_table_print (page, text);
}

static void
append_remarks (GString *text, const KapkaReport *report) {
  guint n = kapka_report_get_n_remarks (report);

  if (n > 0)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < n; i++)
    append_paragraph (text, kapka_report_get_remark (report, i));
}

char *
kapka_report_write_text (const KapkaReport *report) {
  GString *text = g_string_new (NULL);

  append_paragraph (text, kapka_report_get_title (report));
  append_facts (text, report);
  for (guint i = 0; i < kapka_report_get_n_tables (report); i++)
    append_table (text, kapka_report_get_table (report, i));
  append_remarks (text, report);
  if (kapka_report_get_signature (report))
    g_string_append (text, "\n" SIGNATURE "\n");
  return g_string_free (text, FALSE);
}
