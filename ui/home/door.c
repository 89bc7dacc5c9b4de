// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/door.h"

#include <glib/gi18n.h>

#include "ui/home/shelf.h"
#include "ui/home/tile-button.h"
#include "ui/home/tiles.h"
#include "ui/shell/notice.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"

struct _KapkaDoor {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *official_name;
  GtkStack *stack;
  GtkLabel *portals_heading;
  KapkaTiles *portals;
  GtkLabel *forms_heading;
  KapkaTiles *forms;
  KapkaShelf *shelf; // In the place of the forms behind the door that is for them.
  GtkScrolledWindow *scroller;
  KapkaNotice *empty;

  // Borrowed
  const KapkaService *service;

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaDoor, kapka_door, GTK_TYPE_WIDGET)

static void
kapka_door_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_DOOR);
  G_OBJECT_CLASS (kapka_door_parent_class)->dispose (object);
}

static void
kapka_door_finalize (GObject *object) {
  g_clear_object (&KAPKA_DOOR (object)->session);
  G_OBJECT_CLASS (kapka_door_parent_class)->finalize (object);
}

static void
kapka_door_class_init (KapkaDoorClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_door_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_door_finalize;
  g_type_ensure (KAPKA_TYPE_NOTICE);
  g_type_ensure (KAPKA_TYPE_SHELF);
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/door.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, official_name);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, portals_heading);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, portals);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, forms_heading);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, forms);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, shelf);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaDoor, empty);
}

static void
kapka_door_init (KapkaDoor *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

static void
show_words (KapkaDoor *self) {
  const char *language = kapka_session_get_language (self->session);

  gtk_label_set_label (self->title, kapka_local_text_get (&self->service->door, language));
  gtk_label_set_label (self->official_name, kapka_local_text_get (&self->service->name, language));
  kapka_notice_set (self->empty, "kapka-help-symbolic", _ ("There is nothing here yet"),
                    _ ("The list of this centre has no portals or forms for this purpose. A "
                       "librarian will help you."));
  kapka_notice_set_buttons (self->empty, _ ("Back"), "win.back", NULL, NULL);
}

/* Headings help only where both kinds stand behind the door. */
static void
show_headings (KapkaDoor *self, gboolean has_portals, gboolean has_forms, gboolean is_shelf) {
  gtk_widget_set_visible (GTK_WIDGET (self->portals_heading), has_portals && has_forms);
  gtk_widget_set_visible (GTK_WIDGET (self->forms_heading), has_portals && has_forms);
  gtk_widget_set_visible (GTK_WIDGET (self->portals), has_portals);
  gtk_widget_set_visible (GTK_WIDGET (self->forms), has_forms && !is_shelf);
  gtk_widget_set_visible (GTK_WIDGET (self->shelf), has_forms && is_shelf);
  gtk_stack_set_visible_child_name (self->stack, has_portals || has_forms ? "tiles" : "empty");
}

static GPtrArray *
pick (const GPtrArray *tiles, KapkaTileKind kind) {
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < tiles->len; i++)
    if (((const KapkaTile *)g_ptr_array_index (tiles, i))->kind == kind)
      g_ptr_array_add (picked, g_ptr_array_index (tiles, i));
  return picked;
}

static void
add_tiles (KapkaDoor *self, KapkaTiles *place, const GPtrArray *tiles) {
  for (guint i = 0; i < tiles->len; i++)
    kapka_tiles_append (place, kapka_tile_button_new (self->session, g_ptr_array_index (tiles, i),
                                                      self->service->id));
}

static void
fill (KapkaDoor *self) {
  gboolean is_shelf = g_str_equal (self->service->id, KAPKA_SERVICE_FORMS);
  g_autoptr (GPtrArray) tiles =
      kapka_catalog_list_door (kapka_session_get_catalog (self->session), self->service->id);
  g_autoptr (GPtrArray) portals = pick (tiles, KAPKA_TILE_PORTAL);
  g_autoptr (GPtrArray) forms = pick (tiles, KAPKA_TILE_FORM);

  add_tiles (self, self->portals, portals);
  if (is_shelf)
    kapka_shelf_fill (self->shelf, self->session, forms, self->service->id);
  else
    add_tiles (self, self->forms, forms);
  show_headings (self, portals->len > 0, forms->len > 0, is_shelf);
}

GtkWidget *
kapka_door_new (KapkaSession *session, const KapkaService *service) {
  KapkaDoor *self = g_object_new (KAPKA_TYPE_DOOR, NULL);

  self->session = g_object_ref (session);
  self->service = service;
  show_words (self);
  fill (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
