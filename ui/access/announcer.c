// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/announcer.h"

void
kapka_announce (GtkWidget *widget, const char *text) {
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkLabel *
find_heading (GtkWidget *widget) {
  GtkLabel *heading = NULL;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_HEADING)
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && heading == NULL;
       child = gtk_widget_get_next_sibling (child))
    heading = find_heading (child);
  return heading;
}

void
kapka_announce_heading (GtkWidget *screen) {
  GtkLabel *heading = find_heading (screen);

  if (heading != NULL)
    kapka_announce (screen, gtk_label_get_text (heading));
}
