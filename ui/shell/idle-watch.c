// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idle-watch.h"

#include "visit/idle.h"
#include "visit/visit.h"

struct _KapkaIdleWatch {
  GObject parent_instance;

  KapkaIdle idle;
  gboolean started;
  gboolean warned;
  guint minutes_left; // Last told of; 0 when far from the limit.
  guint n_visits;     // Begun so far.
  guint source;
};

G_DEFINE_FINAL_TYPE (KapkaIdleWatch, kapka_idle_watch, G_TYPE_OBJECT)

struct _KapkaIdleHold {
  KapkaIdleWatch *watch;
  guint visit; // Number of the visit it belongs to.
};

enum {
  SIGNAL_WARNING,
  SIGNAL_LIMIT_NEAR,
  SIGNAL_ALIVE,
  SIGNAL_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void schedule (KapkaIdleWatch *self);

static void
set_warning (KapkaIdleWatch *self, guint seconds) {
  gboolean before = self->warned;

  self->warned = seconds != 0;
  if (!before && self->warned && self->idle.held)
    g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
  if (before || self->warned)
    g_signal_emit (self, signals[SIGNAL_WARNING], 0, seconds);
}

static void
set_minutes_left (KapkaIdleWatch *self, guint minutes) {
  if (minutes == self->minutes_left)
    return;
  self->minutes_left = minutes;
  if (minutes != 0)
    g_signal_emit (self, signals[SIGNAL_LIMIT_NEAR], 0, minutes);
}

static void
end (KapkaIdleWatch *self, KapkaEndReason reason) {
  kapka_idle_watch_stop (self);
  g_signal_emit (self, signals[SIGNAL_OVER], 0, (guint)reason);
}

static gboolean
on_due (gpointer user_data) {
  KapkaIdleWatch *self = user_data;
  gint64 now_usec = g_get_monotonic_time ();
  guint seconds;

  self->source = 0;
  switch (kapka_idle_check (&self->idle, now_usec, &seconds)) {
  case KAPKA_IDLE_OVER:
    end (self, KAPKA_END_IDLE);
    break;
  case KAPKA_IDLE_LIMIT:
    end (self, KAPKA_END_LIMIT);
    break;
  case KAPKA_IDLE_WARNING:
  case KAPKA_IDLE_ACTIVE:
  default:
    set_minutes_left (self, kapka_idle_get_minutes_left (&self->idle, now_usec));
    set_warning (self, seconds);
    schedule (self);
    break;
  }
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

static guint
add_signal (const char *name, guint n_params) {
  return g_signal_new (name, KAPKA_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, G_TYPE_UINT);
}

static void
kapka_idle_watch_class_init (KapkaIdleWatchClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_idle_watch_dispose;
  signals[SIGNAL_WARNING] = add_signal ("warning", 1);
  signals[SIGNAL_LIMIT_NEAR] = add_signal ("limit-near", 1);
  signals[SIGNAL_ALIVE] = add_signal ("alive", 0);
  signals[SIGNAL_OVER] = add_signal ("over", 1);
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
  self->n_visits++;
  self->minutes_left = 0;
  self->idle.in_portal = FALSE;
  kapka_idle_start (&self->idle, g_get_monotonic_time ());
  schedule (self);
}

void
kapka_idle_watch_stop (KapkaIdleWatch *self) {
  if (self->started && kapka_idle_is_held (&self->idle, g_get_monotonic_time ()))
    g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
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

KapkaIdleHold *
kapka_idle_watch_hold (KapkaIdleWatch *self) {
  KapkaIdleHold *hold = g_new0 (KapkaIdleHold, 1);

  hold->watch = g_object_ref (self);
  hold->visit = self->n_visits;
  kapka_idle_hold (&self->idle, g_get_monotonic_time ());
  return hold;
}

static void
release (KapkaIdleWatch *self) {
  gboolean alive = kapka_idle_release (&self->idle, g_get_monotonic_time ());

  if (!self->started)
    return;
  if (alive)
    g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
  schedule (self);
}

void
kapka_idle_hold_free (KapkaIdleHold *hold) {
  if (hold == NULL)
    return;
  if (hold->visit == hold->watch->n_visits)
    release (hold->watch);
  g_object_unref (hold->watch);
  g_free (hold);
}
