// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** KapkaTiles: a container whose children stand in equal cells; its layout manager is a
 * #KapkaTileLayout. */
#define KAPKA_TYPE_TILES (kapka_tiles_get_type ())
G_DECLARE_FINAL_TYPE (KapkaTiles, kapka_tiles, KAPKA, TILES, GtkWidget)

/** Adds @child (transfer floating) behind the others. */
void kapka_tiles_append (KapkaTiles *tiles, GtkWidget *child);

/** Removes all children. */
void kapka_tiles_clear (KapkaTiles *tiles);
