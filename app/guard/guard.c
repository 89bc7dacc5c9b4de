// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/guard.h"

#include "base/log.h"
#include "guard/end-code.h"
#include "guard/end-record.h"
#include "guard/ends.h"
#include "guard/ward.h"

/* A kiosk that ends as soon as it has begun shall not keep the machine busy. */
#define PAUSE_MS 1000

struct _KapkaGuard {
  GObject parent_instance;

  KapkaWard *ward;
  char *state_dir;
  KapkaGuardPatience patience;
  KapkaGuardState state;
  KapkaEnds ends;
  guint code;
  guint again; // Source: the next start.
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (KapkaGuard, kapka_guard, G_TYPE_OBJECT)

static guint changed_signal;

static void
set_state (KapkaGuard *self, KapkaGuardState state) {
  self->state = state;
  g_signal_emit (self, changed_signal, 0);
}

static void run (KapkaGuard *self);

static gboolean
on_again (gpointer user_data) {
  KapkaGuard *self = user_data;

  self->again = 0;
  run (self);
  return G_SOURCE_REMOVE;
}

static void
write_down (KapkaGuard *self) {
  g_autoptr (GError) error = NULL;

  if (!kapka_end_record_add (self->state_dir, g_get_real_time () / 1000, self->code, &error))
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "kiosk-end-unwritten", "The end is not written down",
                     error);
}

static void
take_end (KapkaGuard *self, guint code) {
  gboolean too_often = kapka_ends_add (&self->ends, g_get_monotonic_time ());

  self->code = code;
  write_down (self);
  kapka_log_words (G_LOG_LEVEL_WARNING, "kiosk-ended", "The kiosk has ended by itself",
                   "code=%u seconds=%u", code, too_often ? self->patience.rest : PAUSE_MS / 1000);
  if (too_often)
    self->again = g_timeout_add_seconds (self->patience.rest, on_again, self);
  else
    self->again = g_timeout_add (PAUSE_MS, on_again, self);
  set_state (self, too_often ? KAPKA_GUARD_RESTING : KAPKA_GUARD_STARTING);
}

static void
on_up (gpointer user_data) {
  kapka_log_fact (G_LOG_LEVEL_MESSAGE, "kiosk-up", "The kiosk is up");
  set_state (user_data, KAPKA_GUARD_UP);
}

static void
on_ended (guint code, gpointer user_data) {
  KapkaGuard *self = user_data;

  if (self->stopping || code == 0)
    set_state (self, KAPKA_GUARD_LEFT);
  else
    take_end (self, code);
}

static const KapkaWardEvents ward_events = { on_up, on_ended };

static void
run (KapkaGuard *self) {
  g_autoptr (GError) error = NULL;

  if (kapka_ward_start (self->ward, &error)) {
    set_state (self, KAPKA_GUARD_STARTING);
    return;
  }
  kapka_log_detail (G_LOG_LEVEL_WARNING, "kiosk-unstarted",
                    "The kiosk cannot be started: ", error->message);
  take_end (self, KAPKA_END_CODE_START);
}

static void
kapka_guard_finalize (GObject *object) {
  KapkaGuard *self = KAPKA_GUARD (object);

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_pointer (&self->ward, kapka_ward_free);
  g_free (self->state_dir);
  G_OBJECT_CLASS (kapka_guard_parent_class)->finalize (object);
}

static void
kapka_guard_class_init (KapkaGuardClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_guard_finalize;
  changed_signal = g_signal_new ("changed", KAPKA_TYPE_GUARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
kapka_guard_init (KapkaGuard *self) {
}

KapkaGuard *
kapka_guard_new (const char *const *argv,
                 const char *state_dir,
                 KapkaGuardPatience patience,
                 GError **error) {
  g_autoptr (KapkaGuard) self = g_object_new (KAPKA_TYPE_GUARD, NULL);

  self->state_dir = g_strdup (state_dir);
  self->patience = patience;
  self->ward = kapka_ward_new (argv, patience.start, patience.alive, &ward_events, self, error);
  return self->ward == NULL ? NULL : g_steal_pointer (&self);
}

void
kapka_guard_start (KapkaGuard *self) {
  if (kapka_ward_is_running (self->ward) || self->stopping)
    return;
  g_clear_handle_id (&self->again, g_source_remove);
  run (self);
}

void
kapka_guard_stop (KapkaGuard *self) {
  self->stopping = TRUE;
  g_clear_handle_id (&self->again, g_source_remove);
  if (kapka_ward_is_running (self->ward))
    kapka_ward_stop (self->ward);
  else
    set_state (self, KAPKA_GUARD_LEFT);
}

KapkaGuardState
kapka_guard_get_state (KapkaGuard *self) {
  return self->state;
}

guint
kapka_guard_get_code (KapkaGuard *self) {
  return self->code;
}
