// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/popovers.h"

#include "ui/portal/day-touch.h"

/* A view keeps the list of its children, which tells of new ones, under this name. */
#define CHILDREN "kapka-popovers"

/* What is open keeps here what feels a touch beside it. */
#define BESIDE "kapka-beside"

/* What lies over a page, as a question of it, keeps touches from it. */
static gboolean
is_in_reach (GtkWidget *view) {
  for (GtkWidget *widget = view; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_can_target (widget))
      return FALSE;
  return gtk_widget_get_mapped (view);
}

static gboolean
on_time_to_close (gpointer popover) {
  gtk_popover_popdown (GTK_POPOVER (popover));
  return G_SOURCE_REMOVE;
}

/* The engine may be busy opening it, or GTK with a touch. */
static void
close_soon (GtkWidget *popover) {
  g_idle_add_full (G_PRIORITY_HIGH, on_time_to_close, g_object_ref (popover), g_object_unref);
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, GtkWidget *popover) {
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (gdk_event_get_surface (event) != gtk_native_get_surface (GTK_NATIVE (popover)))
    close_soon (popover);
}

/* On a low screen the calendar may have no room above its field nor below it; then it lies over it.
 */
static void
move_into_window (GtkWidget *popover) {
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (popover));
  GdkRectangle field = { 0 };
  GtkRequisition size = { 0 };
  double x = 0;
  double y = 0;

  gtk_popover_get_pointing_to (GTK_POPOVER (popover), &field);
  gtk_widget_get_preferred_size (popover, NULL, &size);
  gtk_widget_translate_coordinates (gtk_widget_get_parent (popover), window, field.x, field.y, &x,
                                    &y);
  if (y < size.height && y + field.height + size.height > gtk_widget_get_height (window))
    gtk_popover_set_offset (GTK_POPOVER (popover), 0,
                            gtk_widget_get_height (window) - size.height - field.height - (int)y);
}

static void
on_map (GtkWidget *popover) {
  GtkGesture *beside = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (beside), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (beside), 0);
  g_signal_connect_object (beside, "pressed", G_CALLBACK (on_pressed), popover, 0);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (popover)),
                             GTK_EVENT_CONTROLLER (beside));
  g_object_set_data (G_OBJECT (popover), BESIDE, beside);
  move_into_window (popover);
}

static void
on_unmap (GtkWidget *popover) {
  GtkEventController *beside = g_object_steal_data (G_OBJECT (popover), BESIDE);

  gtk_widget_remove_controller (gtk_event_controller_get_widget (beside), beside);
}

/* What holds nothing does not get the keys by itself. */
static void
on_visible_changed (GtkWidget *popover, GParamSpec *pspec, GtkWidget *view) {
  if (!gtk_widget_get_visible (popover))
    return;
  if (is_in_reach (view))
    gtk_widget_child_focus (popover, GTK_DIR_TAB_FORWARD);
  else
    close_soon (popover);
}

static void
watch (GtkPopover *popover, GtkWidget *view) {
  gtk_popover_set_autohide (popover, FALSE);
  g_signal_connect (popover, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (popover, "unmap", G_CALLBACK (on_unmap), NULL);
  g_signal_connect_object (popover, "notify::visible", G_CALLBACK (on_visible_changed), view, 0);
  g_signal_connect (popover, "map", G_CALLBACK (kapka_day_touch_watch), NULL);
}

static void
on_children_changed (GListModel *children,
                     guint position,
                     guint n_removed,
                     guint n_added,
                     GtkWidget *view) {
  for (guint i = position; i < position + n_added; i++) {
    g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

    if (GTK_IS_POPOVER (child))
      watch (GTK_POPOVER (child), view);
  }
}

void
kapka_popovers_watch (GtkWidget *view) {
  GListModel *children = gtk_widget_observe_children (view);

  g_signal_connect_object (children, "items-changed", G_CALLBACK (on_children_changed), view, 0);
  g_object_set_data_full (G_OBJECT (view), CHILDREN, children, g_object_unref);
}

/* The engine drops what is closed. */
void
kapka_popovers_close (GtkWidget *view) {
  g_autoptr (GPtrArray) popovers = g_ptr_array_new_with_free_func (g_object_unref);

  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      g_ptr_array_add (popovers, g_object_ref (child));
  for (guint i = 0; i < popovers->len; i++)
    gtk_popover_popdown (GTK_POPOVER (g_ptr_array_index (popovers, i)));
}
