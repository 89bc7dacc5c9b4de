// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaCrossing:
 * How keys lead from a screen to what stands around it, whatever a page does with them: F6 takes
 * the focus to the header and back to where it was, and Tab leaves a page after its last field.
 */
#define KAPKA_TYPE_CROSSING (kapka_crossing_get_type ())
G_DECLARE_FINAL_TYPE (KapkaCrossing, kapka_crossing, KAPKA, CROSSING, GObject)

/**
 * kapka_crossing_new:
 * @around: takes the key, and contains both
 * @header: what stands above the screens
 * @screens: what shows them
 *
 * Returns: (transfer full): the crossing, which works as long as it lives
 */
KapkaCrossing *kapka_crossing_new (GtkWidget *around, GtkWidget *header, GtkWidget *screens);
