// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "report/report.h"

/** Returns: (transfer floating): @table as a grid that a screen reader goes through cell by cell:
 * the name of a cell is its figure, the description says of which row and column. */
GtkWidget *kapka_report_grid_new (const KapkaReportTable *table);
