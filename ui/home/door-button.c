// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/door-button.h"

#include "ui/shell/balanced.h"

struct _KapkaDoorButton {
  GtkButton parent_instance;

  // Template widgets
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *hint;
  GtkWidget *words;

  // Borrowed
  const KapkaService *service;

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaDoorButton, kapka_door_button, GTK_TYPE_BUTTON)

static void
show_words (KapkaDoorButton *self) {
  const char *language = kapka_session_get_language (self->session);
  const char *title = kapka_local_text_get (&self->service->door, language);
  const char *hint = kapka_local_text_get (&self->service->hint, language);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->hint, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint == NULL ? "" : hint,
                                  -1);
}

static void
kapka_door_button_finalize (GObject *object) {
  g_clear_object (&KAPKA_DOOR_BUTTON (object)->session);
  G_OBJECT_CLASS (kapka_door_button_parent_class)->finalize (object);
}

static void
kapka_door_button_class_init (KapkaDoorButtonClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kapka_door_button_finalize;
  g_type_ensure (KAPKA_TYPE_BALANCED);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/door-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaDoorButton, icon);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoorButton, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoorButton, hint);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoorButton, words);
}

static void
kapka_door_button_init (KapkaDoorButton *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kapka_door_button_new (KapkaSession *session, const KapkaService *service) {
  KapkaDoorButton *self = g_object_new (KAPKA_TYPE_DOOR_BUTTON, NULL);

  self->session = g_object_ref (session);
  self->service = service;
  gtk_image_set_from_icon_name (self->icon, service->icon);
  gtk_widget_add_css_class (GTK_WIDGET (self), service->id);
  show_words (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.door");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", service->id);
  return GTK_WIDGET (self);
}

GtkWidget *
kapka_door_button_get_words (KapkaDoorButton *self) {
  return self->words;
}
