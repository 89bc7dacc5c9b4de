// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/bridge.h"

#include "ui/keyboard/editable-target.h"
#include "ui/keyboard/text-view-target.h"

struct _KapkaKeyboardBridge {
  GObject parent_instance;

  // Weak
  GtkWindow *window;
  KapkaKeyboard *keyboard;
  GtkWidget *scope;   // Whose fields it is for.
  GtkWidget *touched; // The field under the finger, until it has the focus.

  // Owned
  GtkGesture *touch;
  KapkaKeyboardTarget *target; // Where the text goes.
  GtkInputPurpose purpose;     // Of the target.
  gboolean leaving;            // The keyboard itself is moving the focus.
  gboolean paused;             // The focus is away for a while.
  gpointer interrupted;        // Target that was in use then; only its address is of interest.
};

G_DEFINE_FINAL_TYPE (KapkaKeyboardBridge, kapka_keyboard_bridge, G_TYPE_OBJECT)

static gboolean
is_shown (KapkaKeyboardBridge *self) {
  return self->keyboard != NULL && gtk_widget_get_visible (GTK_WIDGET (self->keyboard));
}

/* The field of the window that the keyboard types into; NULL when there is none or it belongs to
 * somebody else. */
static GtkWidget *
get_own_field (KapkaKeyboardBridge *self) {
  return self->target == NULL ? NULL : kapka_keyboard_target_get_widget (self->target);
}

static gboolean
has_own_target (KapkaKeyboardBridge *self) {
  return self->target != NULL && kapka_keyboard_target_is_of_shell (self->target);
}

/* Scrolls every page around the field as little as is needed to see the field whole. */
static void
scroll_to_field (GtkWidget *field) {
  GtkWidget *page = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);

  while (page != NULL) {
    GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page));
    double at = gtk_adjustment_get_value (down);
    graphene_rect_t box;

    if (gtk_widget_compute_bounds (field, page, &box))
      gtk_adjustment_clamp_page (down, at + box.origin.y, at + box.origin.y + box.size.height);
    page = gtk_widget_get_ancestor (gtk_widget_get_parent (page), GTK_TYPE_SCROLLED_WINDOW);
  }
}

static void
on_after_paint (KapkaKeyboardBridge *self, GdkFrameClock *clock) {
  GtkWidget *field = get_own_field (self);

  g_assert (KAPKA_IS_KEYBOARD_BRIDGE (self));

  g_signal_handlers_disconnect_by_func (clock, on_after_paint, self);
  if (field != NULL && is_shown (self))
    scroll_to_field (gtk_widget_get_parent (field));
}

/* The page has its new height only once the frame with the keyboard has been laid out. */
static void
scroll_after_layout (KapkaKeyboardBridge *self) {
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));

  if (clock == NULL)
    return;
  g_signal_handlers_disconnect_by_func (clock, on_after_paint, self);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_after_paint), self,
                           G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
}

/* A touch in the field that has the keyboard moves the cursor and must not change the layout. */
static void
show_for (KapkaKeyboardBridge *self, KapkaKeyboardTarget *target, GtkInputPurpose purpose) {
  if (self->keyboard == NULL || self->window == NULL)
    return;
  if (is_shown (self) && self->target == target && self->purpose == purpose)
    return;
  g_set_object (&self->target, target);
  self->purpose = purpose;
  kapka_keyboard_set_purpose (self->keyboard, purpose);
  gtk_widget_set_visible (GTK_WIDGET (self->keyboard), TRUE);
  scroll_after_layout (self);
}

static void
hide (KapkaKeyboardBridge *self) {
  if (self->keyboard != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->keyboard), FALSE);
}

static KapkaKeyboardTarget *
new_target (GtkWidget *field) {
  if (GTK_IS_TEXT_VIEW (field))
    return kapka_text_view_target_new (GTK_TEXT_VIEW (field));
  return kapka_editable_target_new (GTK_TEXT (field));
}

static void
show_for_field (KapkaKeyboardBridge *self, GtkWidget *field) {
  g_autoptr (KapkaKeyboardTarget) target = NULL;

  if (get_own_field (self) == field)
    g_set_object (&target, self->target);
  else
    target = new_target (field);
  show_for (self, target, kapka_keyboard_target_get_purpose (target));
  kapka_keyboard_bridge_set_enter (self, target, kapka_keyboard_target_get_enter (target));
}

static gboolean
is_editable (GtkWidget *widget) {
  if (GTK_IS_TEXT_VIEW (widget))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
  return GTK_IS_TEXT (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget));
}

static gboolean
is_field (KapkaKeyboardBridge *self, GtkWidget *widget) {
  return is_editable (widget) && self->scope != NULL &&
         gtk_widget_is_ancestor (widget, self->scope);
}

static void
on_focus_widget_changed (KapkaKeyboardBridge *self) {
  GtkWidget *focus = gtk_window_get_focus (self->window);

  g_assert (KAPKA_IS_KEYBOARD_BRIDGE (self));

  if (self->paused)
    return;
  if (is_field (self, focus) && (focus == self->touched || self->leaving)) {
    show_for_field (self, focus);
  } else if (has_own_target (self) && focus != get_own_field (self)) {
    g_clear_object (&self->target);
    hide (self);
  }
  g_clear_weak_pointer (&self->touched);
}

static void
close_bubbles_outside (KapkaKeyboardBridge *self, GtkWidget *under) {
  if (self->keyboard != NULL &&
      (under == NULL || !gtk_widget_is_ancestor (under, GTK_WIDGET (self->keyboard))))
    kapka_keyboard_close_bubbles (self->keyboard);
}

static GtkWidget *
find_field (GtkWidget *under) {
  GtkWidget *text = under == NULL ? NULL : gtk_widget_get_ancestor (under, GTK_TYPE_TEXT);

  if (text != NULL || under == NULL)
    return text;
  return gtk_widget_get_ancestor (under, GTK_TYPE_TEXT_VIEW);
}

/* Runs before the field hears of the touch: one that has the focus already needs no more, another
 * gets it next. */
static void
on_pressed (KapkaKeyboardBridge *self, int n_press, double x, double y) {
  GtkWidget *under = gtk_widget_pick (GTK_WIDGET (self->window), x, y, GTK_PICK_DEFAULT);
  GtkWidget *field = find_field (under);

  g_assert (KAPKA_IS_KEYBOARD_BRIDGE (self));

  close_bubbles_outside (self, under);
  self->interrupted = NULL;
  g_set_weak_pointer (&self->touched, field);
  if (is_field (self, field) && gtk_window_get_focus (self->window) == field)
    show_for_field (self, field);
}

static void
on_dismiss (KapkaKeyboardBridge *self) {
  self->interrupted = NULL;
  hide (self);
}

static void
on_text (KapkaKeyboardBridge *self, const char *text) {
  if (self->target != NULL)
    kapka_keyboard_target_insert (self->target, text);
}

static void
on_backspace (KapkaKeyboardBridge *self) {
  if (self->target != NULL)
    kapka_keyboard_target_backspace (self->target);
}

/* What Enter and Next set off may take the target away while it is at work; a field that gets the
 * focus by them keeps the keyboard. */
static void
leave_field (KapkaKeyboardBridge *self, void (*leave) (KapkaKeyboardTarget *target)) {
  g_autoptr (KapkaKeyboardTarget) target = NULL;

  g_set_object (&target, self->target);
  if (target == NULL)
    return;
  self->leaving = TRUE;
  leave (target);
  self->leaving = FALSE;
}

static void
on_enter (KapkaKeyboardBridge *self) {
  leave_field (self, kapka_keyboard_target_enter);
}

static void
on_tab (KapkaKeyboardBridge *self) {
  leave_field (self, kapka_keyboard_target_tab);
}

static void
on_move (KapkaKeyboardBridge *self, int steps) {
  if (self->target != NULL)
    kapka_keyboard_target_move (self->target, steps);
}

static void
kapka_keyboard_bridge_dispose (GObject *object) {
  KapkaKeyboardBridge *self = KAPKA_KEYBOARD_BRIDGE (object);

  if (self->window != NULL && self->touch != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self->window), GTK_EVENT_CONTROLLER (self->touch));
  g_clear_object (&self->touch);
  g_clear_object (&self->target);
  g_clear_weak_pointer (&self->touched);
  g_clear_weak_pointer (&self->scope);
  g_clear_weak_pointer (&self->keyboard);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (kapka_keyboard_bridge_parent_class)->dispose (object);
}

static void
kapka_keyboard_bridge_class_init (KapkaKeyboardBridgeClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_keyboard_bridge_dispose;
}

static void
kapka_keyboard_bridge_init (KapkaKeyboardBridge *self) {
}

static void
watch_window (KapkaKeyboardBridge *self) {
  GtkEventController *controller;

  self->touch = g_object_ref (gtk_gesture_click_new ());
  controller = GTK_EVENT_CONTROLLER (self->touch);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->window), controller);
  g_signal_connect_object (self->window, "notify::focus-widget",
                           G_CALLBACK (on_focus_widget_changed), self, G_CONNECT_SWAPPED);
}

static void
watch_keyboard (KapkaKeyboardBridge *self) {
  const struct {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "text", G_CALLBACK (on_text) },   { "backspace", G_CALLBACK (on_backspace) },
    { "enter", G_CALLBACK (on_enter) }, { "tab", G_CALLBACK (on_tab) },
    { "move", G_CALLBACK (on_move) },   { "dismiss", G_CALLBACK (on_dismiss) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->keyboard, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
}

KapkaKeyboardBridge *
kapka_keyboard_bridge_new (GtkWindow *window, KapkaKeyboard *keyboard, GtkWidget *scope) {
  KapkaKeyboardBridge *self = g_object_new (KAPKA_TYPE_KEYBOARD_BRIDGE, NULL);

  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->keyboard, keyboard);
  g_set_weak_pointer (&self->scope, scope);
  watch_window (self);
  watch_keyboard (self);
  hide (self);
  return self;
}

GtkWidget *
kapka_keyboard_bridge_get_keyboard (KapkaKeyboardBridge *self) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD_BRIDGE (self), NULL);

  return GTK_WIDGET (self->keyboard);
}

void
kapka_keyboard_bridge_set_target (KapkaKeyboardBridge *self,
                                  KapkaKeyboardTarget *target,
                                  GtkInputPurpose purpose) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_BRIDGE (self));

  if (self->paused)
    return;
  if (target != NULL) {
    show_for (self, target, purpose);
  } else if (!has_own_target (self)) {
    g_clear_object (&self->target);
    hide (self);
  }
}

gboolean
kapka_keyboard_bridge_is_open_for (KapkaKeyboardBridge *self, KapkaKeyboardTarget *target) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD_BRIDGE (self), FALSE);

  return is_shown (self) && self->target == target;
}

void
kapka_keyboard_bridge_set_enter (KapkaKeyboardBridge *self,
                                 KapkaKeyboardTarget *target,
                                 KapkaEnter enter) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_BRIDGE (self));

  if (self->keyboard != NULL && self->target == target)
    kapka_keyboard_set_enter (self->keyboard, enter);
}

void
kapka_keyboard_bridge_set_paused (KapkaKeyboardBridge *self, gboolean paused) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_BRIDGE (self));

  self->paused = paused;
  if (paused)
    self->interrupted = is_shown (self) ? self->target : NULL;
}

gboolean
kapka_keyboard_bridge_was_interrupted (KapkaKeyboardBridge *self, KapkaKeyboardTarget *target) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD_BRIDGE (self), FALSE);

  return self->interrupted == target;
}

void
kapka_keyboard_bridge_go_to (KapkaKeyboardBridge *self, GtkWidget *field) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_BRIDGE (self));

  if (self->window == NULL)
    return;
  if (gtk_window_get_focus (self->window) == field && is_field (self, field)) {
    show_for_field (self, field);
    return;
  }
  g_set_weak_pointer (&self->touched, field);
  if (GTK_IS_TEXT (field))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (field));
  else
    gtk_widget_grab_focus (field);
}
