// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaSearchResults: the portals, forms and services that a text may mean, the best first. A tile
 * opened from here counts under its primary service. */
#define KAPKA_TYPE_SEARCH_RESULTS (kapka_search_results_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSearchResults, kapka_search_results, KAPKA, SEARCH_RESULTS, GtkWidget)

/** Called once, before anything else. */
void kapka_search_results_set_session (KapkaSearchResults *results, KapkaSession *session);

/** Shows what @text may mean; a screen reader says how much that is. */
void kapka_search_results_show (KapkaSearchResults *results, const char *text);

/** Opens the best of what is shown; does nothing when there is none. */
void kapka_search_results_open_best (KapkaSearchResults *results);
