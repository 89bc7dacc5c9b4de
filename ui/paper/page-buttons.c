// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/page-buttons.h"

static void
close_button (GtkWidget *button, GtkWidget *other) {
  if (gtk_widget_is_focus (button))
    gtk_widget_grab_focus (other);
  gtk_widget_set_sensitive (button, FALSE);
}

void
kapka_page_buttons_set_open (GtkWidget *previous, GtkWidget *next, gboolean back, gboolean forth) {
  if (back)
    gtk_widget_set_sensitive (previous, TRUE);
  if (forth)
    gtk_widget_set_sensitive (next, TRUE);
  if (!back)
    close_button (previous, next);
  if (!forth)
    close_button (next, previous);
}
