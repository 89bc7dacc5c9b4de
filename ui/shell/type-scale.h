// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_type_scale:
 * @widget: where the letters stand
 * @pixels: a width or height that suits letters of 20 px, the body text of style.css
 *
 * Returns: @pixels grown with the letters of @widget
 */
int kapka_type_scale (GtkWidget *widget, int pixels);
