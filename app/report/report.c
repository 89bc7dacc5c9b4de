// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "report/report-private.h"

typedef struct {
  char *label;
  char *value;
} Fact;

struct _KapkaReport {
  char *id;
  char *title;
  char *file_stem;
  char *period_name;
  GPtrArray *facts;   // Of Fact.
  GPtrArray *tables;  // Of KapkaReportTable.
  GPtrArray *remarks; // Of texts.
  gboolean signature;
};

static void
fact_free (Fact *fact) {
  g_free (fact->label);
  g_free (fact->value);
  g_free (fact);
}

KapkaReport *
kapka_report_new (const char *id, const char *title) {
  KapkaReport *report = g_new0 (KapkaReport, 1);

  report->id = g_strdup (id);
  report->title = g_strdup (title);
  report->file_stem = g_strconcat ("kapka-", id, NULL);
  report->period_name = g_strdup ("period");
  report->facts = g_ptr_array_new_with_free_func ((GDestroyNotify)fact_free);
  report->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_report_table_free);
  report->remarks = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
kapka_report_free (KapkaReport *report) {
  if (report == NULL)
    return;
  g_ptr_array_unref (report->facts);
  g_ptr_array_unref (report->tables);
  g_ptr_array_unref (report->remarks);
  g_free (report->id);
  g_free (report->title);
  g_free (report->file_stem);
  g_free (report->period_name);
  g_free (report);
}

const char *
kapka_report_get_id (const KapkaReport *report) {
  return report->id;
}

const char *
kapka_report_get_title (const KapkaReport *report) {
  return report->title;
}

const char *
kapka_report_get_file_stem (const KapkaReport *report) {
  return report->file_stem;
}

void
kapka_report_set_file_stem (KapkaReport *report, const char *stem) {
  g_free (report->file_stem);
  report->file_stem = g_strdup (stem);
}

void
kapka_report_set_period_name (KapkaReport *report, const char *name) {
  g_free (report->period_name);
  report->period_name = g_strdup (name);
}

const char *
kapka_report_get_period_name (const KapkaReport *report) {
  return report->period_name;
}

void
kapka_report_add_fact (KapkaReport *report, const char *label, const char *value) {
  Fact *fact = g_new0 (Fact, 1);

  fact->label = g_strdup (label);
  fact->value = g_strdup (value);
  g_ptr_array_add (report->facts, fact);
}

guint
kapka_report_get_n_facts (const KapkaReport *report) {
  return report->facts->len;
}

void
kapka_report_get_fact (const KapkaReport *report,
                       guint index,
                       const char **out_label,
                       const char **out_value) {
  const Fact *fact = g_ptr_array_index (report->facts, index);

  *out_label = fact->label;
  *out_value = fact->value;
}

void
kapka_report_add_remark (KapkaReport *report, const char *remark) {
  g_ptr_array_add (report->remarks, g_strdup (remark));
}

guint
kapka_report_get_n_remarks (const KapkaReport *report) {
  return report->remarks->len;
}

const char *
kapka_report_get_remark (const KapkaReport *report, guint index) {
  return g_ptr_array_index (report->remarks, index);
}

void
kapka_report_set_signature (KapkaReport *report, gboolean signature) {
  report->signature = signature;
}

gboolean
kapka_report_get_signature (const KapkaReport *report) {
  return report->signature;
}

KapkaReportTable *
kapka_report_add_table (KapkaReport *report,
                        const char *id,
                        const char *title,
                        const char *corner,
                        gboolean periods_are_rows) {
  KapkaReportTable *table = kapka_report_table_new (id, title, corner, periods_are_rows);

  g_ptr_array_add (report->tables, table);
  return table;
}

guint
kapka_report_get_n_tables (const KapkaReport *report) {
  return report->tables->len;
}

KapkaReportTable *
kapka_report_get_table (const KapkaReport *report, guint index) {
  return g_ptr_array_index (report->tables, index);
}
