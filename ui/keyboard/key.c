// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/key.h"

#include "ui/keyboard/key-face.h"

/* A finger that rests longer than this means more than one letter; slow hands need a long moment.
 */
#define HOLD_MS 600
#define REPEAT_MS 110

#define ICON_PIXELS 32

/* Many a program does the first action, whatever it is; GTK lists them in the order of their
 * hashes, in which `click` is the first of these two. */
#define CLICK "click"
#define MENU "menu"

/* After all events: when the machine has stalled, the release of a quick finger is waiting already.
 */
#define HOLD_PRIORITY G_PRIORITY_DEFAULT_IDLE

struct _KapkaKey {
  GtkWidget parent_instance;

  GtkWidget *face;          // A label or a picture.
  const KapkaKeySpec *spec; // Borrowed
  guint hold_id;            // Source that waits for the hold or repeats.
  gboolean consumed;        // The touch that is going on has already done its work.
};

G_DEFINE_FINAL_TYPE (KapkaKey, kapka_key, GTK_TYPE_WIDGET)

enum {
  SIGNAL_STRUCK,
  SIGNAL_HELD,
  SIGNAL_TOUCHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
repeats (const KapkaKey *self) {
  return self->spec->action == KAPKA_KEY_BACKSPACE || self->spec->action == KAPKA_KEY_LEFT ||
         self->spec->action == KAPKA_KEY_RIGHT;
}

static gboolean
repeat_cb (gpointer data) {
  KapkaKey *self = KAPKA_KEY (data);

  g_signal_emit (self, signals[SIGNAL_STRUCK], 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
hold_cb (gpointer data) {
  KapkaKey *self = KAPKA_KEY (data);

  self->consumed = TRUE;
  self->hold_id = repeats (self) ? g_timeout_add (REPEAT_MS, repeat_cb, self) : 0;
  g_signal_emit (self, signals[repeats (self) ? SIGNAL_STRUCK : SIGNAL_HELD], 0);
  return G_SOURCE_REMOVE;
}

static void
emit_touched (KapkaKey *self, GtkGesture *touch, KapkaTouch what) {
  double x = 0;
  double y = 0;

  gtk_gesture_get_point (touch, NULL, &x, &y);
  g_signal_emit (self, signals[SIGNAL_TOUCHED], 0, what, x, y);
}

static void
on_touch_begin (KapkaKey *self, GdkEventSequence *sequence, GtkGesture *touch) {
  g_assert (KAPKA_IS_KEY (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), "pressed");
  self->consumed = FALSE;
  g_clear_handle_id (&self->hold_id, g_source_remove);
  if (repeats (self) || self->spec->alternatives != NULL)
    self->hold_id = g_timeout_add_full (HOLD_PRIORITY, HOLD_MS, hold_cb, self, NULL);
  emit_touched (self, touch, KAPKA_TOUCH_BEGIN);
}

static void
on_touch_update (KapkaKey *self, GdkEventSequence *sequence, GtkGesture *touch) {
  g_assert (KAPKA_IS_KEY (self));

  emit_touched (self, touch, KAPKA_TOUCH_MOVE);
}

static void
release (KapkaKey *self) {
  gtk_widget_remove_css_class (GTK_WIDGET (self), "pressed");
  g_clear_handle_id (&self->hold_id, g_source_remove);
}

static void
on_touch_end (KapkaKey *self, GdkEventSequence *sequence, GtkGesture *touch) {
  g_assert (KAPKA_IS_KEY (self));

  release (self);
  emit_touched (self, touch, KAPKA_TOUCH_END);
}

static void
on_touch_pressed (KapkaKey *self, int n_press, double x, double y, GtkGesture *touch) {
  gtk_gesture_set_state (touch, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* After a hold the release would be one stroke too many. */
static void
on_touch_released (KapkaKey *self, int n_press, double x, double y) {
  g_assert (KAPKA_IS_KEY (self));

  if (!self->consumed && gtk_widget_contains (GTK_WIDGET (self), x, y))
    g_signal_emit (self, signals[SIGNAL_STRUCK], 0);
  self->consumed = FALSE;
}

static void
on_click_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  g_signal_emit (widget, signals[SIGNAL_STRUCK], 0);
}

static void
on_menu_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  g_signal_emit (widget, signals[SIGNAL_HELD], 0);
}

static void
kapka_key_unmap (GtkWidget *widget) {
  release (KAPKA_KEY (widget));
  GTK_WIDGET_CLASS (kapka_key_parent_class)->unmap (widget);
}

static void
kapka_key_dispose (GObject *object) {
  g_clear_handle_id (&KAPKA_KEY (object)->hold_id, g_source_remove);
  g_clear_pointer (&KAPKA_KEY (object)->face, gtk_widget_unparent);
  G_OBJECT_CLASS (kapka_key_parent_class)->dispose (object);
}

static void
kapka_key_class_init (KapkaKeyClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_key_dispose;
  widget_class->unmap = kapka_key_unmap;
  gtk_widget_class_set_css_name (widget_class, "key");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, CLICK, NULL, on_click_activated);
  gtk_widget_class_install_action (widget_class, MENU, NULL, on_menu_activated);
  signals[SIGNAL_STRUCK] = g_signal_new ("struck", KAPKA_TYPE_KEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_HELD] =
      g_signal_new ("held", KAPKA_TYPE_KEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOUCHED] =
      g_signal_new ("touched", KAPKA_TYPE_KEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    3, G_TYPE_INT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
kapka_key_init (KapkaKey *self) {
  GtkGesture *touch = gtk_gesture_click_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "key");
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (touch), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (touch, "begin", G_CALLBACK (on_touch_begin), self);
  g_signal_connect_swapped (touch, "update", G_CALLBACK (on_touch_update), self);
  g_signal_connect_swapped (touch, "pressed", G_CALLBACK (on_touch_pressed), self);
  g_signal_connect_swapped (touch, "released", G_CALLBACK (on_touch_released), self);
  g_signal_connect_swapped (touch, "end", G_CALLBACK (on_touch_end), self);
  g_signal_connect_swapped (touch, "cancel", G_CALLBACK (on_touch_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (touch));
}

static void
take_face (KapkaKey *self, GtkWidget *face) {
  g_clear_pointer (&self->face, gtk_widget_unparent);
  self->face = face;
  gtk_widget_set_parent (face, GTK_WIDGET (self));
}

static void
set_name (KapkaKey *self, const char *name) {
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
kapka_key_set_face (KapkaKey *self, const char *text, const char *name) {
  if (!GTK_IS_LABEL (self->face))
    take_face (self, g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_label_set_label (GTK_LABEL (self->face), text);
  set_name (self, name);
}

void
kapka_key_set_icon (KapkaKey *self, const char *icon, const char *name) {
  take_face (self, g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "pixel-size", ICON_PIXELS,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  set_name (self, name);
}

const char *
kapka_key_get_face (KapkaKey *self) {
  return GTK_IS_LABEL (self->face) ? gtk_label_get_label (GTK_LABEL (self->face)) : NULL;
}

void
kapka_key_finish (KapkaKey *self) {
  if (self->consumed)
    return;
  self->consumed = TRUE;
  g_clear_handle_id (&self->hold_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_STRUCK], 0);
}

void
kapka_key_set_asked (KapkaKey *self, gboolean asked) {
  gboolean offers = asked && self->spec->alternatives != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), MENU, offers);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, offers,
                                  -1);
  if (offers)
    kapka_key_set_expanded (self, FALSE);
}

void
kapka_key_set_expanded (KapkaKey *self, gboolean expanded) {
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

static void
add_kind (KapkaKey *self) {
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->spec->action == KAPKA_KEY_SPACE)
    gtk_widget_add_css_class (widget, "space");
  else if (self->spec->action != KAPKA_KEY_TEXT)
    gtk_widget_add_css_class (widget, "special");
  if (self->spec->action == KAPKA_KEY_ENTER)
    gtk_widget_add_css_class (widget, "enter");
  if (self->spec->action == KAPKA_KEY_TEXT && g_utf8_strlen (self->spec->text, -1) > 1)
    gtk_widget_add_css_class (widget, "long");
}

GtkWidget *
kapka_key_new (const KapkaKeySpec *spec) {
  KapkaKey *self = g_object_new (KAPKA_TYPE_KEY, NULL);

  self->spec = spec;
  add_kind (self);
  kapka_key_face_show (self);
  kapka_key_set_shift (self, KAPKA_SHIFT_OFF);
  kapka_key_set_asked (self, TRUE);
  return GTK_WIDGET (self);
}

const KapkaKeySpec *
kapka_key_get_spec (KapkaKey *self) {
  return self->spec;
}

static void
show_shift_state (KapkaKey *self, KapkaShift shift) {
  static const GtkAccessibleTristate pressed[] = {
    [KAPKA_SHIFT_OFF] = GTK_ACCESSIBLE_TRISTATE_FALSE,
    [KAPKA_SHIFT_ONCE] = GTK_ACCESSIBLE_TRISTATE_MIXED,
    [KAPKA_SHIFT_LOCKED] = GTK_ACCESSIBLE_TRISTATE_TRUE,
  };
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_remove_css_class (widget, "active");
  gtk_widget_remove_css_class (widget, "locked");
  if (shift != KAPKA_SHIFT_OFF)
    gtk_widget_add_css_class (widget, "active");
  if (shift == KAPKA_SHIFT_LOCKED)
    gtk_widget_add_css_class (widget, "locked");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED, pressed[shift],
                               -1);
}

static void
set_text (KapkaKey *self, const char *text) {
  kapka_key_set_face (self, text, text);
}

void
kapka_key_set_shift (KapkaKey *self, KapkaShift shift) {
  if (self->spec->action == KAPKA_KEY_TEXT)
    set_text (self, shift == KAPKA_SHIFT_OFF ? self->spec->text : self->spec->shifted);
  else if (self->spec->action == KAPKA_KEY_SHIFT)
    show_shift_state (self, shift);
}
