// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/attract.h"

#include <glib/gi18n.h>

#include "ui/shell/balanced.h"
#include "ui/shell/template.h"

struct _KapkaAttract {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *name;
  GtkLabel *name_udm;
  GtkBox *doors;
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
  g_type_ensure (KAPKA_TYPE_BALANCED);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/attract.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, name);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, name_udm);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, doors);
}

static void
kapka_attract_init (KapkaAttract *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The six pictograms tell from afar what the machine is for; they are no buttons. */
static void
add_door (KapkaAttract *self, const KapkaService *service) {
  GtkWidget *hue = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", service->icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "door-icon");
  gtk_widget_add_css_class (hue, service->id);
  gtk_box_append (GTK_BOX (hue), icon);
  gtk_box_append (self->doors, hue);
}

GtkWidget *
kapka_attract_new (KapkaSession *session) {
  KapkaAttract *self = g_object_new (KAPKA_TYPE_ATTRACT, NULL);
  const KapkaSettings *settings = kapka_session_get_settings (session);

  gtk_label_set_label (self->name,
                       *settings->name != '\0' ? settings->name : _ ("Public-access centre"));
  gtk_label_set_label (self->name_udm, settings->name_udm);
  gtk_widget_set_visible (GTK_WIDGET (self->name_udm), *settings->name_udm != '\0');
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    add_door (self, kapka_catalog_get_service (kapka_session_get_catalog (session), i));
  return GTK_WIDGET (self);
}
