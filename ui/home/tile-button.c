// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/tile-button.h"

struct _KapkaTileButton {
  GtkButton parent_instance;

  // Template widgets
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *description;
};

G_DEFINE_FINAL_TYPE (KapkaTileButton, kapka_tile_button, GTK_TYPE_BUTTON)

static void
kapka_tile_button_class_init (KapkaTileButtonClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/tile-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, icon);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, description);
}

static void
kapka_tile_button_init (KapkaTileButton *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kapka_tile_button_new (const KapkaTile *tile, const char *door, const char *language) {
  KapkaTileButton *self = g_object_new (KAPKA_TYPE_TILE_BUTTON, NULL);
  const char *title = kapka_local_text_get (&tile->name, language);
  const char *description = kapka_local_text_get (&tile->description, language);

  gtk_image_set_from_icon_name (self->icon, tile->icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description), description != NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), door);
  gtk_widget_add_css_class (GTK_WIDGET (self), tile->kind == KAPKA_TILE_FORM ? "form" : "portal");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description == NULL ? "" : description, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.tile");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "(ss)", tile->id, door);
  return GTK_WIDGET (self);
}
