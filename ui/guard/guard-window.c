// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guard/guard-window.h"

#include <glib/gi18n.h>

#include "ui/access/key-focus.h"
#include "ui/shell/screen-size.h"

struct _KapkaGuardWindow {
  GtkWindow parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *code;
  GtkWidget *button;

  // Owned
  KapkaGuard *guard;
  guint rest_s;
};

G_DEFINE_FINAL_TYPE (KapkaGuardWindow, kapka_guard_window, GTK_TYPE_WINDOW)

static void
show_rest (KapkaGuardWindow *self) {
  g_autofree char *code = g_strdup_printf (_ ("Code %u"), kapka_guard_get_code (self->guard));
  guint minutes = (self->rest_s + 59) / 60;
  g_autofree char *text =
      g_strdup_printf (g_dngettext (NULL,
                                    "Please call the librarian and tell the code.\n"
                                    "In %u minute the kiosk will try to start by itself.",
                                    "Please call the librarian and tell the code.\n"
                                    "In %u minutes the kiosk will try to start by itself.",
                                    minutes),
                       minutes);

  gtk_label_set_text (self->title, _ ("The kiosk does not work just now"));
  gtk_label_set_text (self->text, text);
  gtk_label_set_text (self->code, code);
  gtk_widget_grab_focus (self->button);
}

static void
show_coming (KapkaGuardWindow *self) {
  gboolean again = kapka_guard_get_code (self->guard) != 0;

  gtk_label_set_text (self->title,
                      again ? _ ("The kiosk starts again") : _ ("The kiosk is starting"));
  gtk_label_set_text (self->text, _ ("Please wait: it will work in a minute."));
}

static void
show_state (KapkaGuardWindow *self) {
  gboolean resting = kapka_guard_get_state (self->guard) == KAPKA_GUARD_RESTING;

  gtk_widget_set_visible (GTK_WIDGET (self->code), resting);
  gtk_widget_set_visible (self->button, resting);
  if (resting)
    show_rest (self);
  else
    show_coming (self);
}

static void
on_again (KapkaGuardWindow *self) {
  kapka_guard_start (self->guard);
}

/* Nobody closes it but the guard. */
static gboolean
kapka_guard_window_close_request (GtkWindow *window) {
  return TRUE;
}

/* GTK has an inspector of its own in every program, behind a shortcut. */
static gboolean
kapka_guard_window_enable_debugging (GtkWindow *window, gboolean toggle) {
  return FALSE;
}

static void
kapka_guard_window_dispose (GObject *object) {
  KapkaGuardWindow *self = KAPKA_GUARD_WINDOW (object);

  g_clear_object (&self->guard);
  G_OBJECT_CLASS (kapka_guard_window_parent_class)->dispose (object);
}

static void
kapka_guard_window_class_init (KapkaGuardWindowClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_guard_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = kapka_guard_window_close_request;
  GTK_WINDOW_CLASS (klass)->enable_debugging = kapka_guard_window_enable_debugging;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/guard-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaGuardWindow, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaGuardWindow, text);
  gtk_widget_class_bind_template_child (widget_class, KapkaGuardWindow, code);
  gtk_widget_class_bind_template_child (widget_class, KapkaGuardWindow, button);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
}

static void
kapka_guard_window_init (KapkaGuardWindow *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_screen_size_watch (GTK_WINDOW (self));
  kapka_key_focus_watch (GTK_WIDGET (self));
}

KapkaGuardWindow *
kapka_guard_window_new (KapkaGuard *guard, guint rest_s) {
  KapkaGuardWindow *self = g_object_new (KAPKA_TYPE_GUARD_WINDOW, NULL);

  self->guard = g_object_ref (guard);
  self->rest_s = rest_s;
  g_signal_connect_object (guard, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
  return self;
}
