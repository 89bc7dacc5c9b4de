// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "report/report.h"

/**
 * KapkaReportChart:
 * The chart of a table, drawn as the table asks for it: columns in groups, or lying bars with their
 * figures. To a screen reader it is one picture, since every figure of it stands in the table.
 */
#define KAPKA_TYPE_REPORT_CHART (kapka_report_chart_get_type ())
G_DECLARE_FINAL_TYPE (KapkaReportChart, kapka_report_chart, KAPKA, REPORT_CHART, GtkWidget)

/**
 * kapka_report_chart_new:
 * @table: (transfer none): has a chart; outlives the widget
 *
 * Returns: (transfer floating): the chart.
 */
GtkWidget *kapka_report_chart_new (const KapkaReportTable *table);
