// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/**
 * KapkaMonthView:
 * A month as the paper diary: a row for each day, the month's total, the running total of the year.
 * Big arrows turn the months over; so do Page Up and Page Down.
 *
 * It asks for the actions `journal.day` (s: a day), `journal.all` and `journal.print` (s: a month).
 */
#define KAPKA_TYPE_MONTH_VIEW (kapka_month_view_get_type ())
G_DECLARE_FINAL_TYPE (KapkaMonthView, kapka_month_view, KAPKA, MONTH_VIEW, GtkWidget)

/** Gives the view its context; once, before anything else. */
void kapka_month_view_set_context (KapkaMonthView *view, KapkaDeskContext *context);

/** Loads the month that is shown anew; at first the present one. */
void kapka_month_view_load (KapkaMonthView *view);

/** Says how printing goes; %NULL: nothing. @style: `good`, `bad` or `wait`. */
void kapka_month_view_say (KapkaMonthView *view, const char *style, const char *text);

/** Says why printing did not work. */
void kapka_month_view_say_error (KapkaMonthView *view, const GError *error);
