// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_file_row_new:
 * @button: (transfer floating): a #GtkButton, or a #GtkToggleButton for what can be marked
 * @icon: name of the pictogram
 * @title: name of the file or folder
 * @details: (nullable): what else there is to say
 *
 * Returns: (transfer floating): @button, made into a large row of a list.
 */
GtkWidget *
kapka_file_row_new (GtkWidget *button, const char *icon, const char *title, const char *details);
