// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/staff/pin-pad.h"

#include <glib/gi18n.h>

#include "base/log.h"
#include "staff/pin.h"
#include "ui/access/announcer.h"
#include "ui/shell/template.h"

/* A wait from here on is told in minutes. */
#define SECONDS_UP_TO 120

struct _KapkaPinPad {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *dots;
  GtkLabel *message;
  GtkGrid *keys;
  GtkWidget *enter;

  // Owned
  KapkaEntrance *entrance;
  GCancellable *cancellable;
  char pin[KAPKA_PIN_MAX_DIGITS + 1];
  guint n_digits;
  gboolean busy;  // A PIN is being checked.
  gboolean wrong; // The last one was.
  gint64 wait_until_usec;
  guint wait_source;
};

G_DEFINE_FINAL_TYPE (KapkaPinPad, kapka_pin_pad, GTK_TYPE_WIDGET)

enum { SIGNAL_ENTERED, SIGNAL_UNAVAILABLE, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
describe_digits (KapkaPinPad *self) {
  return g_strdup_printf (_ ("Digits typed: %u"), self->n_digits);
}

static void
show_dots (KapkaPinPad *self) {
  g_autoptr (GString) dots = g_string_new (NULL);
  g_autofree char *spoken = describe_digits (self);

  for (guint i = 0; i < self->n_digits; i++)
    g_string_append (dots, "●");
  gtk_label_set_label (self->dots, dots->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

/* The digits themselves are for nobody's ears. */
static void
say_digits (KapkaPinPad *self) {
  g_autofree char *spoken = describe_digits (self);

  kapka_announce (GTK_WIDGET (self), spoken);
}

static void
tell (KapkaPinPad *self, const char *text) {
  gtk_label_set_label (self->message, text);
  kapka_announce (GTK_WIDGET (self), text);
}

static void
forget_pin (KapkaPinPad *self) {
  explicit_bzero (self->pin, sizeof self->pin);
  self->n_digits = 0;
  show_dots (self);
}

static gboolean
is_closed (KapkaPinPad *self) {
  return self->busy || self->wait_source != 0;
}

static void
add_digit (KapkaPinPad *self, char digit) {
  if (is_closed (self) || self->n_digits >= KAPKA_PIN_MAX_DIGITS)
    return;
  self->pin[self->n_digits++] = digit;
  self->wrong = FALSE;
  gtk_label_set_label (self->message, "");
  show_dots (self);
  say_digits (self);
}

static void
erase_digit (KapkaPinPad *self) {
  if (is_closed (self) || self->n_digits == 0)
    return;
  self->pin[--self->n_digits] = '\0';
  show_dots (self);
  say_digits (self);
}

static char *
describe_wait (guint seconds) {
  if (seconds < SECONDS_UP_TO)
    return g_strdup_printf (_ ("Wait %u s"), seconds);
  return g_strdup_printf (_ ("Wait %u min"), (seconds + 59) / 60);
}

/* Shows how long is left, and opens the pad again when nothing is. Nobody can listen to every
 * second, so only the first is said, and then that the pad is open. */
static gboolean
on_wait_tick (gpointer user_data) {
  KapkaPinPad *self = user_data;
  gint64 left_usec = self->wait_until_usec - g_get_monotonic_time ();
  g_autofree char *wait = NULL;
  g_autofree char *text = NULL;

  if (left_usec <= 0) {
    self->wait_source = 0;
    gtk_label_set_label (self->message, "");
    gtk_widget_set_sensitive (GTK_WIDGET (self->keys), TRUE);
    kapka_announce_heading (GTK_WIDGET (self));
    return G_SOURCE_REMOVE;
  }
  wait = describe_wait ((guint)((left_usec + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC));
  text = self->wrong ? g_strdup_printf ("%s\n%s", _ ("Wrong PIN"), wait) : g_strdup (wait);
  gtk_label_set_label (self->message, text);
  return G_SOURCE_CONTINUE;
}

static void
begin_wait (KapkaPinPad *self, guint seconds) {
  g_clear_handle_id (&self->wait_source, g_source_remove);
  self->wait_until_usec = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;
  self->wait_source = g_timeout_add_seconds (1, on_wait_tick, self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->keys), FALSE);
  on_wait_tick (self);
  kapka_announce (GTK_WIDGET (self), gtk_label_get_text (self->message));
}

static void
show_wrong (KapkaPinPad *self, guint wait_seconds) {
  kapka_log_words (G_LOG_LEVEL_MESSAGE, "staff-pin-wrong", "A wrong PIN was typed", "seconds=%u",
                   wait_seconds);
  self->wrong = TRUE;
  if (wait_seconds > 0)
    begin_wait (self, wait_seconds);
  else
    tell (self, _ ("Wrong PIN"));
}

static void
take_answer (KapkaPinPad *self, const KapkaEntranceAnswer *answer) {
  switch (answer->state) {
  case KAPKA_ENTRANCE_NOBODY:
    g_signal_emit (self, signals[SIGNAL_UNAVAILABLE], 0, TRUE);
    break;
  case KAPKA_ENTRANCE_WAIT:
    begin_wait (self, answer->wait_seconds);
    break;
  case KAPKA_ENTRANCE_WRONG:
    show_wrong (self, answer->wait_seconds);
    break;
  case KAPKA_ENTRANCE_OPEN:
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0, answer->name, (guint)answer->role);
    break;
  case KAPKA_ENTRANCE_ASK:
  default:
    break;
  }
}

static void
finish_ask (KapkaPinPad *self, KapkaEntranceAnswer *answer, const GError *error) {
  if (answer != NULL) {
    take_answer (self, answer);
    return;
  }
  kapka_log_detail (G_LOG_LEVEL_WARNING, "staff-closed", "Staff cannot enter", error->message);
  g_signal_emit (self, signals[SIGNAL_UNAVAILABLE], 0, FALSE);
}

/* Digits may be typed while the look goes on, so it changes nothing unless nobody can enter now. */
static void
on_look_ready (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEntranceAnswer) answer = kapka_entrance_ask_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish_ask (user_data, answer, error);
}

static void
on_try_ready (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEntranceAnswer) answer = kapka_entrance_ask_finish (result, &error);
  KapkaPinPad *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  gtk_label_set_label (self->message, "");
  finish_ask (self, answer, error);
}

static void
on_enter_clicked (KapkaPinPad *self) {
  if (is_closed (self))
    return;
  if (self->n_digits < KAPKA_PIN_MIN_DIGITS) {
    tell (self, _ ("A PIN has 4 to 12 digits"));
    return;
  }
  gtk_label_set_label (self->message, _ ("One moment…"));
  self->busy = TRUE;
  kapka_entrance_ask_async (self->entrance, self->pin, self->cancellable, on_try_ready, self);
  forget_pin (self);
}

static void
on_digit_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  add_digit (KAPKA_PIN_PAD (widget), *g_variant_get_string (parameter, NULL));
}

static void
on_erase_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  erase_digit (KAPKA_PIN_PAD (widget));
}

/* Enter and the space bar press the button that has the focus, at first the one that enters. */
static gboolean
on_key_pressed (KapkaPinPad *self, guint keyval, guint keycode, GdkModifierType state) {
  guint32 letter = gdk_keyval_to_unicode (keyval);

  if (letter >= '0' && letter <= '9')
    add_digit (self, (char)letter);
  else if (keyval == GDK_KEY_BackSpace)
    erase_digit (self);
  else if (keyval == GDK_KEY_Escape)
    gtk_widget_activate_action (GTK_WIDGET (self), "staff.leave", NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
kapka_pin_pad_grab_focus (GtkWidget *widget) {
  return gtk_widget_grab_focus (KAPKA_PIN_PAD (widget)->enter);
}

static void
kapka_pin_pad_dispose (GObject *object) {
  KapkaPinPad *self = KAPKA_PIN_PAD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_pointer (&self->entrance, kapka_entrance_unref);
  explicit_bzero (self->pin, sizeof self->pin);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_PIN_PAD);
  G_OBJECT_CLASS (kapka_pin_pad_parent_class)->dispose (object);
}

static void
kapka_pin_pad_class_init (KapkaPinPadClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_pin_pad_dispose;
  widget_class->grab_focus = kapka_pin_pad_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/pin-pad.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPinPad, dots);
  gtk_widget_class_bind_template_child (widget_class, KapkaPinPad, message);
  gtk_widget_class_bind_template_child (widget_class, KapkaPinPad, keys);
  gtk_widget_class_bind_template_child (widget_class, KapkaPinPad, enter);
  gtk_widget_class_bind_template_callback (widget_class, on_enter_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_install_action (widget_class, "pin.digit", "s", on_digit_activated);
  gtk_widget_class_install_action (widget_class, "pin.erase", NULL, on_erase_activated);
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", KAPKA_TYPE_PIN_PAD, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[SIGNAL_UNAVAILABLE] = g_signal_new ("unavailable", KAPKA_TYPE_PIN_PAD, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

/* The digits lie as on a telephone, and are read before the key that erases one; a touch leaves the
 * focus where Enter confirms. */
static void
add_keys (KapkaPinPad *self) {
  GtkWidget *erase = gtk_widget_get_first_child (GTK_WIDGET (self->keys));

  for (int i = 0; i < 10; i++) {
    const char digit[] = { (char)('0' + (i + 1) % 10), '\0' };
    GtkWidget *key = gtk_button_new_with_label (digit);

    gtk_actionable_set_action_name (GTK_ACTIONABLE (key), "pin.digit");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "s", digit);
    gtk_widget_set_focus_on_click (key, FALSE);
    gtk_widget_add_css_class (key, "pin-key");
    gtk_grid_attach (self->keys, key, i < 9 ? i % 3 : 1, i / 3, 1, 1);
    gtk_widget_insert_before (key, GTK_WIDGET (self->keys), erase);
  }
}

static void
kapka_pin_pad_init (KapkaPinPad *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

void
kapka_pin_pad_set_entrance (KapkaPinPad *self, KapkaEntrance *entrance) {
  self->entrance = kapka_entrance_ref (entrance);
}

void
kapka_pin_pad_start (KapkaPinPad *self) {
  kapka_pin_pad_stop (self);
  self->cancellable = g_cancellable_new ();
  kapka_entrance_ask_async (self->entrance, NULL, self->cancellable, on_look_ready, self);
}

void
kapka_pin_pad_stop (KapkaPinPad *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  self->busy = FALSE;
  self->wrong = FALSE;
  gtk_label_set_label (self->message, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->keys), TRUE);
  forget_pin (self);
}
