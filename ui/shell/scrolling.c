// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/scrolling.h"

void
kapka_scrolling_hide_bar (GtkScrolledWindow *scroller) {
  GtkWidget *bar = gtk_scrolled_window_get_vscrollbar (scroller);

  g_object_set (bar, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_object_set (gtk_widget_get_first_child (bar), "accessible-role",
                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}
