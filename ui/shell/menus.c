// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menus.h"

static gboolean
opens_menu (guint key, GdkModifierType modifiers) {
  return key == GDK_KEY_Menu || (key == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK) ||
         ((key == GDK_KEY_period || key == GDK_KEY_semicolon) && modifiers == GDK_CONTROL_MASK);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer user_data) {
  return opens_menu (key, state & gtk_accelerator_get_default_mod_mask ()) ? GDK_EVENT_STOP
                                                                           : GDK_EVENT_PROPAGATE;
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, gpointer user_data) {
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Before a field sees them. */
void
kapka_menus_forbid (GtkWidget *window) {
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *button = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), NULL);
  gtk_widget_add_controller (window, keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (button), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (button), GDK_BUTTON_SECONDARY);
  g_signal_connect (button, "pressed", G_CALLBACK (on_pressed), NULL);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (button));
}
