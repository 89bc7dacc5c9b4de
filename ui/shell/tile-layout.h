// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaTileLayout:
 * Puts the children of a widget into equal cells, left to right and top to bottom: as many columns
 * as fit, all rows of one height.
 *
 * Properties: `min-column-width` (int, px), `max-columns` (uint), `spacing` (int, px),
 * `min-row-height` (int, px), `fill` (boolean: rows grow to fill the height that is there),
 * `even` (boolean: rather fewer columns than a last row that is shorter than it could be).
 */
#define KAPKA_TYPE_TILE_LAYOUT (kapka_tile_layout_get_type ())
G_DECLARE_FINAL_TYPE (KapkaTileLayout, kapka_tile_layout, KAPKA, TILE_LAYOUT, GtkLayoutManager)
