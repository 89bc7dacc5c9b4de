// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/key.h"

#include "base/i18n.h"

/* A finger that rests longer than this means more than one letter; slow hands need a long moment.
 */
#define HOLD_MS 600
#define REPEAT_MS 110
#define ICON_PIXELS 32

struct _KapkaKey {
  GtkButton parent_instance;

  const KapkaKeySpec *spec; // Borrowed
  guint hold_id;            // Source that waits for the hold or repeats.
  gboolean repeated;        // The touch that is going on has already struck.
};

G_DEFINE_FINAL_TYPE (KapkaKey, kapka_key, GTK_TYPE_BUTTON)

enum { SIGNAL_STRUCK, N_SIGNALS };
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

  self->repeated = TRUE;
  self->hold_id = g_timeout_add (REPEAT_MS, repeat_cb, self);
  g_signal_emit (self, signals[SIGNAL_STRUCK], 0);
  return G_SOURCE_REMOVE;
}

static void
on_touch_begin (KapkaKey *self) {
  g_assert (KAPKA_IS_KEY (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), "pressed");
  self->repeated = FALSE;
  g_clear_handle_id (&self->hold_id, g_source_remove);
  if (repeats (self))
    self->hold_id = g_timeout_add (HOLD_MS, hold_cb, self);
}

static void
on_touch_end (KapkaKey *self) {
  g_assert (KAPKA_IS_KEY (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self), "pressed");
  g_clear_handle_id (&self->hold_id, g_source_remove);
}

/* The button's own signal comes on release, from a screen reader too; after a hold it would be one
 * stroke too many. */
static void
kapka_key_clicked (GtkButton *button) {
  KapkaKey *self = KAPKA_KEY (button);

  if (!self->repeated)
    g_signal_emit (self, signals[SIGNAL_STRUCK], 0);
  self->repeated = FALSE;
}

static void
kapka_key_unmap (GtkWidget *widget) {
  on_touch_end (KAPKA_KEY (widget));
  GTK_WIDGET_CLASS (kapka_key_parent_class)->unmap (widget);
}

static void
kapka_key_dispose (GObject *object) {
  g_clear_handle_id (&KAPKA_KEY (object)->hold_id, g_source_remove);
  G_OBJECT_CLASS (kapka_key_parent_class)->dispose (object);
}

static void
kapka_key_class_init (KapkaKeyClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_key_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = kapka_key_unmap;
  GTK_BUTTON_CLASS (klass)->clicked = kapka_key_clicked;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "key");
  signals[SIGNAL_STRUCK] = g_signal_new ("struck", KAPKA_TYPE_KEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static void
kapka_key_init (KapkaKey *self) {
  GtkGesture *touch = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "key");
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (touch), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (touch, "begin", G_CALLBACK (on_touch_begin), self);
  g_signal_connect_swapped (touch, "end", G_CALLBACK (on_touch_end), self);
  g_signal_connect_swapped (touch, "cancel", G_CALLBACK (on_touch_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (touch));
}

static void
set_name (KapkaKey *self, const char *name) {
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_icon (KapkaKey *self, const char *icon, const char *name) {
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "pixel-size", ICON_PIXELS,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_button_set_child (GTK_BUTTON (self), image);
  set_name (self, name);
}

void
kapka_key_set_face (KapkaKey *self, const char *markup, const char *name) {
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (self));

  if (!GTK_IS_LABEL (label)) {
    label =
        g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
    gtk_button_set_child (GTK_BUTTON (self), label);
  }
  gtk_label_set_markup (GTK_LABEL (label), markup);
  set_name (self, name);
}

static void
set_text (KapkaKey *self, const char *text) {
  g_autofree char *markup = g_markup_escape_text (text, -1);

  kapka_key_set_face (self, markup, text);
}

static void
set_first_face (KapkaKey *self) {
  switch (self->spec->action) {
  case KAPKA_KEY_TEXT:
    set_text (self, self->spec->text);
    break;
  case KAPKA_KEY_SPACE:
    set_text (self, C_ ("keyboard", "Space"));
    break;
  case KAPKA_KEY_SHIFT:
    set_icon (self, "kapka-shift-symbolic", C_ ("keyboard", "Capital letters"));
    break;
  case KAPKA_KEY_BACKSPACE:
    set_icon (self, "kapka-backspace-symbolic", C_ ("keyboard", "Erase"));
    break;
  case KAPKA_KEY_ENTER:
    set_icon (self, "kapka-enter-symbolic", C_ ("keyboard", "Enter"));
    break;
  case KAPKA_KEY_LAYOUT:
    kapka_key_set_face (self, "", C_ ("keyboard", "Letters"));
    break;
  case KAPKA_KEY_SYMBOLS:
    kapka_key_set_face (self, "!?№", C_ ("keyboard", "Signs"));
    break;
  case KAPKA_KEY_HIDE:
    set_icon (self, "kapka-hide-keyboard-symbolic", C_ ("keyboard", "Hide the keyboard"));
    break;
  case KAPKA_KEY_LEFT:
    set_icon (self, "kapka-back-symbolic", C_ ("keyboard", "Back by one letter"));
    break;
  case KAPKA_KEY_RIGHT:
    set_icon (self, "kapka-forward-symbolic", C_ ("keyboard", "Forward by one letter"));
    break;
  case KAPKA_KEY_TAB:
    kapka_key_set_face (self, C_ ("keyboard", "Next"), C_ ("keyboard", "To the next field"));
    break;
  default:
    g_assert_not_reached ();
  }
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
}

GtkWidget *
kapka_key_new (const KapkaKeySpec *spec) {
  KapkaKey *self = g_object_new (KAPKA_TYPE_KEY, NULL);

  self->spec = spec;
  add_kind (self);
  set_first_face (self);
  kapka_key_set_shift (self, KAPKA_SHIFT_OFF);
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

void
kapka_key_set_shift (KapkaKey *self, KapkaShift shift) {
  if (self->spec->action == KAPKA_KEY_TEXT)
    set_text (self, shift == KAPKA_SHIFT_OFF ? self->spec->text : self->spec->shifted);
  else if (self->spec->action == KAPKA_KEY_SHIFT)
    show_shift_state (self, shift);
}
