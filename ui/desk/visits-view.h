// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/**
 * KapkaVisitsView:
 * The visits of a day, or all visits with the newest first, and which of them to show.
 *
 * It asks for the actions `journal.visit` (s: a visit) and `journal.back`.
 */
#define KAPKA_TYPE_VISITS_VIEW (kapka_visits_view_get_type ())
G_DECLARE_FINAL_TYPE (KapkaVisitsView, kapka_visits_view, KAPKA, VISITS_VIEW, GtkWidget)

/** Gives the view its context; once, before anything else. */
void kapka_visits_view_set_context (KapkaVisitsView *view, KapkaDeskContext *context);

/** Shows the visits of @day, all of them; %NULL: of all days. */
void kapka_visits_view_show_day (KapkaVisitsView *view, const char *day);

/** Returns: the day that is shown; %NULL: all. */
const char *kapka_visits_view_get_day (KapkaVisitsView *view);
