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

/**
 * kapka_template_translate:
 * @root: a widget, shown or not
 *
 * Says the texts of the templates of @root and of all below it again, in the language that is on.
 * An object of a template whose text is translated has an id; texts that come from code are not
 * touched, nor is anything else: what is typed, marked or scrolled stays.
 */
void kapka_template_translate (GtkWidget *root);
