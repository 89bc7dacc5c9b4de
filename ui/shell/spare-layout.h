// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaSpareLayout:
 * Two children one above the other. The first has all the height; where there is more of it than
 * the first needs, and as much more as the second does, the second shows below it.
 *
 * Property: `spacing` (int, px: between both).
 */
#define KAPKA_TYPE_SPARE_LAYOUT (kapka_spare_layout_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSpareLayout, kapka_spare_layout, KAPKA, SPARE_LAYOUT, GtkLayoutManager)
