// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/report-grid.h"

/* The labels of the seed are whole sentences; those of rows get most of the width. */
#define ROW_LABEL_CHARS 12
#define COLUMN_LABEL_CHARS 14
#define WORDS_CHARS 16

/* A table with so many columns is set closer, so that the diary of a month fits a small screen. */
#define WIDE_COLUMNS 8
#define WIDE_ROW_LABEL_CHARS 8

static GtkWidget *
make_label (const char *text, GtkAccessibleRole role, float xalign, const char *css_class) {
  return g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", role, "xalign", xalign,
                       "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD, "css-classes",
                       (const char *const[]){ "report-cell", css_class, NULL }, NULL);
}

/* The heading stands above its cells: words at the left, figures at the right. */
static gboolean
is_of_words (const KapkaReportTable *table, guint column) {
  return kapka_report_table_get_n_rows (table) > 0 &&
         kapka_report_table_get_cell (table, 0, column)->kind == KAPKA_CELL_TEXT;
}

static void
add_head (GtkGrid *grid, const KapkaReportTable *table) {
  GtkWidget *corner = make_label (kapka_report_table_get_corner (table),
                                  GTK_ACCESSIBLE_ROLE_COLUMN_HEADER, 0.0f, "head");

  gtk_label_set_yalign (GTK_LABEL (corner), 1.0f);
  gtk_grid_attach (grid, corner, 0, 0, 1, 1);
  for (guint i = 0; i < kapka_report_table_get_n_columns (table); i++) {
    GtkWidget *label = make_label (kapka_report_table_get_column_label (table, i),
                                   GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
                                   is_of_words (table, i) ? 0.0f : 1.0f, "head");

    if (is_of_words (table, i))
      gtk_widget_add_css_class (label, "words");
    gtk_label_set_max_width_chars (GTK_LABEL (label), COLUMN_LABEL_CHARS);
    gtk_label_set_yalign (GTK_LABEL (label), 1.0f);
    gtk_label_set_justify (GTK_LABEL (label),
                           is_of_words (table, i) ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
    gtk_grid_attach (grid, label, (int)i + 1, 0, 1, 1);
  }
}

static gboolean
is_wide (const KapkaReportTable *table) {
  return kapka_report_table_get_n_columns (table) > WIDE_COLUMNS;
}

static GtkWidget *
make_row_label (const KapkaReportTable *table, guint row) {
  GtkWidget *label = make_label (kapka_report_table_get_row_label (table, row),
                                 GTK_ACCESSIBLE_ROLE_ROW_HEADER, 0.0f, "row");

  gtk_label_set_width_chars (
      GTK_LABEL (label),
      (int)MIN (g_utf8_strlen (kapka_report_table_get_row_label (table, row), -1),
                is_wide (table) ? WIDE_ROW_LABEL_CHARS : ROW_LABEL_CHARS));
  gtk_widget_set_hexpand (label, TRUE);
  if (kapka_report_table_is_indented (table, row))
    gtk_widget_add_css_class (label, "indented");
  return label;
}

static GtkWidget *
make_cell (const KapkaReportTable *table, guint row, guint column) {
  const KapkaCell *cell = kapka_report_table_get_cell (table, row, column);
  gboolean is_text = cell->kind == KAPKA_CELL_TEXT;
  g_autofree char *text = kapka_cell_format (cell);
  g_autofree char *place = g_strdup_printf ("%s, %s", kapka_report_table_get_row_label (table, row),
                                            kapka_report_table_get_column_label (table, column));
  GtkWidget *label = make_label (text, GTK_ACCESSIBLE_ROLE_CELL, is_text ? 0.0f : 1.0f, "figure");

  if (is_text)
    gtk_widget_add_css_class (label, "words");
  // A figure is never broken over two lines; words may be.
  gtk_label_set_wrap (GTK_LABEL (label), is_text);
  if (is_text)
    gtk_label_set_width_chars (GTK_LABEL (label), (int)MIN (g_utf8_strlen (text, -1), WORDS_CHARS));
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  place, -1);
  return label;
}

static void
add_row (GtkGrid *grid, const KapkaReportTable *table, guint row) {
  GtkWidget *label = make_row_label (table, row);
  gboolean total = kapka_report_table_is_total (table, row);

  if (total)
    gtk_widget_add_css_class (label, "total");
  gtk_grid_attach (grid, label, 0, (int)row + 1, 1, 1);
  for (guint i = 0; i < kapka_report_table_get_n_columns (table); i++) {
    GtkWidget *cell = make_cell (table, row, i);

    if (total)
      gtk_widget_add_css_class (cell, "total");
    gtk_grid_attach (grid, cell, (int)i + 1, (int)row + 1, 1, 1);
  }
}

GtkWidget *
kapka_report_grid_new (const KapkaReportTable *table) {
  const char *title = kapka_report_table_get_title (table);
  GtkWidget *grid =
      g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE, "css-classes",
                    (const char *const[]){ "report-grid", NULL }, NULL);

  if (is_wide (table))
    gtk_widget_add_css_class (grid, "wide");
  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
  add_head (GTK_GRID (grid), table);
  for (guint i = 0; i < kapka_report_table_get_n_rows (table); i++)
    add_row (GTK_GRID (grid), table, i);
  return grid;
}
