// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/all.h"

#include <glib/gi18n.h>

#include "ui/home/tile-button.h"
#include "ui/home/tile-group.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaAll {
  GtkWidget parent_instance;

  // Template widgets
  GtkScrolledWindow *scroller;
  GtkBox *list;

  // Borrowed: children of the list
  KapkaTileGroup *often;
  KapkaTileGroup *services[KAPKA_N_SERVICES];

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaAll, kapka_all, GTK_TYPE_WIDGET)

static void
show_words (KapkaAll *self) {
  const KapkaCatalog *catalog = kapka_session_get_catalog (self->session);
  const char *language = kapka_session_get_language (self->session);

  kapka_tile_group_set_heading (self->often, _ ("Often opened here"));
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_tile_group_set_heading (
        self->services[i],
        kapka_local_text_get (&kapka_catalog_get_service (catalog, i)->door, language));
}

static KapkaTileGroup *
add_group (KapkaAll *self) {
  GtkWidget *group = kapka_tile_group_new ();

  gtk_box_append (self->list, group);
  return KAPKA_TILE_GROUP (group);
}

static void
add_tile (KapkaAll *self, KapkaTileGroup *group, const KapkaTile *tile) {
  kapka_tile_group_append (group, kapka_tile_button_new (self->session, tile, tile->services[0]));
}

static void
fill_often (KapkaAll *self) {
  const GPtrArray *tiles = kapka_often_get_tiles (kapka_session_get_often (self->session));

  for (guint i = 0; i < tiles->len; i++)
    add_tile (self, self->often, g_ptr_array_index (tiles, i));
}

/* A tile behind several doors is counted by the first, and stands there. */
static void
fill_service (KapkaAll *self, KapkaTileGroup *group, const KapkaService *service) {
  g_autoptr (GPtrArray) tiles =
      kapka_catalog_list_door (kapka_session_get_catalog (self->session), service->id);

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);

    if (g_str_equal (tile->services[0], service->id))
      add_tile (self, group, tile);
  }
}

static void
kapka_all_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_ALL);
  G_OBJECT_CLASS (kapka_all_parent_class)->dispose (object);
}

static void
kapka_all_finalize (GObject *object) {
  g_clear_object (&KAPKA_ALL (object)->session);
  G_OBJECT_CLASS (kapka_all_parent_class)->finalize (object);
}

static void
kapka_all_class_init (KapkaAllClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_all_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_all_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/all.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaAll, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaAll, list);
}

static void
kapka_all_init (KapkaAll *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

GtkWidget *
kapka_all_new (KapkaSession *session) {
  KapkaAll *self = g_object_new (KAPKA_TYPE_ALL, NULL);
  const KapkaCatalog *catalog = kapka_session_get_catalog (session);

  self->session = g_object_ref (session);
  self->often = add_group (self);
  fill_often (self);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    self->services[i] = add_group (self);
    fill_service (self, self->services[i], kapka_catalog_get_service (catalog, i));
  }
  show_words (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
