// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/tile-group.h"

#include "ui/home/tiles.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"

struct _KapkaTileGroup {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *heading;
  KapkaTiles *tiles;
};

G_DEFINE_FINAL_TYPE (KapkaTileGroup, kapka_tile_group, GTK_TYPE_WIDGET)

static void
kapka_tile_group_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_TILE_GROUP);
  G_OBJECT_CLASS (kapka_tile_group_parent_class)->dispose (object);
}

static void
kapka_tile_group_class_init (KapkaTileGroupClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_tile_group_dispose;
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/tile-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaTileGroup, heading);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileGroup, tiles);
}

static void
kapka_tile_group_init (KapkaTileGroup *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kapka_tile_group_new (void) {
  return g_object_new (KAPKA_TYPE_TILE_GROUP, "visible", FALSE, NULL);
}

void
kapka_tile_group_set_heading (KapkaTileGroup *self, const char *text) {
  gtk_label_set_label (self->heading, text);
}

void
kapka_tile_group_append (KapkaTileGroup *self, GtkWidget *button) {
  kapka_tiles_append (self->tiles, button);
  gtk_widget_show (GTK_WIDGET (self));
}
