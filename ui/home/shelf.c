// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/shelf.h"

#include <glib/gi18n.h>

#include "catalog/form-groups.h"
#include "ui/home/tile-button.h"
#include "ui/home/tile-group.h"
#include "ui/paper/file-row.h"
#include "ui/shell/options.h"
#include "ui/shell/template.h"

#define BY_EVENT "event"
#define BY_AUTHORITY "authority"

static const KapkaOption orders[] = {
  { BY_EVENT, N_ ("What has happened") },
  { BY_AUTHORITY, N_ ("Where it goes") },
};

struct _KapkaShelf {
  GtkWidget parent_instance;

  // Template widgets
  GtkBox *own_slot;
  GtkBox *order_slot;
  GtkBox *groups;

  // Borrowed
  const char *order; // One of orders.
  const char *door;

  // Owned
  KapkaSession *session;
  GPtrArray *forms;
};

G_DEFINE_FINAL_TYPE (KapkaShelf, kapka_shelf, GTK_TYPE_WIDGET)

static void
clear_box (GtkBox *box) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GPtrArray *
make_groups (KapkaShelf *self) {
  return g_str_equal (self->order, BY_EVENT)
             ? kapka_form_groups_by_event (kapka_session_get_catalog (self->session), self->forms)
             : kapka_form_groups_by_authority (self->forms);
}

static void
append_group (KapkaShelf *self, const KapkaFormGroup *group) {
  const char *language = kapka_session_get_language (self->session);
  GtkWidget *tiles = kapka_tile_group_new ();

  kapka_tile_group_set_heading (KAPKA_TILE_GROUP (tiles),
                                group->name == NULL ? _ ("Other forms")
                                                    : kapka_local_text_get (group->name, language));
  for (guint i = 0; i < group->forms->len; i++)
    kapka_tile_group_append (
        KAPKA_TILE_GROUP (tiles),
        kapka_tile_button_new (self->session, g_ptr_array_index (group->forms, i), self->door));
  gtk_box_append (self->groups, tiles);
}

static void
show_groups (KapkaShelf *self) {
  g_autoptr (GPtrArray) groups = make_groups (self);

  clear_box (self->groups);
  for (guint i = 0; i < groups->len; i++)
    append_group (self, g_ptr_array_index (groups, i));
}

static void
on_order_changed (KapkaOptions *options, KapkaShelf *self) {
  self->order = g_str_equal (kapka_options_get (options), BY_EVENT) ? BY_EVENT : BY_AUTHORITY;
  show_groups (self);
}

/* Whoever comes to print need not want a form. */
static void
show_own (KapkaShelf *self) {
  GtkWidget *row =
      kapka_file_row_new (gtk_button_new (), "kapka-usb-symbolic", _ ("Print from a flash drive"),
                          _ ("Your own PDF document or picture"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.own");
  gtk_widget_set_hexpand (row, TRUE);
  clear_box (self->own_slot);
  gtk_box_append (self->own_slot, row);
}

/* The buttons do not change their language. */
static void
show_order (KapkaShelf *self) {
  GtkWidget *options = kapka_options_new (orders, G_N_ELEMENTS (orders));

  gtk_accessible_update_property (GTK_ACCESSIBLE (options), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How the forms are put together"), -1);
  gtk_widget_set_hexpand (options, TRUE);
  kapka_options_set (KAPKA_OPTIONS (options), self->order);
  g_signal_connect_object (options, "changed", G_CALLBACK (on_order_changed), self, 0);
  clear_box (self->order_slot);
  gtk_box_append (self->order_slot, options);
}

static void
show_all (KapkaShelf *self) {
  show_own (self);
  show_order (self);
  show_groups (self);
}

static void
kapka_shelf_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_SHELF);
  G_OBJECT_CLASS (kapka_shelf_parent_class)->dispose (object);
}

static void
kapka_shelf_finalize (GObject *object) {
  KapkaShelf *self = KAPKA_SHELF (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  G_OBJECT_CLASS (kapka_shelf_parent_class)->finalize (object);
}

static void
kapka_shelf_class_init (KapkaShelfClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kapka_shelf_dispose;
  object_class->finalize = kapka_shelf_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/shelf.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaShelf, own_slot);
  gtk_widget_class_bind_template_child (widget_class, KapkaShelf, order_slot);
  gtk_widget_class_bind_template_child (widget_class, KapkaShelf, groups);
}

static void
kapka_shelf_init (KapkaShelf *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->order = BY_EVENT;
}

void
kapka_shelf_fill (KapkaShelf *self, KapkaSession *session, GPtrArray *forms, const char *door) {
  self->session = g_object_ref (session);
  self->forms = g_ptr_array_ref (forms);
  self->door = door;
  show_all (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_all), self,
                           G_CONNECT_SWAPPED);
}
