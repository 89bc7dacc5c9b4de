// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog.h"

/** KapkaTileButton: a portal or a form behind a door; activates `win.tile`. */
#define KAPKA_TYPE_TILE_BUTTON (kapka_tile_button_get_type ())
G_DECLARE_FINAL_TYPE (KapkaTileButton, kapka_tile_button, KAPKA, TILE_BUTTON, GtkButton)

/** Returns: (transfer floating): the tile with its texts in @language, as reached by @door. */
GtkWidget *kapka_tile_button_new (const KapkaTile *tile, const char *door, const char *language);
