// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "config/week-hours.h"

/** KapkaHoursTable: when the centre is open; days with the same hours share a line, and today's
 * line stands out. */
#define KAPKA_TYPE_HOURS_TABLE (kapka_hours_table_get_type ())
G_DECLARE_FINAL_TYPE (KapkaHoursTable, kapka_hours_table, KAPKA, HOURS_TABLE, GtkWidget)

/**
 * kapka_hours_table_show:
 * @week: its hours
 * @languages: (array zero-terminated=1): those that name the days, one beside the other
 * @today: from 1, Monday
 * @narrow: whether there is so little width that what follows a break has a line of its own
 *
 * Says all anew. A week without hours hides the table.
 */
void kapka_hours_table_show (KapkaHoursTable *table,
                             const KapkaWeekHours *week,
                             const char *const *languages,
                             guint today,
                             gboolean narrow);
