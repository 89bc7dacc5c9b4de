// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/attract.h"

#include <glib/gi18n.h>

#include "ui/shell/template.h"

struct _KapkaAttract {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *name;
  GtkLabel *name_udm;
};

G_DEFINE_FINAL_TYPE (KapkaAttract, kapka_attract, GTK_TYPE_WIDGET)

static void
kapka_attract_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_ATTRACT);
  G_OBJECT_CLASS (kapka_attract_parent_class)->dispose (object);
}

static void
kapka_attract_class_init (KapkaAttractClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_attract_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/attract.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, name);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, name_udm);
}

static void
kapka_attract_init (KapkaAttract *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kapka_attract_new (KapkaSession *session) {
  KapkaAttract *self = g_object_new (KAPKA_TYPE_ATTRACT, NULL);
  const KapkaSettings *settings = kapka_session_get_settings (session);

  gtk_label_set_label (self->name, *settings->name != '\0' ? settings->name : _ ("Public-access centre"));
  gtk_label_set_label (self->name_udm, settings->name_udm);
  gtk_widget_set_visible (GTK_WIDGET (self->name_udm), *settings->name_udm != '\0');
  return GTK_WIDGET (self);
}
