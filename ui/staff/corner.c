// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/staff/corner.h"

#define SIDE_PIXELS 64
#define N_TOUCHES 5
#define WITHIN_MS 4000

struct _KapkaCorner {
  GObject parent_instance;

  guint32 times_ms[N_TOUCHES]; // Of the touches so far, the oldest first.
  guint n_touches;
};

G_DEFINE_FINAL_TYPE (KapkaCorner, kapka_corner, G_TYPE_OBJECT)

enum { SIGNAL_RECOGNIZED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A window with a frame of its own has a shadow around, which belongs to the surface. */
static gboolean
is_in_corner (GtkWidget *window, GdkEvent *event) {
  double x, y, left, top;

  if (!gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  x -= left;
  y -= top;
  return x >= 0 && y >= 0 && x < SIDE_PIXELS && y < SIDE_PIXELS;
}

/* The time of events wraps around, so it is compared by difference. */
static void
forget_old (KapkaCorner *self, guint32 now_ms) {
  guint n_old = 0;

  while (n_old < self->n_touches && now_ms - self->times_ms[n_old] > WITHIN_MS)
    n_old++;
  self->n_touches -= n_old;
  memmove (self->times_ms, self->times_ms + n_old, self->n_touches * sizeof *self->times_ms);
}

gboolean
kapka_corner_take_touch (KapkaCorner *self, gboolean inside, guint32 time_ms) {
  if (!inside) {
    self->n_touches = 0;
    return FALSE;
  }
  forget_old (self, time_ms);
  self->times_ms[self->n_touches++] = time_ms;
  if (self->n_touches < N_TOUCHES)
    return FALSE;
  self->n_touches = 0;
  return TRUE;
}

static gboolean
on_event (KapkaCorner *self, GdkEvent *event, GtkEventController *controller) {
  GdkEventType type = gdk_event_get_event_type (event);
  GtkWidget *window = gtk_event_controller_get_widget (controller);

  if ((type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN) &&
      kapka_corner_take_touch (self, is_in_corner (window, event), gdk_event_get_time (event)))
    g_signal_emit (self, signals[SIGNAL_RECOGNIZED], 0);
  return GDK_EVENT_PROPAGATE;
}

static void
kapka_corner_class_init (KapkaCornerClass *klass) {
  signals[SIGNAL_RECOGNIZED] = g_signal_new ("recognized", KAPKA_TYPE_CORNER, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_corner_init (KapkaCorner *self) {
}

KapkaCorner *
kapka_corner_new (GtkWidget *window) {
  KapkaCorner *self = g_object_new (KAPKA_TYPE_CORNER, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, controller);
  return self;
}
