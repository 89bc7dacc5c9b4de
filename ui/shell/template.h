// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_template_dispose:
 * @widget: a widget made from a template, in its dispose
 * @type: the type that has the template
 *
 * Lets the template's children go. GTK 4.8 does so for named children alone; an unnamed child would
 * outlive the widget.
 */
void kapka_template_dispose (GtkWidget *widget, GType type);
