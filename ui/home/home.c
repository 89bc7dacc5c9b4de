// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/home.h"

#include "ui/access/announcer.h"
#include "ui/home/door-button.h"
#include "ui/home/search-field.h"
#include "ui/home/search-results.h"
#include "ui/home/tile-button.h"
#include "ui/home/tiles.h"
#include "ui/shell/spare-layout.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"
#include "ui/shell/wrap-layout.h"

/* With fewer the row has nothing to choose from; more would not fit beside each other. */
#define MIN_OFTEN 3
#define MAX_OFTEN 4

struct _KapkaHome {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *title;
  GtkWidget *all;
  KapkaSearchField *field;
  GtkStack *stack;
  KapkaTiles *doors;
  GtkWidget *entrances; // The doors, and what is opened often.
  GtkWidget *often;
  KapkaTiles *often_tiles;
  KapkaSearchResults *results;

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaHome, kapka_home, GTK_TYPE_WIDGET)

static guint search_signal;

static gboolean
is_searching (KapkaHome *self) {
  return *kapka_search_field_get_text (self->field) != '\0';
}

/* Large letters and the keyboard leave little room for what is found; the question is answered. */
static void
show_title (KapkaHome *self) {
  gboolean large = kapka_sight_get (kapka_session_get_sight (self->session))->text_percent > 100;

  gtk_widget_set_visible (self->title, !large || !is_searching (self));
  gtk_widget_set_visible (self->all, !large || !is_searching (self));
}

static void
on_changed (KapkaHome *self) {
  if (is_searching (self))
    kapka_search_results_show (self->results, kapka_search_field_get_text (self->field));
  gtk_stack_set_visible_child_name (self->stack, is_searching (self) ? "results" : "doors");
  show_title (self);
  if (!is_searching (self))
    kapka_announce_heading (GTK_WIDGET (self));
  g_signal_emit (self, search_signal, 0);
}

static void
on_enter (KapkaHome *self) {
  if (is_searching (self))
    kapka_search_results_open_best (self->results);
}

static GtkWidget *
new_often_button (KapkaHome *self, const KapkaTile *tile) {
  GtkWidget *button = kapka_tile_button_new (self->session, tile, tile->services[0]);

  kapka_tile_button_set_brief (KAPKA_TILE_BUTTON (button));
  return button;
}

static void
show_often (KapkaHome *self) {
  const GPtrArray *tiles = kapka_often_get_tiles (kapka_session_get_often (self->session));

  kapka_tiles_clear (self->often_tiles);
  for (guint i = 0; i < MIN (tiles->len, MAX_OFTEN); i++)
    kapka_tiles_append (self->often_tiles, new_often_button (self, g_ptr_array_index (tiles, i)));
  gtk_widget_set_visible (self->often, tiles->len >= MIN_OFTEN);
  if (tiles->len >= MIN_OFTEN)
    gtk_widget_add_css_class (self->entrances, "with-often");
  else
    gtk_widget_remove_css_class (self->entrances, "with-often");
}

static void
on_show_doors_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_home_show_doors (KAPKA_HOME (widget));
}

static void
kapka_home_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_HOME);
  g_clear_object (&KAPKA_HOME (object)->session);
  G_OBJECT_CLASS (kapka_home_parent_class)->dispose (object);
}

static void
kapka_home_class_init (KapkaHomeClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_home_dispose;
  search_signal = g_signal_new ("search", KAPKA_TYPE_HOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  g_type_ensure (KAPKA_TYPE_SEARCH_FIELD);
  g_type_ensure (KAPKA_TYPE_SEARCH_RESULTS);
  g_type_ensure (KAPKA_TYPE_SPARE_LAYOUT);
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/home.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, all);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, field);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, doors);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, entrances);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, often);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, often_tiles);
  gtk_widget_class_bind_template_child (widget_class, KapkaHome, results);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_enter);
  gtk_widget_class_install_action (widget_class, "home.show-doors", NULL, on_show_doors_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "home.show-doors", NULL);
}

static void
kapka_home_init (KapkaHome *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kapka_home_new (KapkaSession *session) {
  KapkaHome *self = g_object_new (KAPKA_TYPE_HOME, NULL);
  const KapkaCatalog *catalog = kapka_session_get_catalog (session);
  g_autoptr (GtkSizeGroup) words = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  self->session = g_object_ref (session);
  g_signal_connect_object (kapka_session_get_sight (session), "changed", G_CALLBACK (show_title),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kapka_session_get_often (session), "changed", G_CALLBACK (show_often),
                           self, G_CONNECT_SWAPPED);
  show_often (self);
  kapka_search_results_set_session (self->results, session);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    GtkWidget *button = kapka_door_button_new (session, kapka_catalog_get_service (catalog, i));

    /* Words of one height let the pictograms of a row stand in one line. */
    gtk_size_group_add_widget (words, kapka_door_button_get_words (KAPKA_DOOR_BUTTON (button)));
    kapka_tiles_append (self->doors, button);
  }
  return GTK_WIDGET (self);
}

void
kapka_home_show_doors (KapkaHome *self) {
  kapka_search_field_clear (self->field);
}
