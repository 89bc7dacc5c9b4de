// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/day-touch.h"

static GtkCalendar *
get_calendar (GtkPopover *popover) {
  GtkWidget *child = gtk_popover_get_child (popover);

  return GTK_IS_CALENDAR (child) ? GTK_CALENDAR (child) : NULL;
}

/* The engine takes the day that is marked. */
static void
choose_marked (GtkPopover *popover) {
  g_signal_emit_by_name (get_calendar (popover), "day-selected");
  gtk_popover_popdown (popover);
}

static gboolean
is_day (GtkPopover *popover, double x, double y) {
  GtkWidget *touched =
      gtk_widget_pick (GTK_WIDGET (get_calendar (popover)), x, y, GTK_PICK_DEFAULT);

  return touched != NULL && gtk_widget_has_css_class (touched, "day-number");
}

/* The calendar marks the day when it is pressed; one of the next month brings that month up, with
 * another day below the finger. */
static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, GtkPopover *popover) {
  if (!is_day (popover, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_released (GtkGesture *gesture, int n_press, double x, double y, GtkPopover *popover) {
  choose_marked (popover);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                GtkPopover *popover) {
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  choose_marked (popover);
  return GDK_EVENT_STOP;
}

void
kapka_day_touch_watch (GtkPopover *popover) {
  GtkCalendar *calendar = get_calendar (popover);
  GtkGesture *touch;
  GtkEventController *keys;

  if (calendar == NULL)
    return;
  touch = gtk_gesture_click_new ();
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (touch), GTK_PHASE_CAPTURE);
  g_signal_connect (touch, "pressed", G_CALLBACK (on_pressed), popover);
  g_signal_connect (touch, "released", G_CALLBACK (on_released), popover);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), popover);
  gtk_widget_add_controller (GTK_WIDGET (calendar), GTK_EVENT_CONTROLLER (touch));
  gtk_widget_add_controller (GTK_WIDGET (calendar), keys);
}
