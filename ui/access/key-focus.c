// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/key-focus.h"

#define KEYS "keys"

static gboolean
on_key_pressed (GtkWidget *window) {
  gtk_widget_add_css_class (window, KEYS);
  return GDK_EVENT_PROPAGATE;
}

static void
on_pressed (GtkWidget *window) {
  gtk_widget_remove_css_class (window, KEYS);
}

/* Before whoever the key or the touch is meant for, who may keep it. */
static void
watch (GtkWidget *window, GtkEventController *controller, const char *signal, GCallback callback) {
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, signal, callback, window);
  gtk_widget_add_controller (window, controller);
}

void
kapka_key_focus_watch (GtkWidget *window) {
  watch (window, gtk_event_controller_key_new (), "key-pressed", G_CALLBACK (on_key_pressed));
  watch (window, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()), "pressed",
         G_CALLBACK (on_pressed));
}
