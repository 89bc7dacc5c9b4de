// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/file-row.h"

static GtkWidget *
make_label (const char *text, const char *css_class) {
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "width-chars", 10, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                       (const char *const[]){ css_class, NULL }, NULL);
}

static GtkWidget *
make_words (const char *title, const char *details) {
  GtkWidget *words = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                   4, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_box_append (GTK_BOX (words), make_label (title, "heading"));
  if (details != NULL)
    gtk_box_append (GTK_BOX (words), make_label (details, "note"));
  return words;
}

GtkWidget *
kapka_file_row_new (GtkWidget *button, const char *icon, const char *title, const char *details) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 20);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "valign", GTK_ALIGN_CENTER,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "css-classes", (const char *const[]){ "file-icon", NULL }, NULL);

  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), make_words (title, details));
  if (GTK_IS_TOGGLE_BUTTON (button)) {
    GtkWidget *mark =
        g_object_new (GTK_TYPE_IMAGE, "icon-name", "kapka-check-symbolic", "accessible-role",
                      GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                      (const char *const[]){ "file-mark", NULL }, NULL);

    gtk_box_append (GTK_BOX (box), mark);
  }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "file-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  details == NULL ? "" : details, -1);
  return button;
}
