// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/crossing.h"

struct _KapkaCrossing {
  GObject parent_instance;

  // Weak
  GtkWidget *header;
  GtkWidget *screens;
  GtkWidget *focus; // Where it was in a screen.

  // The last Tab.
  guint32 tab_time;
  gconstpointer tab_focus; // Only to compare: where it was pressed.
};

G_DEFINE_FINAL_TYPE (KapkaCrossing, kapka_crossing, G_TYPE_OBJECT)

static gboolean
is_in (GtkWidget *widget, GtkWidget *ancestor) {
  return widget != NULL && gtk_widget_is_ancestor (widget, ancestor);
}

static gboolean
go_up (KapkaCrossing *self, GtkWidget *focus) {
  g_set_weak_pointer (&self->focus, is_in (focus, self->screens) ? focus : NULL);
  return gtk_widget_child_focus (self->header, GTK_DIR_TAB_FORWARD);
}

/* The header may have led to another screen meanwhile. */
static gboolean
go_back (KapkaCrossing *self) {
  if (is_in (self->focus, self->screens) && gtk_widget_get_mapped (self->focus) &&
      gtk_widget_grab_focus (self->focus))
    return TRUE;
  return gtk_widget_child_focus (self->screens, GTK_DIR_TAB_FORWARD);
}

static gboolean
cross (KapkaCrossing *self, GtkWidget *focus) {
  return is_in (focus, self->header) ? go_back (self) : go_up (self, focus);
}

/* After the last field of a page the engine gives the focus on, and then the same press to whoever
 * has got it, who would give the focus on once more. */
static gboolean
has_been_followed (KapkaCrossing *self, guint32 time, GtkWidget *focus) {
  gboolean again = time != GDK_CURRENT_TIME && time == self->tab_time && focus != self->tab_focus;

  self->tab_time = time;
  self->tab_focus = focus;
  return again;
}

static gboolean
on_key_pressed (KapkaCrossing *self,
                guint key,
                guint code,
                GdkModifierType state,
                GtkEventController *controller) {
  GtkWidget *focus = NULL;

  if (self->header == NULL || self->screens == NULL)
    return GDK_EVENT_PROPAGATE;
  focus = gtk_root_get_focus (gtk_widget_get_root (self->header));
  if (key == GDK_KEY_Tab || key == GDK_KEY_KP_Tab || key == GDK_KEY_ISO_Left_Tab)
    return has_been_followed (self, gtk_event_controller_get_current_event_time (controller),
                              focus);
  if (key == GDK_KEY_F6 && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    return cross (self, focus);
  return GDK_EVENT_PROPAGATE;
}

static void
kapka_crossing_dispose (GObject *object) {
  KapkaCrossing *self = KAPKA_CROSSING (object);

  g_clear_weak_pointer (&self->header);
  g_clear_weak_pointer (&self->screens);
  g_clear_weak_pointer (&self->focus);
  G_OBJECT_CLASS (kapka_crossing_parent_class)->dispose (object);
}

static void
kapka_crossing_class_init (KapkaCrossingClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_crossing_dispose;
}

static void
kapka_crossing_init (KapkaCrossing *self) {
}

/* Before a page sees the key, which could keep it for itself. */
KapkaCrossing *
kapka_crossing_new (GtkWidget *around, GtkWidget *header, GtkWidget *screens) {
  KapkaCrossing *self = g_object_new (KAPKA_TYPE_CROSSING, NULL);
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_set_weak_pointer (&self->header, header);
  g_set_weak_pointer (&self->screens, screens);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (around, controller);
  return self;
}
