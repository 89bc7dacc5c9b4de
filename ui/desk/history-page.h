// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"

/** KapkaHistoryPage: the figures of the years before Kapka, typed in or read from a table on a
 * flash drive. */
#define KAPKA_TYPE_HISTORY_PAGE (kapka_history_page_get_type ())
G_DECLARE_FINAL_TYPE (KapkaHistoryPage, kapka_history_page, KAPKA, HISTORY_PAGE, GtkWidget)

/** Returns: (transfer floating): the page, a #KapkaDeskPage. */
GtkWidget *kapka_history_page_new (KapkaDeskContext *context);
