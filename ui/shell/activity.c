// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/activity.h"

struct _KapkaActivity {
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (KapkaActivity, kapka_activity, G_TYPE_OBJECT)

enum {
  SIGNAL_NOTICED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
notice (KapkaActivity *self) {
  g_assert (KAPKA_IS_ACTIVITY (self));

  g_signal_emit (self, signals[SIGNAL_NOTICED], 0);
}

/* A moving pointer is no sign of life: a mouse on a trembling table would keep a forgotten visit
 * open. One that drags is. */
static gboolean
is_sign (GdkEvent *event) {
  switch (gdk_event_get_event_type (event)) {
  case GDK_MOTION_NOTIFY:
    return (gdk_event_get_modifier_state (event) & GDK_BUTTON1_MASK) != 0;
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
  case GDK_TOUCH_UPDATE:
  case GDK_KEY_PRESS:
  case GDK_SCROLL:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
on_event (KapkaActivity *self, GdkEvent *event) {
  if (is_sign (event))
    notice (self);
  return GDK_EVENT_PROPAGATE;
}

static void
kapka_activity_class_init (KapkaActivityClass *klass) {
  signals[SIGNAL_NOTICED] = g_signal_new ("noticed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_activity_init (KapkaActivity *self) {
}

KapkaActivity *
kapka_activity_new (GtkWidget *window, GtkWidget *keyboard) {
  const char *const strokes[] = { "text", "backspace", "enter", "tab", "move" };
  KapkaActivity *self = g_object_new (KAPKA_TYPE_ACTIVITY, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, controller);
  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    g_signal_connect_object (keyboard, strokes[i], G_CALLBACK (notice), self, G_CONNECT_SWAPPED);
  return self;
}
