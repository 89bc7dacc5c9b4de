// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/**
 * KapkaVisitView:
 * One visit with its trail, and what may be put right about it. It asks for the action
 * `journal.back`.
 */
#define KAPKA_TYPE_VISIT_VIEW (kapka_visit_view_get_type ())
G_DECLARE_FINAL_TYPE (KapkaVisitView, kapka_visit_view, KAPKA, VISIT_VIEW, GtkWidget)

/** Gives the view its context; once, before anything else. */
void kapka_visit_view_set_context (KapkaVisitView *view, KapkaDeskContext *context);

/** Shows the visit, tally or batch @id. */
void kapka_visit_view_show (KapkaVisitView *view, const char *id);

/** Returns: whether a question was taken back; else the whole view is left. */
gboolean kapka_visit_view_go_back (KapkaVisitView *view);
