// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idle-watch.h"

#include "visit/idle.h"
#include "visit/visit.h"

struct _KapkaIdleWatch {
  GObject parent_instance;

  KapkaIdle idle;
  gboolean started;
  gboolean warned;
  guint source;
};

G_DEFINE_FINAL_TYPE (KapkaIdleWatch, kapka_idle_watch, G_TYPE_OBJECT)

enum {
  SIGNAL_WARNING,
  SIGNAL_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void schedule (KapkaIdleWatch *self);

static void
set_warning (KapkaIdleWatch *self, guint seconds) {
  if (seconds == 0 && !self->warned)
    return;
  self->warned = seconds != 0;
  g_signal_emit (self, signals[SIGNAL_WARNING], 0, seconds);
}

static void
end (KapkaIdleWatch *self, KapkaEndReason reason) {
  kapka_idle_watch_stop (self);
  g_signal_emit (self, signals[SIGNAL_OVER], 0, (guint)reason);
}

static gboolean
on_due (gpointer user_data) {
  KapkaIdleWatch *self = user_data;
  guint seconds;

  self->source = 0;
  switch (kapka_idle_check (&self->idle, g_get_monotonic_time (), &seconds)) {
  case KAPKA_IDLE_OVER:
    end (self, KAPKA_END_IDLE);
    return G_SOURCE_REMOVE;
  case KAPKA_IDLE_LIMIT:
    end (self, KAPKA_END_LIMIT);
    return G_SOURCE_REMOVE;
  case KAPKA_IDLE_WARNING:
    set_warning (self, seconds);
    break;
  case KAPKA_IDLE_ACTIVE:
  default:
    set_warning (self, 0);
    break;
  }
  schedule (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (KapkaIdleWatch *self) {
  gint64 wait_usec = kapka_idle_next_usec (&self->idle, g_get_monotonic_time ());

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->started)
    self->source = g_timeout_add ((guint)(MAX (wait_usec, 0) / 1000 + 1), on_due, self);
}

static void
kapka_idle_watch_dispose (GObject *object) {
  g_clear_handle_id (&KAPKA_IDLE_WATCH (object)->source, g_source_remove);
  G_OBJECT_CLASS (kapka_idle_watch_parent_class)->dispose (object);
}

static void
kapka_idle_watch_class_init (KapkaIdleWatchClass *klass) {
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_idle_watch_dispose;
  signals[SIGNAL_WARNING] = g_signal_new ("warning", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_OVER] = g_signal_new ("over", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kapka_idle_watch_init (KapkaIdleWatch *self) {
}

KapkaIdleWatch *
kapka_idle_watch_new (const KapkaSettings *settings) {
  KapkaIdleWatch *self = g_object_new (KAPKA_TYPE_IDLE_WATCH, NULL);

  self->idle = (KapkaIdle){
    .idle_seconds = settings->idle_seconds,
    .portal_idle_seconds = settings->portal_idle_seconds,
    .warning_seconds = settings->warning_seconds,
    .limit_minutes = settings->limit_minutes,
  };
  return self;
}

void
kapka_idle_watch_start (KapkaIdleWatch *self) {
  self->started = TRUE;
  self->idle.in_portal = FALSE;
  kapka_idle_start (&self->idle, g_get_monotonic_time ());
  schedule (self);
}

void
kapka_idle_watch_stop (KapkaIdleWatch *self) {
  self->started = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
  set_warning (self, 0);
}

void
kapka_idle_watch_touch (KapkaIdleWatch *self) {
  kapka_idle_touch (&self->idle, g_get_monotonic_time ());
  if (self->warned) {
    set_warning (self, 0);
    schedule (self);
  }
}

void
kapka_idle_watch_set_in_portal (KapkaIdleWatch *self, gboolean in_portal) {
  self->idle.in_portal = in_portal;
  schedule (self);
}
