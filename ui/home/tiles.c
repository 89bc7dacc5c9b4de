// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/tiles.h"

#include "ui/shell/tile-layout.h"

struct _KapkaTiles {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KapkaTiles, kapka_tiles, GTK_TYPE_WIDGET)

static void
kapka_tiles_dispose (GObject *object) {
  kapka_tiles_clear (KAPKA_TILES (object));
  G_OBJECT_CLASS (kapka_tiles_parent_class)->dispose (object);
}

static void
kapka_tiles_class_init (KapkaTilesClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_tiles_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), KAPKA_TYPE_TILE_LAYOUT);
}

static void
kapka_tiles_init (KapkaTiles *self) {
}

void
kapka_tiles_append (KapkaTiles *self, GtkWidget *child) {
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
kapka_tiles_clear (KapkaTiles *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
