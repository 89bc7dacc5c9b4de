// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"

/**
 * KapkaMonthClosing:
 * Closes a month so that nothing is corrected in it any more, opens it again for an administrator
 * who gives a reason, and shows who did so when. A page of the desk; another page may show it for
 * one of its months.
 */
#define KAPKA_TYPE_MONTH_CLOSING (kapka_month_closing_get_type ())
G_DECLARE_FINAL_TYPE (KapkaMonthClosing, kapka_month_closing, KAPKA, MONTH_CLOSING, GtkWidget)

/** Returns: (transfer floating): the page, a #KapkaDeskPage, on the last month that is over. */
GtkWidget *kapka_month_closing_new (KapkaDeskContext *context);

/** Shows @month, `YYYY-MM`. */
void kapka_month_closing_set_month (KapkaMonthClosing *closing, const char *month);
