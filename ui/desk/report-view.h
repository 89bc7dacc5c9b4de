// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "report/report.h"

/**
 * kapka_report_view_new:
 * @report: (transfer none): outlives the widget
 *
 * Returns: (transfer floating): the whole of @report, as it will lie on the paper: title, facts,
 * tables with their charts, remarks.
 */
GtkWidget *kapka_report_view_new (const KapkaReport *report);
