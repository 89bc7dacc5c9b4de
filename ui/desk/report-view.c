// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/report-view.h"

#include "ui/desk/report-chart.h"
#include "ui/desk/report-grid.h"

static GtkWidget *
make_label (const char *text, const char *css_class) {
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "css-classes",
                       (const char *const[]){ css_class, NULL }, NULL);
}

static GtkWidget *
make_heading (const char *text, const char *css_class) {
  GtkWidget *label = make_label (text, css_class);

  g_object_set (label, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  return label;
}

static void
add_facts (GtkBox *box, const KapkaReport *report) {
  for (guint i = 0; i < kapka_report_get_n_facts (report); i++) {
    const char *label;
    const char *value;
    g_autofree char *text = NULL;

    kapka_report_get_fact (report, i, &label, &value);
    text = g_strdup_printf ("%s: %s", label, value);
    gtk_box_append (box, make_label (text, "report-fact"));
  }
}

static gboolean
has_chart (const KapkaReportTable *table) {
  guint first;
  guint last;

  return kapka_report_table_get_chart (table, &first, &last) != KAPKA_CHART_NONE;
}

static void
add_table (GtkBox *box, const KapkaReportTable *table) {
  if (kapka_report_table_get_title (table) != NULL)
    gtk_box_append (box, make_heading (kapka_report_table_get_title (table), "report-heading"));
  gtk_box_append (box, kapka_report_grid_new (table));
  if (has_chart (table))
    gtk_box_append (box, kapka_report_chart_new (table));
}

GtkWidget *
kapka_report_view_new (const KapkaReport *report) {
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 6, "css-classes", (const char *const[]){ "report", NULL }, NULL);

  gtk_box_append (GTK_BOX (box), make_heading (kapka_report_get_title (report), "report-title"));
  add_facts (GTK_BOX (box), report);
  for (guint i = 0; i < kapka_report_get_n_tables (report); i++)
    add_table (GTK_BOX (box), kapka_report_get_table (report, i));
  for (guint i = 0; i < kapka_report_get_n_remarks (report); i++)
    gtk_box_append (GTK_BOX (box),
                    make_label (kapka_report_get_remark (report, i), "report-remark"));
  return box;
}
