// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/aside.h"

struct _KapkaAside {
  GObject parent_instance;

  // Weak
  KapkaKeyboardBridge *bridge;
  GtkWidget *keyboard_slot;
  GtkWidget *focus; // Where it was.

  gboolean on;
};

G_DEFINE_FINAL_TYPE (KapkaAside, kapka_aside, G_TYPE_OBJECT)

static void
kapka_aside_dispose (GObject *object) {
  KapkaAside *self = KAPKA_ASIDE (object);

  g_clear_weak_pointer (&self->bridge);
  g_clear_weak_pointer (&self->keyboard_slot);
  g_clear_weak_pointer (&self->focus);
  G_OBJECT_CLASS (kapka_aside_parent_class)->dispose (object);
}

static void
kapka_aside_class_init (KapkaAsideClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_aside_dispose;
}

static void
kapka_aside_init (KapkaAside *self) {
}

KapkaAside *
kapka_aside_new (KapkaKeyboardBridge *bridge, GtkWidget *keyboard_slot) {
  KapkaAside *self = g_object_new (KAPKA_TYPE_ASIDE, NULL);

  g_set_weak_pointer (&self->bridge, bridge);
  g_set_weak_pointer (&self->keyboard_slot, keyboard_slot);
  return self;
}

void
kapka_aside_begin (KapkaAside *self) {
  GtkRoot *root = gtk_widget_get_root (self->keyboard_slot);

  if (self->on)
    return;
  self->on = TRUE;
  g_set_weak_pointer (&self->focus, gtk_root_get_focus (root));
  kapka_keyboard_bridge_set_paused (self->bridge, TRUE);
  gtk_widget_set_visible (self->keyboard_slot, FALSE);
}

/* Without its field the keyboard has nothing to type into. */
void
kapka_aside_end (KapkaAside *self, GtkWidget *screen) {
  gboolean back;

  if (!self->on)
    return;
  self->on = FALSE;
  gtk_widget_set_visible (self->keyboard_slot, TRUE);
  back = self->focus != NULL && gtk_widget_is_ancestor (self->focus, screen) &&
         gtk_widget_grab_focus (self->focus);
  kapka_keyboard_bridge_set_paused (self->bridge, FALSE);
  if (!back)
    kapka_keyboard_bridge_set_target (self->bridge, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
  g_clear_weak_pointer (&self->focus);
}

gboolean
kapka_aside_is_on (KapkaAside *self) {
  return self->on;
}
