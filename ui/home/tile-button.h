// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaTileButton: a portal or a form behind a door, and how the portal is just now; activates
 * `win.tile`. A portal in trouble can be opened all the same: it may be well again. Among what a
 * search has found it may be a door too, and activates `win.door`. */
#define KAPKA_TYPE_TILE_BUTTON (kapka_tile_button_get_type ())
G_DECLARE_FINAL_TYPE (KapkaTileButton, kapka_tile_button, KAPKA, TILE_BUTTON, GtkButton)

/** Returns: (transfer floating): @tile, which outlives it, as reached by @door. */
GtkWidget *kapka_tile_button_new (KapkaSession *session, const KapkaTile *tile, const char *door);

/** Shows no more than the name, and what is wrong with the portal, for rows with little room; a
 * screen reader still says all. */
void kapka_tile_button_set_brief (KapkaTileButton *button);

/** Returns: (transfer floating): the door of @service, which outlives it, in the shape of a tile.
 */
GtkWidget *kapka_tile_button_new_for_service (KapkaSession *session, const KapkaService *service);
