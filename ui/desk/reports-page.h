// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/** KapkaReportsPage: the reports of the library: looked at, printed, written on a flash drive. */
#define KAPKA_TYPE_REPORTS_PAGE (kapka_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (KapkaReportsPage, kapka_reports_page, KAPKA, REPORTS_PAGE, GtkWidget)

/** Returns: (transfer floating): the page. */
GtkWidget *kapka_reports_page_new (KapkaDeskContext *context);
