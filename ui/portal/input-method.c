// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/input-method.h"

#include "ui/portal/field-script.h"

/* A field that gets the focus so soon after a touch, and in the same page, got it by the touch, not
 * by the page itself. A busy machine needs most of this time to tell of the focus. */
#define TOUCH_FOCUS_USEC (3 * G_TIME_SPAN_SECOND)

struct _KapkaInputMethod {
  WebKitInputMethodContext parent_instance;

  KapkaKeyboardBridge *bridge; // Borrowed.
  WebKitWebView *view;         // Weak.
  gboolean focused;
  gint64 touched_usec;
  double touched_x; // Where the finger came down.
  double touched_y;
};

static void kapka_input_method_target_init (KapkaKeyboardTargetInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaInputMethod,
                               kapka_input_method,
                               WEBKIT_TYPE_INPUT_METHOD_CONTEXT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_KEYBOARD_TARGET,
                                                      kapka_input_method_target_init))

static GtkInputPurpose
gtk_purpose (WebKitInputPurpose purpose) {
  switch (purpose) {
  case WEBKIT_INPUT_PURPOSE_DIGITS:
    return GTK_INPUT_PURPOSE_DIGITS;
  case WEBKIT_INPUT_PURPOSE_NUMBER:
    return GTK_INPUT_PURPOSE_NUMBER;
  case WEBKIT_INPUT_PURPOSE_PHONE:
    return GTK_INPUT_PURPOSE_PHONE;
  case WEBKIT_INPUT_PURPOSE_URL:
    return GTK_INPUT_PURPOSE_URL;
  case WEBKIT_INPUT_PURPOSE_EMAIL:
    return GTK_INPUT_PURPOSE_EMAIL;
  case WEBKIT_INPUT_PURPOSE_PASSWORD:
    return GTK_INPUT_PURPOSE_PASSWORD;
  case WEBKIT_INPUT_PURPOSE_FREE_FORM:
  default:
    return GTK_INPUT_PURPOSE_FREE_FORM;
  }
}

static GtkInputPurpose
kapka_input_method_get_purpose (KapkaKeyboardTarget *target) {
  return gtk_purpose (
      webkit_input_method_context_get_input_purpose (WEBKIT_INPUT_METHOD_CONTEXT (target)));
}

/* The view takes text only while it has the focus of the window, and a touch on a key must not have
 * moved it. */
static void
commit (KapkaInputMethod *self, const char *text) {
  if (self->view != NULL && !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_signal_emit_by_name (self, "committed", text);
}

static void
kapka_input_method_insert (KapkaKeyboardTarget *target, const char *text) {
  commit (KAPKA_INPUT_METHOD (target), text);
}

static void
kapka_input_method_enter (KapkaKeyboardTarget *target) {
  commit (KAPKA_INPUT_METHOD (target), "\n");
}

static void
kapka_input_method_backspace (KapkaKeyboardTarget *target) {
  KapkaInputMethod *self = KAPKA_INPUT_METHOD (target);

  if (self->view != NULL)
    webkit_web_view_execute_editing_command (self->view, "DeleteBackward");
}

static void
on_moved (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaInputMethod) self = user_data;

  kapka_input_method_show (self);
}

static void
kapka_input_method_tab (KapkaKeyboardTarget *target) {
  KapkaInputMethod *self = KAPKA_INPUT_METHOD (target);

  if (self->view == NULL)
    return;
  /* The next field was asked for, as if it had been touched. */
  self->touched_usec = g_get_monotonic_time ();
  webkit_web_view_call_async_javascript_function (self->view, kapka_field_script_next (), -1, NULL,
                                                  "kapka", NULL, NULL, on_moved,
                                                  g_object_ref (self));
}

static void
kapka_input_method_move (KapkaKeyboardTarget *target, int steps) {
  KapkaInputMethod *self = KAPKA_INPUT_METHOD (target);

  for (int i = 0; self->view != NULL && i < ABS (steps); i++)
    webkit_web_view_execute_editing_command (self->view,
                                             steps < 0 ? "MoveBackward" : "MoveForward");
}

static void
kapka_input_method_target_init (KapkaKeyboardTargetInterface *iface) {
  iface->insert = kapka_input_method_insert;
  iface->backspace = kapka_input_method_backspace;
  iface->enter = kapka_input_method_enter;
  iface->tab = kapka_input_method_tab;
  iface->move = kapka_input_method_move;
  iface->get_purpose = kapka_input_method_get_purpose;
}

static KapkaEnter
find_enter (const char *hint) {
  static const char *const hints[KAPKA_N_ENTERS] = {
    [KAPKA_ENTER_DONE] = "done",     [KAPKA_ENTER_NEW_LINE] = "newline",
    [KAPKA_ENTER_SEARCH] = "search", [KAPKA_ENTER_GO] = "go",
    [KAPKA_ENTER_NEXT] = "next",     [KAPKA_ENTER_SEND] = "send",
  };

  for (guint i = 0; i < KAPKA_N_ENTERS; i++)
    if (g_str_equal (hint, hints[i]))
      return i;
  return KAPKA_ENTER_DONE;
}

static void
on_field_told (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaInputMethod) self = user_data;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (source), result, NULL);
  g_autofree char *hint = NULL;

  if (value == NULL || !jsc_value_is_string (value) || !self->focused)
    return;
  hint = jsc_value_to_string (value);
  kapka_keyboard_bridge_set_enter (self->bridge, KAPKA_KEYBOARD_TARGET (self), find_enter (hint));
}

/* The page is about to become lower; the field must not be left below the edge. */
static void
keep_field_in_view (KapkaInputMethod *self) {
  if (self->view != NULL)
    webkit_web_view_call_async_javascript_function (self->view, kapka_field_script_ask (), -1, NULL,
                                                    "kapka", NULL, NULL, on_field_told,
                                                    g_object_ref (self));
}

void
kapka_input_method_show (KapkaInputMethod *self) {
  if (!self->focused)
    return;
  kapka_keyboard_bridge_set_target (self->bridge, KAPKA_KEYBOARD_TARGET (self),
                                    kapka_input_method_get_purpose (KAPKA_KEYBOARD_TARGET (self)));
  keep_field_in_view (self);
}

static gboolean
was_touched (KapkaInputMethod *self) {
  return self->touched_usec != 0 && g_get_monotonic_time () - self->touched_usec < TOUCH_FOCUS_USEC;
}

static void
kapka_input_method_notify_focus_in (WebKitInputMethodContext *context) {
  KapkaInputMethod *self = KAPKA_INPUT_METHOD (context);

  self->focused = TRUE;
  if (was_touched (self) ||
      kapka_keyboard_bridge_was_interrupted (self->bridge, KAPKA_KEYBOARD_TARGET (self)))
    kapka_input_method_show (self);
}

/* The focus that goes from field to field brings neither a focus-out nor a focus-in, only another
 * purpose: a keyboard that is open follows it, whoever has moved it. */
static void
on_purpose_changed (KapkaInputMethod *self) {
  g_assert (KAPKA_IS_INPUT_METHOD (self));

  if (was_touched (self) ||
      kapka_keyboard_bridge_is_open_for (self->bridge, KAPKA_KEYBOARD_TARGET (self)))
    kapka_input_method_show (self);
}

static void
kapka_input_method_notify_focus_out (WebKitInputMethodContext *context) {
  KapkaInputMethod *self = KAPKA_INPUT_METHOD (context);

  self->focused = FALSE;
  kapka_keyboard_bridge_set_target (self->bridge, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
}

/* A touch in a field that has the focus already brings no focus-in: the page is asked for its sign
 * of life, so that it has seen the touch, which may have taken the focus away, and only then the
 * keyboard comes. */
static void
await_page (KapkaInputMethod *self) {
  if (self->view != NULL && self->focused)
    webkit_web_view_call_async_javascript_function (self->view, "return '';", -1, NULL, "kapka",
                                                    NULL, NULL, on_moved, g_object_ref (self));
}

static gboolean
has_stayed (KapkaInputMethod *self, GdkEvent *event) {
  double x = 0;
  double y = 0;

  return self->view != NULL && gdk_event_get_position (event, &x, &y) &&
         !gtk_drag_check_threshold (GTK_WIDGET (self->view), (int)self->touched_x,
                                    (int)self->touched_y, (int)x, (int)y);
}

/* The engine takes each touch for itself, which would end a gesture before the finger leaves. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, KapkaInputMethod *self) {
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN) {
    self->touched_usec = g_get_monotonic_time ();
    gdk_event_get_position (event, &self->touched_x, &self->touched_y);
  } else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END) {
    self->touched_usec = g_get_monotonic_time ();
    if (has_stayed (self, event))
      await_page (self);
  }
  return GDK_EVENT_PROPAGATE;
}

/* A touch on a link is none in the field on which the next page puts the focus by itself. */
static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, KapkaInputMethod *self) {
  if (event == WEBKIT_LOAD_COMMITTED)
    self->touched_usec = 0;
}

static void
kapka_input_method_finalize (GObject *object) {
  KapkaInputMethod *self = KAPKA_INPUT_METHOD (object);

  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (kapka_input_method_parent_class)->finalize (object);
}

static void
kapka_input_method_class_init (KapkaInputMethodClass *klass) {
  WebKitInputMethodContextClass *context_class = WEBKIT_INPUT_METHOD_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kapka_input_method_finalize;
  context_class->notify_focus_in = kapka_input_method_notify_focus_in;
  context_class->notify_focus_out = kapka_input_method_notify_focus_out;
}

static void
kapka_input_method_init (KapkaInputMethod *self) {
}

KapkaInputMethod *
kapka_input_method_new (WebKitWebView *view, KapkaKeyboardBridge *bridge) {
  KapkaInputMethod *self = g_object_new (KAPKA_TYPE_INPUT_METHOD, NULL);
  GtkEventController *touches = gtk_event_controller_legacy_new ();

  self->bridge = bridge;
  g_signal_connect (self, "notify::input-purpose", G_CALLBACK (on_purpose_changed), NULL);
  g_set_weak_pointer (&self->view, view);
  gtk_event_controller_set_propagation_phase (touches, GTK_PHASE_CAPTURE);
  g_signal_connect_object (touches, "event", G_CALLBACK (on_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), touches);
  g_signal_connect_object (view, "load-changed", G_CALLBACK (on_load_changed), self, 0);
  return self;
}
