// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/tile-button.h"

#include "ui/home/tile-state.h"

struct _KapkaTileButton {
  GtkButton parent_instance;

  // Template widgets
  GtkImage *icon;
  GtkWidget *words;
  GtkLabel *title;
  GtkLabel *description;
  GtkWidget *state;
  GtkImage *state_icon;
  GtkLabel *state_words;

  gboolean brief; // Without the description, and that all is well.

  // Borrowed
  const KapkaTile *tile; // NULL for a door.
  const KapkaLocalText *title_text;
  const KapkaLocalText *description_text;

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaTileButton, kapka_tile_button, GTK_TYPE_BUTTON)

/* A screen reader hears first how the portal or the form is, then what it is for. */
static void
describe (KapkaTileButton *self, const char *state_words) {
  const char *language = kapka_session_get_language (self->session);
  const char *description = kapka_local_text_get (self->description_text, language);
  g_autofree char *text = state_words == NULL
                              ? g_strdup (description)
                              : g_strdup_printf ("%s. %s", state_words, description);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
show_texts (KapkaTileButton *self) {
  const char *language = kapka_session_get_language (self->session);
  const char *title = kapka_local_text_get (self->title_text, language);
  const char *description = kapka_local_text_get (self->description_text, language);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description), !self->brief && *description != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
show_state (KapkaTileButton *self) {
  g_auto (KapkaTileState) state = { 0 };

  kapka_tile_state_read (&state, self->session, self->tile);
  gtk_widget_set_visible (self->state, state.words != NULL && !(self->brief && state.good));
  gtk_image_set_from_icon_name (self->state_icon, state.icon);
  gtk_label_set_label (self->state_words, state.words == NULL ? "" : state.words);
  if (state.good)
    gtk_widget_add_css_class (self->state, "ready");
  else
    gtk_widget_remove_css_class (self->state, "ready");
  describe (self, state.words);
}

static void
on_language_changed (KapkaTileButton *self) {
  show_texts (self);
  show_state (self);
}

static void
on_state_changed (KapkaPortalStates *states, const char *id, KapkaTileButton *self) {
  if (g_str_equal (id, self->tile->id))
    show_state (self);
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, KapkaTileButton *self) {
  show_state (self);
}

/* What was known when the door was opened may have grown old while a portal was open. */
static void
kapka_tile_button_map (GtkWidget *widget) {
  show_state (KAPKA_TILE_BUTTON (widget));
  GTK_WIDGET_CLASS (kapka_tile_button_parent_class)->map (widget);
}

static void
kapka_tile_button_finalize (GObject *object) {
  g_clear_object (&KAPKA_TILE_BUTTON (object)->session);
  G_OBJECT_CLASS (kapka_tile_button_parent_class)->finalize (object);
}

static void
kapka_tile_button_class_init (KapkaTileButtonClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kapka_tile_button_finalize;
  widget_class->map = kapka_tile_button_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/tile-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, icon);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, words);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, description);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, state);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, state_icon);
  gtk_widget_class_bind_template_child (widget_class, KapkaTileButton, state_words);
}

static void
kapka_tile_button_init (KapkaTileButton *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
watch_state (KapkaTileButton *self) {
  g_signal_connect_object (kapka_session_get_portal_states (self->session), "changed",
                           G_CALLBACK (on_state_changed), self, 0);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), self, 0);
}

static KapkaTileButton *
new_button (KapkaSession *session, const KapkaLocalText *title, const KapkaLocalText *description) {
  KapkaTileButton *self = g_object_new (KAPKA_TYPE_TILE_BUTTON, NULL);

  self->session = g_object_ref (session);
  self->title_text = title;
  self->description_text = description;
  show_texts (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GtkWidget *
kapka_tile_button_new (KapkaSession *session, const KapkaTile *tile, const char *door) {
  KapkaTileButton *self = new_button (session, &tile->name, &tile->description);

  self->tile = tile;
  gtk_image_set_from_icon_name (self->icon, tile->icon);
  gtk_widget_add_css_class (GTK_WIDGET (self), door);
  gtk_widget_add_css_class (GTK_WIDGET (self), tile->kind == KAPKA_TILE_FORM ? "form" : "portal");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.tile");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "(ss)", tile->id, door);
  show_state (self);
  if (tile->kind == KAPKA_TILE_PORTAL)
    watch_state (self);
  return GTK_WIDGET (self);
}

void
kapka_tile_button_set_brief (KapkaTileButton *self) {
  self->brief = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "brief");
  gtk_widget_set_valign (gtk_button_get_child (GTK_BUTTON (self)), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->words, GTK_ALIGN_CENTER);
  show_texts (self);
  show_state (self);
}

GtkWidget *
kapka_tile_button_new_for_service (KapkaSession *session, const KapkaService *service) {
  KapkaTileButton *self = new_button (session, &service->door, &service->hint);

  gtk_image_set_from_icon_name (self->icon, service->icon);
  gtk_widget_add_css_class (GTK_WIDGET (self), service->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.door");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", service->id);
  show_state (self);
  return GTK_WIDGET (self);
}
