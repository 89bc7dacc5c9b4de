// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/** What stands in a table that has no rows. */
#define KAPKA_REPORT_NO_ROWS "Нет записей"

/** Returns: whether most cells of @column are texts, which begin on the left; a text among figures
 * stands where they do. */
gboolean kapka_report_table_column_is_words (const KapkaReportTable *table, guint column);

/** What kapka_report_add_table() makes. */
KapkaReportTable *kapka_report_table_new (const char *id,
                                          const char *title,
                                          const char *corner,
                                          gboolean periods_are_rows);
void kapka_report_table_free (KapkaReportTable *table);
