// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/**
 * KapkaDeskView:
 * The desk of the staff: who is here, the pages on a rail at the side, and a keyboard of its own.
 * Pages are made when they are first asked for and go with the person.
 *
 * Actions: `desk.page` (s: id of a page), `desk.dismiss` (the notice).
 */
#define KAPKA_TYPE_DESK_VIEW (kapka_desk_view_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDeskView, kapka_desk_view, KAPKA, DESK_VIEW, GtkWidget)

/** Opens the desk for @context on its first page. */
void kapka_desk_view_enter (KapkaDeskView *view, KapkaDeskContext *context);

/** Forgets the person and every page. */
void kapka_desk_view_leave (KapkaDeskView *view);

/** Returns: whether somebody is at the desk. */
gboolean kapka_desk_view_is_occupied (KapkaDeskView *view);

/** Returns: whether an administrator is at the desk. */
gboolean kapka_desk_view_is_administrator (KapkaDeskView *view);
