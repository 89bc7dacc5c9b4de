// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/access/sight.h"

/**
 * KapkaSightStyle:
 * Gives a window the looks that the visitor has chosen, at once and for all that shows in it later:
 * size of text, colours, room between letters and lines, pictures, motion. Colours and motion are
 * those of the whole display.
 */
#define KAPKA_TYPE_SIGHT_STYLE (kapka_sight_style_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSightStyle, kapka_sight_style, KAPKA, SIGHT_STYLE, GObject)

/**
 * kapka_sight_style_new:
 * @window: outlives the style
 *
 * Returns: (transfer full): the style, which follows @sight until it goes
 */
KapkaSightStyle *kapka_sight_style_new (GtkWidget *window, KapkaSight *sight);

/** Returns: (transfer none): the name of @scheme, as its style sheet is called. */
const char *kapka_scheme_get_name (KapkaScheme scheme);
