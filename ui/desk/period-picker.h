// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaPeriodPicker:
 * Chooses a year, or a month of a year, by steps; never one that has not begun.
 *
 * Signals:
 *  - `changed`: another year or month was chosen.
 */
#define KAPKA_TYPE_PERIOD_PICKER (kapka_period_picker_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPeriodPicker, kapka_period_picker, KAPKA, PERIOD_PICKER, GtkWidget)

/** Sets the present day, `YYYY-MM-DD`, and chooses the year and month of it. */
void kapka_period_picker_set_today (KapkaPeriodPicker *picker, const char *today);

/** Whether a month is chosen, or a year alone. */
void kapka_period_picker_set_by_month (KapkaPeriodPicker *picker, gboolean by_month);

/** Chooses @month, `YYYY-MM`, or the nearest that can be chosen; `changed` is not emitted. */
void kapka_period_picker_set_month (KapkaPeriodPicker *picker, const char *month);

int kapka_period_picker_get_year (KapkaPeriodPicker *picker);

/** Returns: (transfer full): the month, `YYYY-MM`. */
char *kapka_period_picker_dup_month (KapkaPeriodPicker *picker);
