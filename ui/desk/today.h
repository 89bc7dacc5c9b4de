// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/** KapkaToday: the first page of the desk: what today counts, people who are helped at the desk,
 * and the figures of a paper diary. */
#define KAPKA_TYPE_TODAY (kapka_today_get_type ())
G_DECLARE_FINAL_TYPE (KapkaToday, kapka_today, KAPKA, TODAY, GtkWidget)

/** Returns: (transfer floating): the page. */
GtkWidget *kapka_today_new (KapkaDeskContext *context);
