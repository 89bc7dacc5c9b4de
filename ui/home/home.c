// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/home.h"

#include "ui/home/door-button.h"
#include "ui/home/tiles.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"

struct _KapkaHome {
  GtkWidget parent_instance;

  // Template widgets
  KapkaTiles *doors;
};

G_DEFINE_FINAL_TYPE (KapkaHome, kapka_home, GTK_TYPE_WIDGET)

static void
kapka_home_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_HOME);
  G_OBJECT_CLASS (kapka_home_parent_class)->dispose (object);
}

static void
kapka_home_class_init (KapkaHomeClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_home_dispose;
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/home.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, doors);
}

static void
kapka_home_init (KapkaHome *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kapka_home_new (KapkaSession *session) {
  KapkaHome *self = g_object_new (KAPKA_TYPE_HOME, NULL);
  const KapkaCatalog *catalog = kapka_session_get_catalog (session);
  const char *language = kapka_session_get_language (session);
  g_autoptr (GtkSizeGroup) words = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    GtkWidget *button = kapka_door_button_new (kapka_catalog_get_service (catalog, i), language);

    /* Words of one height let the pictograms of a row stand in one line. */
    gtk_size_group_add_widget (words, kapka_door_button_get_words (KAPKA_DOOR_BUTTON (button)));
    kapka_tiles_append (self->doors, button);
  }
  return GTK_WIDGET (self);
}
