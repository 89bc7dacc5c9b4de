// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_page_buttons_set_open:
 * @previous: the button that leads to the page before
 * @next: the one that leads to the page after
 * @back: whether there is a page before
 * @forth: whether there is one after
 *
 * A button that has led to the last page can be pressed no more; the focus goes to the other one
 * then, where it would be nowhere else, and whoever has but keys would begin anew.
 */
void
kapka_page_buttons_set_open (GtkWidget *previous, GtkWidget *next, gboolean back, gboolean forth);
