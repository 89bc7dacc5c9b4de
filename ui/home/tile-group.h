// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** KapkaTileGroup: tiles under a heading; without any it does not show. */
#define KAPKA_TYPE_TILE_GROUP (kapka_tile_group_get_type ())
G_DECLARE_FINAL_TYPE (KapkaTileGroup, kapka_tile_group, KAPKA, TILE_GROUP, GtkWidget)

/** Returns: (transfer floating): a group without tiles. */
GtkWidget *kapka_tile_group_new (void);

void kapka_tile_group_set_heading (KapkaTileGroup *group, const char *text);

/** Adds @button (transfer floating) behind the others. */
void kapka_tile_group_append (KapkaTileGroup *group, GtkWidget *button);
